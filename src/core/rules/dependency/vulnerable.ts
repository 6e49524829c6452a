import type { Advisory } from '../../catalog/catalog';
import { advisoriesOn, fixedIn } from '../../facts/versions/advisories';
import { shippedComponents, type Shipped } from '../../facts/versions/shipped';
import { environmentOf } from '../../inventory/inventory';
import { enumerate } from '../../text/enumerate';
import { groupBy } from '../../text/groups';
import type { Related } from '../finding';
import { defineRule } from '../rule';

interface Facts {
  readonly name: string;
  readonly version: string;
  readonly ids: readonly string[];
  readonly title: string | undefined;
  readonly fixed: string | undefined;
}

export const vulnerable = defineRule({
  id: 'dependency/vulnerable',
  target: 'package',
  reads: ['packaging'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['weakens-security'],
  fixable: false,
  summary: 'The package brings a component with a known hole',
  rationale: `What an upgrade installs is attacked with what was published about it, from the first day on. The vendor can take a corrected version as long as the package is not installed.

The rule compares what the package brings with the advisories of the site: files \`catalog*.json\` in the OSV format, as osv.dev and GitHub publish them. Components are what bills of
materials name by purl, files of requirements pin with \`==\`, and names of Debian, RPM and Python packages and of jars tell; of a jar, whose name does not tell the group, the finding is likely
and not certain. Advisories on a release of a distribution count where production runs that release. Holes that the source of the advisory calls neither critical nor high, or not at all, are warnings.
Nothing is fetched: without such files, and on versions that cannot be compared, the rule is silent.`,
  references: ['https://ossf.github.io/osv-schema/', 'https://osv.dev/', 'https://github.com/package-url/purl-spec'],
  messages: {
    known: ({ name, version, ids, title, fixed }: Facts) =>
      `${name} ${version} is affected by ${enumerate(ids)}${title === undefined ? '' : ` (${title})`}: ${fixed === undefined ? 'no version with a correction is named' : `corrected in ${fixed}`}.`,
  },
  check(reviewed, { report, inventory, environment, catalog }) {
    if (catalog.advisories.length === 0) return;
    const hosts = environmentOf(inventory, environment)?.hosts ?? [];
    const releases = new Set(hosts.flatMap(({ os }) => (os ? [`${os.id} ${os.version ?? ''}`.toLowerCase()] : [])));
    // A component may stand in a bill of materials and lie there as a file.
    const components = groupBy(shippedComponents(reviewed), ({ type, name, version }) => JSON.stringify([type, name, version]));
    for (const [component, ...others] of components.values()) {
      const found = advisoriesOn(component, catalog.advisories, releases);
      const [worst] = [...found].sort((a, b) => rankOf(b) - rankOf(a));
      if (!worst) continue;
      report(component, 'known', {
        data: factsOf(component, worst, found),
        ...(component.type === 'maven' && !component.name.includes(':') && { confidence: 'likely' }),
        ...(rankOf(worst) < 3 && { atMost: 'warning' as const }),
        related: [
          ...found
            .slice(0, mostRelated)
            .flatMap(({ id, origin }): Related[] => (origin ? [{ at: 'site', origin, message: `What is known of ${id}` }] : [])),
          ...others.slice(0, mostRelated).map(({ path, span }): Related => ({ at: 'package', path, span, message: 'It is here as well' })),
        ],
      });
    }
  },
});

/** Places that a finding leads to; more would hide the message. */
const mostRelated = 5;

const ranks: Readonly<Record<NonNullable<Advisory['severity']>, number>> = { critical: 4, high: 3, medium: 2, low: 1 };
const rankOf = ({ severity }: Advisory): number => (severity ? ranks[severity] : 0);

function factsOf(component: Shipped, worst: Advisory, found: readonly Advisory[]): Facts {
  const ids = [worst, ...found.filter((one) => one !== worst)].map(({ id }) => id);
  return {
    name: component.name,
    version: component.version,
    ids: [...new Set(ids)],
    title: found.length === 1 ? worst.title : undefined,
    fixed: fixedIn(component, worst),
  };
}
