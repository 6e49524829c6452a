import { effectsOnTheWay } from '../../facts/scripts/upgrade-effects';
import { systemGuards } from '../../facts/scripts/system-guards';
import { anyArchitecture, architecture, runsSystem, wantedSystem, type WantedSystem } from '../../inventory/systems';
import { runningProduct } from '../../facts/versions/installed';
import { environmentOf, type Environment, type Host } from '../../inventory/inventory';
import type { Manifest } from '../../package/manifest';
import { planned } from '../../plan/planned';
import { enumerate } from '../../text/enumerate';
import type { Confidence, Related } from '../finding';
import { defineRule } from '../rule';

interface Facts {
  readonly wanted: readonly string[];
  readonly environment: string;
  readonly hosts: readonly string[];
}

export const osNotSupported = defineRule({
  id: 'dependency/os-not-supported',
  target: 'package',
  reads: ['manifest', ...planned],
  severity: 'blocker',
  confidence: 'certain',
  hazards: ['half-done', 'outage'],
  fixable: false,
  summary: 'Production runs a system or an architecture that the package is not made for',
  rationale: `The manifest names the systems and architectures that the package is made for (\`requires.os\`, \`requires.arch\`). On another one its programs find other libraries, or do not start at all. Upgrade the
hosts first, or ask the vendor for a package for what runs.

It blocks where no host of the environment fits, or where one that has the product does not. Where only some do not fit, and nothing says that the product runs there, it is an error: hosts have roles. Rocky Linux,
AlmaLinux, CentOS, Oracle Linux and Red Hat Enterprise Linux are made of the same sources: one in the place of another is no finding. Names of systems that are not known are told as not checked.

Scripts that the upgrade runs ask as well: \`case "$ID-$VERSION_ID" in debian-11) … ;; *) exit 1\`, or \`[ "$ID" = debian ] || exit 1\`. Where no host of the environment, or one that has the product, is let through, that is
an error; of a question to a variable of the script's own, in other scripts, and where some hosts are let through, it is possible.`,
  references: ['https://www.freedesktop.org/software/systemd/man/latest/os-release.html'],
  messages: {
    system: ({ wanted, environment, hosts }: Facts) =>
      `The package is made for ${enumerate(wanted)}, and ${environment} runs something else: ${enumerate(hosts)}.`,
    guard: ({ wanted, environment, hosts }: Facts) =>
      `The script goes on with ${enumerate(wanted)} alone, and ${environment} runs something else: ${enumerate(hosts)}.`,
    architecture: ({ wanted, environment, hosts }: Facts) =>
      `The package is made for ${enumerate(wanted)}, and ${environment} has another architecture: ${enumerate(hosts)}.`,
  },
  check(reviewed, { report, inventory, environment }) {
    const site = environmentOf(inventory, environment);
    const manifests = reviewed.subjects.manifest;
    for (const { path, syntax } of manifests) {
      const [os] = syntax.requires.os;
      const systems = syntax.requires.os.flatMap(({ value }) => wantedSystem(value) ?? []);
      const { wrong, judged } = systems.length === syntax.requires.os.length ? othersThan(systems, site) : { wrong: [], judged: 0 };
      if (os && wrong.length > 0)
        report({ path, span: os.span }, 'system', {
          data: { wanted: syntax.requires.os.map(({ value }) => value), environment, hosts: wrong.map(systemOn) },
          confidence: sureness(wrong, judged, [syntax], site),
          related: entriesOf(wrong),
        });
      const [arch] = syntax.requires.arch;
      const wanted = syntax.requires.arch.map(({ value }) => value);
      if (!arch || wanted.some(anyArchitecture)) continue;
      const known = (site?.hosts ?? []).filter((host) => host.arch !== undefined);
      const others = known.filter((host) => !wanted.some((name) => architecture(name) === architecture(host.arch ?? '')));
      if (others.length > 0)
        report({ path, span: arch.span }, 'architecture', {
          data: { wanted, environment, hosts: others.map(({ name, arch: own }) => `${own ?? ''} on ${name}`) },
          confidence: sureness(others, known.length, [syntax], site),
          related: entriesOf(others),
        });
    }
    const onTheWay = new Set(effectsOnTheWay(reviewed).map(({ path }) => path));
    for (const script of reviewed.subjects.shell) {
      for (const { span, wanted, isSure } of systemGuards(script)) {
        const { wrong, judged } = othersThan(
          wanted.map(({ system }) => system),
          site,
        );
        if (wrong.length === 0) continue;
        const syntaxes = manifests.map(({ syntax }) => syntax);
        const isLikely = isSure && onTheWay.has(script.path) && sureness(wrong, judged, syntaxes, site) === 'certain';
        report({ path: script.path, span }, 'guard', {
          data: { wanted: wanted.map(({ text }) => text), environment, hosts: wrong.map(systemOn) },
          confidence: isLikely ? 'likely' : 'possible',
          related: entriesOf(wrong),
        });
      }
    }
  },
});

/** Hosts that run none of some systems, of so many of which that is known. */
function othersThan(
  systems: readonly WantedSystem[],
  site: Environment | undefined,
): { readonly wrong: readonly Host[]; readonly judged: number } {
  const judged = (site?.hosts ?? []).flatMap((host) => {
    const answers = systems.map((system) => runsSystem(host, system));
    return answers.every((answer) => answer === 'unknown') ? [] : [{ host, fits: answers.some((answer) => answer !== 'no') }];
  });
  return { wrong: judged.flatMap(({ host, fits }) => (fits ? [] : [host])), judged: judged.length };
}

const systemOn = ({ name, os }: Host): string => `${[os?.id, os?.version].filter((part) => part !== undefined).join(' ')} on ${name}`;

/** All hosts, or one that has the product: else it may be meant for others. */
const sureness = (wrong: readonly Host[], known: number, manifests: readonly Manifest[], site: Environment | undefined): Confidence =>
  wrong.length === known ||
  manifests.some((manifest) => runningProduct(manifest, site).some(({ host }) => wrong.some(({ name }) => name === host)))
    ? 'certain'
    : 'likely';

const entriesOf = (hosts: readonly Host[]): Related[] =>
  hosts.slice(0, 5).flatMap(({ name, origin }): Related[] => (origin ? [{ at: 'site', origin, message: `${name} in the inventory` }] : []));
