import { databasesFor, engineOf } from '../../inventory/candidates';
import { environmentOf, type Environment } from '../../inventory/inventory';
import { bringsAlong, lackingIn } from '../../inventory/lacking';
import { buildMatrix, matrixOf, type MatrixCell } from '../../inventory/matrix';
import { declaredElsewhere, isHeader } from '../../facts/needs/declared';
import { bundledPackages } from '../../package/bundled';
import type { Manifest } from '../../package/manifest';
import type { Dependency } from '../../package/manifest-dependencies';
import { enumerate } from '../../text/enumerate';
import { defineRule } from '../rule';
import { fact } from '../../subject/fact';
import { runningAt } from '../reporting/running-at';
import { groupBy } from '../../text/groups';

interface Facts<H> {
  /** Only pre-releases of what the range shuts out are at odds. */
  readonly stricter?: boolean;
  readonly dependency: string;
  readonly range: string | undefined;
  /** What a range in prose is taken for. */
  readonly readAs: string | undefined;
  readonly environment: string;
  readonly hosts: H;
}

/** Host names by the version that they run. */
type ByVersion = Readonly<Record<string, readonly string[]>>;

export const unsatisfiedInProduction = defineRule({
  id: 'dependency/unsatisfied-in-production',
  target: 'package',
  reads: ['manifest', 'packaging'],
  severity: 'blocker',
  confidence: 'certain',
  hazards: ['half-done', 'outage'],
  fixable: false,
  summary: 'Production does not have what the package requires',
  rationale: `The package states which versions it was made for, and the inventory states what runs. Where the two do not meet, the
upgrade stops half-way, or goes through and fails later on a version it was never tried with. Upgrade the dependency first, or ask
the vendor for a package that accepts what runs.

Versions are compared by the rules of their kind (Debian, RPM, Alpine, Python, Ruby, Maven, NuGet, Go, Java, OpenSSL, dates,
semantic versions), as in the dependency matrix. A pre-release counts as what it leads to is shut out: \`<2\` refuses \`2.0~rc1\`, which
package managers would let pass. What is prose (\`2.4 or later\`) is read as the range that people mean by it, which is likely and
blocks nothing. A host
without the dependency is no finding as long as another host of the environment has it: hosts have roles.

The database that the manifest names is compared with that of production: an older one than its version is reported, or one outside of its range.

What the Debian and RPM packages inside say in their headers is compared as well: such a package is refused, or stays half installed, where
it is to be installed. Nobody says on which hosts that is, so that is likely at most; a package that no list names is told as possible only, as apt and dnf
may fetch it.

Silent for optional dependencies and for what the package brings along. For versions or ranges that cannot be read, and where it
is not known what packages of the kind are called, the report says that they were not checked.`,
  references: [
    'https://manpages.debian.org/bookworm/dpkg-dev/deb-version.7.en.html',
    'https://manpages.debian.org/bookworm/dpkg/dpkg-query.1.en.html',
  ],
  messages: {
    outside: ({ dependency, range, readAs, environment, hosts, stricter }: Facts<ByVersion>) =>
      `The package needs ${dependency} ${quoted(range, readAs)}, and ${environment} runs ${versionsIn(hosts)}: ${stricter ? 'a package manager lets this pre-release pass, but it is one of the version that the range shuts out' : 'the upgrade stops there, or runs on a version that it was not made for'}.`,
    database: ({ dependency, range, environment, hosts }: Facts<ByVersion>) =>
      `The package is made for ${dependency} ${range ?? ''}, and the database of ${environment} is ${versionsIn(hosts)}: its migrations meet a version that they were not made for.`,
    header: ({ dependency, range, readAs, environment, hosts }: Facts<ByVersion>) =>
      `The package inside needs ${dependency} ${quoted(range, readAs)}, and ${environment} runs ${versionsIn(hosts)}: it cannot be installed there.`,
    missing: ({ dependency, range, readAs, environment, hosts }: Facts<readonly string[]>) =>
      `The package needs ${dependency} ${quoted(range, readAs)}, and no package list of ${environment} names it (${enumerate(hosts)}): the upgrade stops there.`,
  },
  check(reviewed, { report, inventory, environment }) {
    const carried = bundled(reviewed);
    for (const { path, syntax } of reviewed.subjects.manifest) {
      const { rows } = buildMatrix(path, syntax, inventory);
      syntax.dependencies.forEach((dependency, index) => {
        const cells = rows[index]?.cells ?? [];
        const own = cells.filter((cell) => cell.environment === environment);
        if (dependency.optional || bringsAlong(carried, dependency)) return;
        const facts = { dependency: dependency.name, range: dependency.range?.value, readAs: rows[index]?.readAs, environment };
        const confidence = facts.readAs === undefined ? 'certain' : 'likely';
        const at = { path, span: dependency.range?.span ?? dependency.nameSpan };
        const outside = own.filter(({ state }) => state === 'unsatisfied');
        if (outside.length > 0)
          report(at, 'outside', {
            data: { ...facts, hosts: byVersion(outside), stricter: outside.every((cell) => cell.stricter) },
            confidence,
            related: runningAt(dependency, outside),
          });
        else if (lackingIn(dependency, cells, inventory, environment) === 'certain')
          report(at, 'missing', { data: { ...facts, hosts: own.map(({ host }) => host) }, confidence });
      });
      const database = databaseOf(syntax, environmentOf(inventory, environment));
      if (!database) continue;
      const cells = matrixOf([{ ...database.need, path }], inventory).rows[0]?.cells ?? [];
      const outside = cells.filter((cell) => cell.environment === environment && cell.state === 'unsatisfied');
      if (outside.length > 0)
        report({ path, span: database.version.span }, 'database', {
          data: {
            dependency: database.need.name,
            range: database.version.value,
            readAs: undefined,
            environment,
            hosts: byVersion(outside),
          },
          confidence: database.confidence,
          related: runningAt(database.need, outside),
        });
    }
    const inHeaders = declaredElsewhere(reviewed);
    const { rows } = matrixOf(inHeaders, inventory);
    inHeaders.forEach((dependency, index) => {
      const own = (rows[index]?.cells ?? []).filter((cell) => cell.environment === environment);
      const choices = [dependency, ...(dependency.alternatives ?? [])];
      if (!isHeader(dependency.path) || choices.some((choice) => bringsAlong(carried, choice))) return;
      const facts = {
        dependency: choices.map(({ name }) => name).join(' or '),
        range: dependency.range?.value,
        readAs: rows[index]?.readAs,
        environment,
      };
      const at = { path: dependency.path, span: dependency.range?.span ?? dependency.nameSpan };
      const outside = own.filter(({ state }) => state === 'unsatisfied');
      if (outside.length > 0)
        report(at, 'header', {
          data: { ...facts, hosts: byVersion(outside) },
          confidence: 'likely',
          related: runningAt(dependency, outside),
        });
      else if (own.length > 0 && own.every(({ state }) => state === 'missing'))
        report(at, 'missing', { data: { ...facts, hosts: own.map(({ host }) => host) }, confidence: 'possible' });
    });
  },
});

