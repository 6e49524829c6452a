import { isTestMaterial } from '../../package/test-material';
import { comingUnits, isElsewhere, isOfFamily, mayCome } from '../../facts/units/coming-units';
import { hostsIn, type Host } from '../../inventory/inventory';
import type { Related } from '../finding';
import { defineRule } from '../rule';
import { isKnown, productionUnits } from '../../facts/units/known-units';
import { isAbout, type UnitMention } from '../../facts/units/mentions';
import { allUnitMentions } from '../../facts/units/planned-mentions';
import { renameOf } from '../../facts/units/renames';
import { isForOtherSystem, productionSystems } from '../../facts/units/other-systems';
import type { Site } from '../../subject/site';
import { memoEach } from '../../text/memo';
import { imageScripts } from '../../plan/image-scripts';
import { planned, type Planned } from '../../plan/planned';
import { scriptsOnTheWay } from '../../facts/scripts/upgrade-effects';
import { isBuilding } from '../../package/workshop';
import type { PackageView } from '../../subject/subject';

export const unknownUnit = defineRule({
  id: 'systemd/unknown-unit',
  target: 'package',
  reads: [...planned, 'manifest', 'packaging'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: false,
  summary: 'A script or unit needs a systemd unit that nobody has',
  rationale: [
    'Neither the package nor production has a unit of this name, and systemd does not bring it. `systemctl start` or `enable` then fails in the middle of the upgrade;',
    'a unit that requires it does not start; an `OnFailure=` unit that does not exist never tells anybody.',
    '',
    'The rule speaks only if the inventory lists units of production hosts. It is silent for dependencies that systemd passes over when the unit is missing (`After=`, `Wants=`),',
    'for questions (`systemctl is-active`), for commands whose failure the script takes (`|| true`) or that follow a check of the unit, for stopping a unit in a script',
    'that goes on after errors, for names that are computed, for units that belong to an installed package of the same name, for those that come with a package which the manifest,',
    'a `control` or a `.spec` file asks for or a script installs, and in tests and examples. It is only possible where the command stands among optional parts (`contrib`, `addons`), in an uninstaller, in what is for another',
    'system or release than production has, behind a switch of its name (`if [ "$nginx" = yes ]`), where a failure is silenced, where a declared dependency of the',
    'same family or name may bring it, in a script that nothing says the upgrade runs, where a package that production does not have yet could bring it (unless the unit is known to come with another one, or is called as the units of the package are), behind an installer that is not part of the package (`make install`, `curl … | bash`, `dpkg -i "$file"`),',
    'and where the package is only a part: a layer of Yocto, or a source with parts in other repositories (`.gitmodules`). Scripts of images of containers run in these.',
  ].join('\n'),
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemctl.html',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html',
  ],
  messages: {
    command: (d: { unit: string; by: string; hosts: string }) => `${d.by} fails: neither the package nor ${d.hosts} has ${d.unit}.`,
    dependency: (d: { unit: string; by: string; hosts: string }) =>
      `${d.by} names ${d.unit}, which neither the package nor ${d.hosts} has: systemd cannot do what this line asks for.`,
  },
  check(reviewed, site) {
    const { hosts } = productionUnits(site);
    if (hosts.length === 0) return;
    const comes = comingUnits(reviewed);
    const where = (those: readonly Host[]): string =>
      `${site.environment} (${those.length > 3 ? `any of ${those.length} hosts` : those.map(({ name }) => name).join(', ')})`;
    const origin = hosts[0]?.origin;
    const listed = origin ? [{ at: 'site', origin, message: `the units of ${hosts[0]?.name ?? ''} are listed here` } as const] : [];
    const isThere = memoEach((name: string) => isKnown(name, site) || comes(name));
    const systems = productionSystems(site);
    const installed = new Set(
      hostsIn(site.inventory, site.environment).flatMap(({ packages }) => (packages ?? []).map(({ name }) => name)),
    );
    const images = imageScripts(reviewed);
    // Mentions of a file follow each other.
    let file = { path: '', isTest: false, seen: new Set<string>() };
    for (const mention of allUnitMentions(reviewed)) {
      const { path, used, name } = mention;
      if (file.path !== path) file = { path, isTest: isTestMaterial(path), seen: new Set() };
      if (
        file.isTest ||
        images.has(path) ||
        unfilled.test(name) ||
        !isNeeded(mention) ||
        isThere(name) ||
        renameOf(mention, site) ||
        mention.script?.isGuarded
      )
        continue;
      const meant = mention.host === undefined ? hosts : hosts.filter((host) => isAbout(mention, host));
      const place = `${used.start}:${name}`;
      if (meant.length === 0 || file.seen.has(place)) continue;
      file.seen.add(place);
      site.report({ path, span: used }, mention.script ? 'command' : 'dependency', {
        data: { unit: name, by: mention.by, hosts: where(meant) },
        ...(isUnsure(mention, site, systems, installed) && { confidence: 'possible' }),
        related: [...valueOf(mention), ...listed],
      });
    }
  },
});

/** `bind@ROOT_HOME@-.docker.service`: what builds the package fills it in. */
const unfilled = /@[A-Z][A-Z\d_]*@/;

/** The source of a system that recipes of Yocto build, or one with parts in other repositories: units come from what does not lie here. */
const isInParts = ({ files }: PackageView<never>): boolean =>
  files.some(({ path }) => /(?:^|\/)conf\/layer\.conf$|^(?:[^/]+\/)?\.gitmodules$/.test(path));

/** What an upgrade does not run by itself: optional parts, scripts that take things away, copies that an editor left. */
const beside = /(^|\/)(contrib|optional|add-?ons?|extras?|plugins?)\/|uninstall[^/]*$|\.(bak|orig|old|save|disabled)$|~$/i;

const isUnsure = (
  mention: UnitMention,
  site: Site<Planned | 'manifest' | 'packaging'>,
  systems: ReadonlySet<string>,
  installed: ReadonlySet<string>,
): boolean =>
  beside.test(mention.path) ||
  isBuilding(mention.path) ||
  isInParts(site.package) ||
  mayCome(site.package)(mention.name) ||
  isElsewhere(site.package)(mention.name, installed) ||
  (mention.script !== undefined && !scriptsOnTheWay(site.package).has(mention.path)) ||
  mention.script?.isGuess === true ||
  (mention.script !== undefined && isForOtherSystem(mention.path, mention.script.systems, systems)) ||
  isOfFamily(mention.name, site.package);

const valueOf = ({ path, span, used, name }: UnitMention): Related[] =>
  used.start <= span.start && span.end <= used.end ? [] : [{ at: 'package', path, span, message: `${name} is named here` }];

/** Stopping a unit that is not there only hurts a script that ends at the first error. */
function isNeeded({ wish, script }: UnitMention): boolean {
  if (wish === 'remove') return script?.stopsOnError === true;
  return wish === 'use' || wish === 'need';
}
