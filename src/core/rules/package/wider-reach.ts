import { isDropIn, isUnit, typeOfUnit, unitOf } from '../../facts/units/unit-files';
import { settingOf } from '../../facts/units/settings';
import { upgradeEffects } from '../../facts/scripts/upgrade-effects';
import { isOfHost } from '../../facts/units/unit-effects';
import { isTestMaterial } from '../../package/test-material';
import { isWorkshop } from '../../package/workshop';
import { effectKey, effectKeys } from '../../plan/news';
import type { PlanEffect } from '../../plan/plan';
import { planned } from '../../plan/planned';
import { wholePlan } from '../../plan/unpacked';
import type { Subject } from '../../subject/subject';
import { baseName } from '../../text/path';
import { defineRule } from '../rule';

export const widerReach = defineRule({
  id: 'package/wider-reach',
  target: 'package',
  reads: [...planned, 'baseline', 'unit', 'manifest'],
  severity: 'info',
  confidence: 'likely',
  hazards: ['weakens-security', 'unplanned-work'],
  fixable: false,
  summary: 'The package reaches further into its hosts than the one before',
  rationale: `A new service, an open port, an account, a kernel module or a source of packages is what a host has to be watched and looked after for from then on. Of a major release that is what somebody decides about;
of a patch release nobody expects it.

The rule needs the package that came before (\`--baseline\`, *Compare with Previous Package*). It reports units that it did not have, addresses that its units listen on, capabilities that they gain, and what scripts of the upgrade do and its scripts did not: accounts, groups, capabilities of programs,
keys that log in, the firewall, kernel modules and settings, packages and their sources. It is a note in a minor or major release; in a patch release, or another package of the same version, it is an error. What
other rules tell (\`script/grants-privilege\`, \`systemd/weaker-sandbox\`, \`endpoint/new-host\`, \`schedule/embedded-job\`) is left to them.`,
  references: ['https://semver.org/#spec-item-6', 'https://csrc.nist.gov/glossary/term/attack_surface'],
  messages: {
    unit: (d: { unit: string; older: string }) => `${d.unit} is a unit that ${d.older} did not have.`,
    listens: (d: { unit: string; address: string; older: string }) => `${d.unit} listens on ${d.address}, and nothing of ${d.older} did.`,
    capability: (d: { unit: string; gained: string; older: string }) => `${d.unit} has ${d.gained}, and had not in ${d.older}.`,
    does: (d: { by: string; what: string; older: string }) => `${d.by} ${d.what}, which nothing of ${d.older} did.`,
  },
  check(reviewed, { report, baseline }) {
    if (!baseline) return;
    const older = baseline.package.name;
    const before = new Map(baseline.package.subjects.unit.filter(counts).map((subject) => [unitOf(subject), subject]));
    const listened = new Set([...before.values()].flatMap(listensOn).map(({ value }) => value));
    for (const subject of reviewed.subjects.unit.filter(counts)) {
      const { path, syntax } = subject;
      const unit = unitOf(subject);
      const known = before.get(unit);
      // Timers are jobs, and sockets and what they start are told by what they listen on.
      const [first] = syntax.sections;
      if (!known && first && typeOfUnit(unit) === 'service') report({ path, span: first.span }, 'unit', { data: { unit, older } });
      for (const { value, valueSpan } of listensOn(subject))
        if (!listened.has(value)) report({ path, span: valueSpan }, 'listens', { data: { unit, address: value, older } });
      const gained = settingOf(syntax, 'Service', 'AmbientCapabilities');
      if (known && gained && !settingOf(known.syntax, 'Service', 'AmbientCapabilities'))
        report({ path, span: gained.valueSpan }, 'capability', { data: { unit, gained: gained.value, older } });
    }
    const did = effectKeys(wholePlan(baseline.package), versionIn(baseline.package));
    const brought = new Set(
      wholePlan(baseline.package).phases.flatMap(({ effects }) =>
        effects.flatMap(({ kind, target }) => (kind === 'package.install' ? [nameOf(target)] : [])),
      ),
    );
    const told = new Set<string>();
    for (const { effect, phase, isSure } of upgradeEffects(reviewed)) {
      const what = reachOf(effect);
      const key = effectKey(effect, versionIn(reviewed));
      if (what === undefined || phase === 'rollback' || !isOfHost(effect) || did.has(key) || told.has(key)) continue;
      if (effect.kind === 'package.install' && brought.has(nameOf(effect.target))) continue;
      told.add(key);
      report({ path: effect.path, span: effect.command }, 'does', {
        data: { by: effect.by, what, older },
        ...(!isSure && { confidence: 'possible' }),
      });
    }
  },
});

const counts = (subject: Subject<'unit'>): boolean =>
  isUnit(subject) && !isDropIn(subject) && !isTestMaterial(subject.path) && !isWorkshop(subject.path);

const versionIn = ({ manifest }: { readonly manifest?: Subject<'manifest'> | undefined }): string | undefined =>
  manifest?.syntax.version?.value;

/** Ports and addresses; sockets in the file system are for programs of the host. */
const listensOn = ({ syntax }: Subject<'unit'>) =>
  syntax.sections
    .filter(({ name }) => name === 'Socket')
    .flatMap(({ directives }) => directives.filter(({ key, value }) => /^Listen(Stream|Datagram)$/.test(key) && /^[^/@]/.test(value)));

/** Without its version, of a package or of the file that it lies in. */
const nameOf = (target: string): string => baseName(target).replace(/[=@:_-]\d.*$/, '');

/** What an effect adds to a host, as a sentence goes on after the command; `undefined` if it is none of these. */
function reachOf({ kind, target, by, mode }: PlanEffect): string | undefined {
  switch (kind) {
    case 'user.create':
      return `creates the account ${target}`;
    case 'group.create':
      return `creates the group ${target}`;
    case 'firewall.change':
      return `changes the firewall`;
    case 'kernel.module':
      return `loads or changes kernel modules (${target})`;
    case 'host.setting':
      return `changes a setting of the host (${target})`;
    case 'package.source':
      return `changes where packages come from (${target})`;
    case 'package.install':
      return `installs ${target}`;
    case 'security.change':
      return /\/authorized_keys2?$/.test(target) ? `lets keys log in (${target})` : undefined;
    case 'file.mode':
      return by === 'setcap' ? `gives ${target} ${mode?.value ?? 'a capability'}` : undefined;
    default:
      return undefined;
  }
}
