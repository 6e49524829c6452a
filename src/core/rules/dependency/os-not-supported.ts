import { anyArchitecture, architecture, runsSystem, wantedSystem } from '../../inventory/systems';
import { runningProduct } from '../../facts/versions/installed';
import { environmentOf, type Environment, type Host } from '../../inventory/inventory';
import type { Manifest } from '../../package/manifest';
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
  target: 'manifest',
  severity: 'blocker',
  confidence: 'certain',
  hazards: ['half-done', 'outage'],
  fixable: false,
  summary: 'Production runs a system or an architecture that the package is not made for',
  rationale: `The manifest names the systems and architectures that the package is made for (\`requires.os\`, \`requires.arch\`). On another one its programs find other libraries, or do not start at all. Upgrade the
hosts first, or ask the vendor for a package for what runs.

It blocks where no host of the environment fits, or where one that has the product does not. Where only some do not fit, and nothing says that the product runs there, it is an error: hosts have roles. Rocky Linux,
AlmaLinux, CentOS, Oracle Linux and Red Hat Enterprise Linux are made of the same sources: one in the place of another is no finding. Names of systems that are not known are told as not checked.`,
  references: ['https://www.freedesktop.org/software/systemd/man/latest/os-release.html'],
  messages: {
    system: ({ wanted, environment, hosts }: Facts) =>
      `The package is made for ${enumerate(wanted)}, and ${environment} runs something else: ${enumerate(hosts)}.`,
    architecture: ({ wanted, environment, hosts }: Facts) =>
      `The package is made for ${enumerate(wanted)}, and ${environment} has another architecture: ${enumerate(hosts)}.`,
  },
  check({ syntax }, { report, inventory, environment }) {
    const site = environmentOf(inventory, environment);
    const [os] = syntax.requires.os;
    const systems = syntax.requires.os.map(({ value }) => wantedSystem(value));
    const judged = systems.every((system) => system !== undefined)
      ? (site?.hosts ?? []).flatMap((host) => {
          const answers = systems.map((system) => runsSystem(host, system));
          if (answers.every((answer) => answer === 'unknown')) return [];
          return [{ host, fits: answers.some((answer) => answer !== 'no') }];
        })
      : [];
    const wrong = judged.filter(({ fits }) => !fits).map(({ host }) => host);
    if (os && wrong.length > 0)
      report(os.span, 'system', {
        data: {
          wanted: syntax.requires.os.map(({ value }) => value),
          environment,
          hosts: wrong.map(({ name, os: own }) => `${[own?.id, own?.version].filter((part) => part !== undefined).join(' ')} on ${name}`),
        },
        confidence: sureness(wrong, judged.length, syntax, site),
        related: entriesOf(wrong),
      });
    const [arch] = syntax.requires.arch;
    const wanted = syntax.requires.arch.map(({ value }) => value);
    if (!arch || wanted.some(anyArchitecture)) return;
    const known = (site?.hosts ?? []).filter((host) => host.arch !== undefined);
    const others = known.filter((host) => !wanted.some((name) => architecture(name) === architecture(host.arch ?? '')));
    if (others.length > 0)
      report(arch.span, 'architecture', {
        data: { wanted, environment, hosts: others.map(({ name, arch: own }) => `${own ?? ''} on ${name}`) },
        confidence: sureness(others, known.length, syntax, site),
        related: entriesOf(others),
      });
  },
});

/** All hosts, or one that has the product: else it may be meant for others. */
const sureness = (wrong: readonly Host[], known: number, manifest: Manifest, site: Environment | undefined): Confidence =>
  wrong.length === known || runningProduct(manifest, site).some(({ host }) => wrong.some(({ name }) => name === host))
    ? 'certain'
    : 'likely';

const entriesOf = (hosts: readonly Host[]): Related[] =>
  hosts.slice(0, 5).flatMap(({ name, origin }): Related[] => (origin ? [{ at: 'site', origin, message: `${name} in the inventory` }] : []));
