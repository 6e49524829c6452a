import type { Environment, Host } from '../../inventory/inventory';
import { distinctVersions } from '../../inventory/versions/order';
import type { MatrixRow } from '../../inventory/matrix';
import { architecture } from '../../inventory/systems';
import { rowState } from '../../inventory/row-state';
import type { Manifest } from '../../package/manifest';
import { runningProduct } from './installed';

/** What a rehearsal in another environment would not show. */
export interface Difference {
  readonly kind: 'system' | 'version' | 'units' | 'data' | 'integrations' | 'hosts' | 'settings';
  /** In words, without a full stop. */
  readonly says: string;
}

export interface Parity {
  /** Of 100: how much of what can be compared is alike. */
  readonly score: number;
  readonly differences: readonly Difference[];
}

/** How much each kind counts: what the package asks for most, then where it runs. */
const weights: Readonly<Record<Difference['kind'], number>> = {
  version: 4,
  system: 3,
  units: 2,
  data: 2,
  integrations: 1,
  hosts: 1,
  settings: 1,
};

interface Judged {
  readonly kind: Difference['kind'];
  /** From 0 to 1. */
  readonly alike: number;
  readonly says: readonly string[];
}

/** `undefined` if nothing of the two can be compared. `rows`: of what the manifest requires. */
export function parityOf(
  rehearsal: Environment,
  production: Environment,
  rows: readonly MatrixRow[],
  manifest: Manifest,
): Parity | undefined {
  const judged = [
    versions(rows, manifest, rehearsal, production),
    systems(rehearsal.hosts, production.hosts),
    units(rehearsal.hosts, production.hosts),
    data(rehearsal, production),
    integrations(rehearsal.hosts, production.hosts),
    size(rehearsal.hosts, production.hosts),
    settings(rehearsal.hosts, production.hosts),
  ].filter((one) => one !== undefined);
  const whole = judged.reduce((sum, { kind }) => sum + weights[kind], 0);
  if (whole === 0) return undefined;
  const got = judged.reduce((sum, { kind, alike }) => sum + weights[kind] * alike, 0);
  return {
    score: Math.floor((100 * got) / whole),
    differences: judged.flatMap(({ kind, says }) => says.map((words) => ({ kind, says: words }))),
  };
}

/** Something with a version in both environments. */
interface Compared {
  readonly name: string;
  /** None: it is certain that it is not there. */
  readonly there: readonly string[];
  readonly here: readonly string[];
}

function versions(rows: readonly MatrixRow[], manifest: Manifest, rehearsal: Environment, production: Environment): Judged | undefined {
  const of = ({ cells }: MatrixRow, { name }: Environment) =>
    distinctVersions(cells.flatMap(({ environment, version }) => (environment === name && version !== undefined ? [version] : []))).sort();
  const required = rows
    .map((row): Compared => ({ name: row.dependency, there: of(row, rehearsal), here: of(row, production) }))
    .filter(({ there }, at) => there.length > 0 || rowState(rows[at] as MatrixRow, rehearsal.name) === 'missing');
  const both = [...required, ...ownVersion(manifest, rehearsal, production), ...databaseVersions(rehearsal, production)].filter(
    ({ here }) => here.length > 0,
  );
  const other = both.filter(({ there, here }) => !here.every((version) => there.includes(version)));
  if (both.length === 0) return undefined;
  return {
    kind: 'version',
    alike: 1 - other.length / both.length,
    says: [
      ...new Set(
        other.map(({ name, there, here }) =>
          there.length === 0 ? `without ${name}` : `${name} ${there.join(' and ')} instead of ${here.join(' and ')}`,
        ),
      ),
    ],
  };
}

/** What the upgrade begins from. A rehearsal that has taken place leaves the new version behind: that says nothing of how it began. */
function ownVersion(manifest: Manifest, rehearsal: Environment, production: Environment): Compared[] {
  const of = (environment: Environment) => [...new Set(runningProduct(manifest, environment).map(({ installed: { version } }) => version))];
  const [there, here] = [of(rehearsal), of(production)];
  const isDone = there.some((version) => version === manifest.version?.value);
  return manifest.product === undefined || there.length === 0 || isDone ? [] : [{ name: manifest.product.value, there, here }];
}

/** Databases of one name, with engine and version as they report them. */
function databaseVersions(rehearsal: Environment, production: Environment): Compared[] {
  return production.databases.flatMap(({ name, engine, version }): Compared[] => {
    const there = rehearsal.databases.find((database) => database.name === name);
    if (!engine || !version || !there?.engine || !there.version) return [];
    return engine.toLowerCase() === there.engine.toLowerCase()
      ? [{ name: engine, there: [there.version], here: [version] }]
      : [{ name: 'the database', there: [`${there.engine} ${there.version}`], here: [`${engine} ${version}`] }];
  });
}

function systems(there: readonly Host[], here: readonly Host[]): Judged | undefined {
  const judged = [
    lackingOf(there, here, ({ os }) => (os ? [os.id, os.version].filter(Boolean).join(' ') : undefined)),
    lackingOf(there, here, ({ arch }) => arch && architecture(arch)),
  ].filter((one) => one !== undefined);
  if (judged.length === 0) return undefined;
  return {
    kind: 'system',
    alike: Math.min(...judged.map(({ alike }) => alike)),
    says: judged.flatMap(({ says }) => says),
  };
}