const versionsIn = (hosts: ByVersion): string =>
  enumerate(Object.entries(hosts).map(([version, names]) => `${version} (${enumerate(names)})`));

const quoted = (range: string | undefined, readAs: string | undefined): string =>
  range === undefined ? 'in some version' : `"${range}"${readAs === undefined ? '' : ` (read as "${readAs}")`}`;

const bundled = fact([], ({ files }) => bundledPackages(files));

/** The database that the package is made for, where production has one of its kind and no dependency asks for it: the version, or any later one, unless a range says more. */
function databaseOf({ database, dependencies }: Manifest, production: Environment | undefined) {
  const { engine, version } = database ?? {};
  const running = engine && production ? databasesFor(engine.value, production) : [];
  if (!engine || !version || running.length === 0) return undefined;
  const called = (name: string): string => engineOf(name) ?? name.toLowerCase();
  if (dependencies.some(({ name }) => called(name) === called(engine.value))) return undefined;
  const value = /^\d+(\.\d+)*$/.test(version.value) ? `>=${version.value}` : version.value;
  const need: Dependency = {
    name: engine.value,
    nameSpan: engine.span,
    range: { value, span: version.span },
    optional: false,
    span: version.span,
  };
  // Of several, nobody says which one it is for.
  return { need, version, confidence: running.length === 1 ? ('certain' as const) : ('likely' as const) };
}

function byVersion(cells: readonly MatrixCell[]): Record<string, string[]> {
  const groups = groupBy(cells, ({ version = '' }) => version);
  return Object.fromEntries([...groups].map(([version, alike]) => [version, alike.map(({ host }) => host)]));
}
