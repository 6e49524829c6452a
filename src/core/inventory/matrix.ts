import type { Manifest } from '../package/manifest';
import type { Dependency } from '../package/manifest-dependencies';
import type { Span } from '../text/span';
import { candidatesFor, databasesFor, kindsOf, systemType } from './candidates';
import type { Environment, Host, InstalledPackage, Inventory, Origin } from './inventory';
import { hasUpperBound, isStricter, parseRange, rangeFor, readAs, satisfiesParsed, type Satisfaction, type VersionRange } from './range';
import { runsSystem, wantedSystem, type SystemAnswer } from './systems';
import { generic } from './versions/generic';
import type { VersionScheme } from './versions/scheme';
import { schemeFor } from './versions/scheme-for';
import { mayBeProvided } from './virtual';
import { entryOf } from '../text/groups';
import { memo, memoEach, memoWith } from '../text/memo';
import { baseName } from '../text/path';

/**
 * `satisfied`: the range names bounds and the host's version is inside. `loose`: inside, but the range would also accept
 * versions nobody tried. `unsatisfied`: outside. `missing`: the host's package list is complete and lacks it.
 * `unknown`: no list of packages of this kind, a name that another package may provide, or a version or range that no
 * scheme can read. `vulnerable`: inside, and the catalog knows a hole in the host's version; a comparison alone does not tell it.
 * `exempt`: it is asked of hosts with another system.
 */
export type CellState = 'satisfied' | 'loose' | 'unsatisfied' | 'missing' | 'vulnerable' | 'unknown' | 'exempt';

export interface Matrix {
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
  /** What is not listed because it is too much; absent if all rows are there. */
  readonly more?: MoreRows;
}

export interface MoreRows {
  readonly rows: number;
  /** Of these, the required ones that the environment under review lacks or has in a version outside the range. */
  readonly failing: number;
}

export interface MatrixColumn {
  readonly environment: string;
  readonly host: string;
  /** ISO 8601. */
  readonly collectedAt?: string;
  /** The inventory file. */
  readonly source?: string;
  /** Services of the inventory that have units on it; absent: none is known. */
  readonly services?: readonly string[];
}

export interface MatrixRow {
  readonly dependency: string;
  /** The range as written. */
  readonly required?: string;
  /** The range that `required` is taken for, as it is prose. */
  readonly readAs?: string;
  readonly optional: boolean;
  /** The package holds it: no host needs to have it. */
  readonly broughtAlong?: true;
  /** Where the package asks for it. */
  readonly path: string;
  readonly span: Span;
  /** Another file than the manifest asks for it. */
  readonly elsewhere?: true;
  /** In the order of the matrix's columns. */
  readonly cells: readonly MatrixCell[];
}

export interface MatrixCell {
  readonly environment: string;
  readonly host: string;
  readonly version?: string;
  readonly state: CellState;
  /** Id of the scheme by which `version` was compared. */
  readonly scheme?: string;
  /** Outside only as a pre-release of what the range shuts out: package managers let it pass. */
  readonly stricter?: true;
  /** Names of what is known of holes in `version`: `CVE-2023-5363`. */
  readonly advisories?: readonly string[];
  readonly origin?: Origin;
}

/** A dependency, and the file that asks for it. */
export interface DeclaredDependency extends Dependency {
  readonly path: string;
  /** It is not the manifest. */
  readonly elsewhere?: true;
  /** The command that is meant: a host that lists its commands has it or not, whatever its packages are called. */
  readonly command?: string;
}

/** Compares every dependency of the manifest with every host; once for the same manifest and inventory. `path` is the manifest's. */
export function buildMatrix(path: string, manifest: Manifest | undefined, inventory: Inventory): Matrix {
  return manifest ? matrices(manifest)(inventory)(path) : compare([], inventory);
}

const matrices = memo((manifest: Manifest) =>
  memo((inventory: Inventory) =>
    memoEach((path: string) =>
      compare(
        manifest.dependencies.map((dependency) => ({ ...dependency, path })),
        inventory,
      ),
    ),
  ),
);

