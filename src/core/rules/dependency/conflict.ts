import { brought } from '../../facts/versions/brought';
import { installedIn } from '../../facts/versions/installed';
import { isProduct } from '../../catalog/product';
import { environmentOf, type Environment } from '../../inventory/inventory';
import { isCalled } from '../../inventory/candidates';
import { satisfies } from '../../inventory/range';
import type { Manifest } from '../../package/manifest';
import { enumerate } from '../../text/enumerate';
import { relatedHosts } from '../reporting/running-at';
import { defineRule } from '../rule';

interface Side {
  readonly name: string;
  readonly range: string;
}

interface Facts {
  readonly ours: string;
  readonly theirs: string;
  readonly hosts: readonly string[];
  readonly environment: string;
  readonly why: string | undefined;
}

export const dependencyConflict = defineRule({
  id: 'dependency/conflict',
  target: 'manifest',
  reads: ['manifest'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['outage', 'breaks-running-version'],
  fixable: false,
  summary: 'The package and what production runs do not go together',
  rationale: `The site's catalog says which two things do not work beside each other (\`conflicts\`: \`{ "a": "libfoo <2", "b": "dten-platform >=5.2.0" }\`). The package is or brings one of them, and production runs the other.

The report links to the record of the catalog, and says why where it does. Silent where a version cannot be compared.`,
  references: ['https://www.debian.org/doc/debian-policy/ch-relationships.html#conflicting-binary-packages-conflicts'],
  messages: {
    conflict: ({ ours, theirs, hosts, environment, why }: Facts) =>
      `${ours} comes with this package, and ${environment} runs ${theirs} (${enumerate(hosts)}): by the catalog these do not go together${why === undefined ? '' : `, as ${why}`}.`,
  },
  check({ syntax }, { report, inventory, environment, catalog, package: reviewed }) {
    const at = (syntax.version ?? syntax.product)?.span;
    if (!at) return;
    const ours = [...own(syntax), ...brought(reviewed)];
    for (const { a, b, why, origin } of catalog.conflicts) {
      for (const [mine, theirs] of [
        [sideOf(a), sideOf(b)],
        [sideOf(b), sideOf(a)],
      ] as const) {
        const coming = ours.find((one) => means(mine, one));
        if (!coming) continue;
        const there = runningOf(theirs, environmentOf(inventory, environment));
        if (there.length === 0) continue;
        report(at, 'conflict', {
          data: {
            ours: `${coming.name} ${coming.version}`,
            theirs: `${theirs.name} ${enumerate([...new Set(there.map(({ installed }) => installed.version))])}`,
            hosts: [...new Set(there.map(({ host }) => host))],
            environment,
            why,
          },
          related: [...(origin ? [{ at: 'site' as const, origin, message: 'The catalog says so' }] : []), ...relatedHosts(there)],
        });
      }
    }
  },
});

const own = ({ product, version }: Manifest) =>
  product && version ? [{ name: product.value, version: version.value, type: undefined }] : [];

/** `libfoo <2`: a name, and for which versions. */
function sideOf(text: string): Side {
  const [, name = '', range = ''] = /^([^\s<>=~^!(]+)(?![^\s<>=~^!(])(.*)$/.exec(text.trim()) ?? [];
  return { name, range: range.trim() };
}

const means = (
  { name, range }: Side,
  one: { readonly name: string; readonly version: string; readonly type: string | undefined },
): boolean => (isCalled(name, one.name, one.type) || isProduct(name, one.name)) && satisfies(one.version, range, one.type) === 'satisfied';

const runningOf = ({ name, range }: Side, environment: Environment | undefined) =>
  installedIn(name, undefined, environment).filter(({ installed }) => satisfies(installed.version, range, installed.type) === 'satisfied');