/** What hosts of production are and none of the others is. */
function lackingOf(
  there: readonly Host[],
  here: readonly Host[],
  told: (host: Host) => string | undefined,
): Omit<Judged, 'kind'> | undefined {
  const of = (hosts: readonly Host[]) => [...new Set(hosts.flatMap((host) => told(host) ?? []))];
  const [own, wanted] = [of(there), of(here)];
  if (own.length === 0 || wanted.length === 0) return undefined;
  const lacking = wanted.filter((one) => !own.includes(one));
  return {
    alike: 1 - lacking.length / wanted.length,
    says: lacking.length > 0 ? [`${own.join(' and ')} instead of ${lacking.join(' and ')}`] : [],
  };
}

/** Units of the system differ with every release: only what is enabled counts. */
function units(there: readonly Host[], here: readonly Host[]): Judged | undefined {
  const of = (hosts: readonly Host[]) =>
    new Set(
      hosts.flatMap(({ units: own = [], unitsCut }) =>
        unitsCut ? [] : own.filter(({ state }) => state === 'enabled').map(({ name }) => name),
      ),
    );
  const [own, wanted] = [of(there), of(here)];
  if (own.size === 0 || wanted.size === 0) return undefined;
  const lacking = [...wanted].filter((name) => !own.has(name));
  const shown = lacking.slice(0, 3).join(', ');
  return {
    kind: 'units',
    alike: 1 - lacking.length / wanted.size,
    says: lacking.length > 0 ? [`without ${shown}${lacking.length > 3 ? ` and ${lacking.length - 3} more units` : ''}`] : [],
  };
}

/** A share of the data above this shows what production's would. */
const enough = 0.5;

function data(rehearsal: Environment, production: Environment): Judged | undefined {
  const sizeOf = ({ databases }: Environment) => databases.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0);
  const rowsOf = ({ databases }: Environment) =>
    databases.reduce((sum, { tables = [] }) => sum + tables.reduce((all, { rows = 0 }) => all + rows, 0), 0);
  const shares = [sizeOf, rowsOf].flatMap((of) => (of(rehearsal) > 0 && of(production) > 0 ? [of(rehearsal) / of(production)] : []));
  if (shares.length === 0) return undefined;
  const share = Math.min(...shares);
  const percent = share < 0.01 ? 'less than 1' : String(Math.round(share * 100));
  return { kind: 'data', alike: Math.min(1, share / enough), says: share < enough ? [`with ${percent} % of the data`] : [] };
}

/** What depends on how many there are, such as an upgrade host by host, does not show on one. */
function size(there: readonly Host[], here: readonly Host[]): Judged | undefined {
  if (there.length === 0 || here.length === 0) return undefined;
  const isAlone = there.length === 1 && here.length > 1;
  return { kind: 'hosts', alike: isAlone ? 0 : 1, says: isAlone ? [`with one host instead of ${here.length}`] : [] };
}

/** Values that say where something else is: addresses and names of hosts. */
const isAddress = (value: unknown): boolean =>
  typeof value === 'string' && /^(?:[a-z][a-z\d+.-]{0,20}:\/\/)?(?:[\w-]{1,63}\.){1,9}[a-z]{2,}(?::\d{1,5})?(?:\/|$)/i.test(value);

function integrations(there: readonly Host[], here: readonly Host[]): Judged | undefined {
  const { other, both } = keysOf(there, here, isAddress);
  return both === 0
    ? undefined
    : { kind: 'integrations', alike: 1 - other.length / both, says: other.length > 0 ? [`with other hosts behind ${some(other)}`] : [] };
}

function settings(there: readonly Host[], here: readonly Host[]): Judged | undefined {
  const { other, both } = keysOf(there, here, (value) => !isAddress(value));
  const zones = lackingOf(there, here, ({ timezone }) => timezone);
  if (both === 0 && !zones) return undefined;
  return {
    kind: 'settings',
    alike: Math.min(both === 0 ? 1 : 1 - other.length / both, zones?.alike ?? 1),
    says: [...(zones?.says ?? []), ...(other.length > 0 ? [`with other values of ${some(other)}`] : [])],
  };
}

/** Keys that both set, and those of another value. Values may be secrets, and are not said. */
function keysOf(there: readonly Host[], here: readonly Host[], counts: (value: unknown) => boolean) {
  const of = (hosts: readonly Host[]) =>
    new Map(
      hosts.flatMap(({ config = {} }) =>
        Object.entries(config).flatMap(([key, value]) => (counts(value) ? [[key, JSON.stringify(value)] as const] : [])),
      ),
    );
  const own = of(there);
  const both = [...of(here)].filter(([key]) => own.has(key));
  return { both: both.length, other: both.filter(([key, value]) => own.get(key) !== value).map(([key]) => key) };
}

const some = (keys: readonly string[]): string => keys.slice(0, 3).join(', ') + (keys.length > 3 ? ` and ${keys.length - 3} more` : '');