/** Compares dependencies, whoever asks for them, with every host; once for the same list and inventory. */
export const matrixOf = memoWith(compare);

function compare(dependencies: readonly DeclaredDependency[], inventory: Inventory): Matrix {
  const hosts = inventory.environments.flatMap((environment) => environment.hosts.map((host) => ({ environment, host })));
  return {
    columns: hosts.map(({ environment, host }) => ({
      environment: environment.name,
      host: host.name,
      ...(host.collectedAt && { collectedAt: host.collectedAt }),
      ...(host.origin && { source: host.origin.path }),
      ...servicesOn(host, inventory),
    })),
    rows: dependencies.map((dependency) => {
      const written = dependency.range?.value ?? '';
      const range = parseRange(rangeFor(dependency.type, written));
      const meant = readAs(written);
      const { path, alternatives = [] } = dependency;
      const own = cellsOf(dependency, range);
      const choices = alternatives.map((choice) => cellsOf(choice, parseRange(rangeFor(choice.type, choice.range?.value ?? ''))));
      return {
        dependency: [dependency, ...alternatives].map(({ name }) => name).join(' | '),
        ...(dependency.range && { required: dependency.range.value }),
        ...(meant !== undefined && { readAs: meant }),
        optional: dependency.optional,
        path,
        ...(dependency.elsewhere && { elsewhere: true }),
        span: dependency.range?.span ?? dependency.nameSpan,
        cells: hosts.map(({ environment, host }) =>
          choices.reduce((best, cellOf) => better(best, cellOf(environment, host)), own(environment, host)),
        ),
      };
    }),
  };
}

const bestStates: readonly CellState[] = ['satisfied', 'loose', 'unknown', 'unsatisfied', 'missing', 'exempt'];

/** Of alternatives the one that is there counts. */
const better = (a: MatrixCell, b: MatrixCell): MatrixCell => (bestStates.indexOf(b.state) < bestStates.indexOf(a.state) ? b : a);

/** Compares a dependency with one host after the other. Most of them have the same versions: each is judged once. */
function cellsOf(
  { name, type, command, on }: Dependency & Pick<DeclaredDependency, 'command'>,
  range: VersionRange | undefined,
): (environment: Environment, host: Host) => MatrixCell {
  const candidatesOn = candidatesFor(name, type);
  const isFor = memo((host: Host) => isAskedOf(host, type, on));
  const databasesOf = memo((environment: Environment) => databasesFor(name, environment));
  const loose: CellState = range && hasUpperBound(range) ? 'satisfied' : 'loose';
  // By what decides the scheme, and by version.
  const judged = new Map<string | undefined, Map<string, Judged>>();
  const judge = (installed: InstalledPackage, host: Host): Candidate => {
    const system = systemType(host);
    const versions = entryOf(judged, installed.type ?? type ?? system, () => new Map<string, Judged>());
    const known = entryOf(versions, installed.version, () =>
      judgedBy(schemeOf(installed, { name, type }, system), installed.version, range),
    );
    return { installed, known };
  };
  return (environment, host) => {
    const cell = (state: CellState): Writable<MatrixCell> => ({ environment: environment.name, host: host.name, state });
    if (command !== undefined && host.commands) return cell(commandsOf(host.commands).has(command) ? 'satisfied' : 'missing');
    const asked = isFor(host);
    if (asked === 'no') return cell('exempt');
    const own = candidatesOn(host);
    const databases = databasesOf(environment);
    // Of several installed database servers, what the databases report is what runs.
    const useDatabases = databases.length > 0 && own.length !== 1;
    const candidates = (useDatabases ? databases : own).map((installed) => judge(installed, host));
    const [chosen] = candidates.length > 1 ? candidates.sort(useDatabases ? worstFirst : bestFirst) : candidates;
    if (!chosen) return cell(asked !== 'unknown' && lists(host, type) && !mayBeProvided(name, host) ? 'missing' : 'unknown');
    const { installed, known } = chosen;
    // There are hundreds of thousands: each is made once, and not put together.
    const found = cell(known.answer === 'satisfied' ? loose : known.answer);
    found.version = installed.version;
    found.scheme = known.scheme.id;
    if (known.isStricter) found.stricter = true;
    if (installed.origin) found.origin = installed.origin;
    return found;
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const commandsOf = memo((commands: readonly string[]): ReadonlySet<string> => new Set(commands.map((command) => baseName(command))));

/** Kinds of packages of which a system has one. */
const systemKinds = new Set(['deb', 'rpm', 'apk']);

/** A host that has packages of another kind beside its own may be asked for one. */
const kindsOn = memo(({ packages = [] }: Host): ReadonlySet<string | undefined> => new Set(packages.map(({ type }) => type)));

/** Whether a host has to have it: what is asked of systems with one kind of packages, or of one system, others need not have. */
function isAskedOf(host: Host, type: string | undefined, on: string | undefined): SystemAnswer {
  const kind = systemType(host);
  if (type !== undefined && kind !== undefined && systemKinds.has(type) && type !== kind && !kindsOn(host).has(type)) return 'no';
  if (on === undefined) return 'yes';
  const wanted = wantedSystem(on);
  return wanted ? runsSystem(host, wanted) : 'unknown';
}

const ofSystems = new Set([...systemKinds, 'generic']);

/** Whether the host's list would name packages of this kind: a list of Debian packages says nothing of Python's. */
function lists(host: Host, type: string | undefined): boolean {
  const wanted = type?.toLowerCase();
  const kinds = kindsOf(host);
  // What has no kind may be installed by the system, of which a list of Python packages says nothing.
  if (wanted === undefined) return [...kinds].some((kind) => kind === undefined || ofSystems.has(kind));
  return kinds.has(wanted) || (kinds.has(undefined) && systemType(host) === wanted);
}

/** What a version is to a range. */
interface Judged {
  readonly scheme: VersionScheme;
  readonly answer: Satisfaction;
  readonly isStricter?: true;
}

interface Candidate {
  readonly installed: InstalledPackage;
  readonly known: Judged;
}

function judgedBy(scheme: VersionScheme, version: string, range: VersionRange | undefined): Judged {
  const answer = range ? satisfiesParsed(version, range, scheme) : 'unknown';
  return { scheme, answer, ...(answer === 'unsatisfied' && range && isStricter(version, range, scheme) && { isStricter: true }) };
}

/** By the package's own type, else the manifest's; without both, plain numbers, else what the system installs where it can be that. */
function schemeOf(
  installed: InstalledPackage,
  { name, type: asked }: Pick<Dependency, 'name' | 'type'>,
  system: string | undefined,
): VersionScheme {
  const type = installed.type ?? asked;
  const own = schemeFor(type, name, installed.version);
  if (type !== undefined || generic.isValid(installed.version)) return own;
  const ofSystem = schemeFor(system, name, installed.version);
  return ofSystem.isValid(installed.version) ? ofSystem : own;
}

const order: readonly Satisfaction[] = ['satisfied', 'unknown', 'unsatisfied'];

/** Several versions beside each other: the one that fits is there to be used; of equals, the newest. */
function bestFirst({ installed: { version: a }, known: ofA }: Candidate, { installed: { version: b }, known: ofB }: Candidate): number {
  const byAnswer = order.indexOf(ofA.answer) - order.indexOf(ofB.answer);
  const comparable = ofA.scheme === ofB.scheme && ofA.scheme.isValid(a) && ofB.scheme.isValid(b);
  return byAnswer || (comparable && ofA.scheme.compare(b, a)) || 0;
}

/** Several databases: all of them meet the package, so the worst decides. */
const worstFirst = (a: Candidate, b: Candidate): number => bestFirst(b, a);

function servicesOn({ units = [] }: Host, { services }: Inventory): Pick<MatrixColumn, 'services'> {
  const names = new Set(units.map(({ name }) => name));
  const own = services.filter((service) => service.units?.some((unit) => names.has(unit)));
  return own.length === 0 ? {} : { services: own.map(({ name }) => name) };
}
