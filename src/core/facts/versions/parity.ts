import type { Environment, Host } from '../../inventory/inventory';
import { distinctVersions } from '../../inventory/versions/order';
import type { MatrixRow } from '../../inventory/matrix';

/** What a rehearsal in another environment would not show. */
export interface Difference {
  readonly kind: 'system' | 'version' | 'units' | 'data' | 'settings';
  /** In words, without a full stop. */
  readonly says: string;
}

export interface Parity {
  /** Of 100: how much of what can be compared is alike. */
  readonly score: number;
  readonly differences: readonly Difference[];
}

/** How much each kind counts: what the package asks for most, then where it runs. */
const weights: Readonly<Record<Difference['kind'], number>> = { version: 4, system: 3, units: 2, data: 2, settings: 1 };

interface Judged {
  readonly kind: Difference['kind'];
  /** From 0 to 1. */
  readonly alike: number;
  readonly says: readonly string[];
}

/** `undefined` if nothing of the two can be compared. */
export function parityOf(rehearsal: Environment, production: Environment, rows: readonly MatrixRow[]): Parity | undefined {
  const judged = [
    versions(rows, rehearsal.name, production.name),
    systems(rehearsal.hosts, production.hosts),
    units(rehearsal.hosts, production.hosts),
    data(rehearsal, production),
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

function versions(rows: readonly MatrixRow[], rehearsal: string, production: string): Judged | undefined {
  const of = ({ cells }: MatrixRow, name: string) =>
    distinctVersions(cells.flatMap(({ environment, version }) => (environment === name && version !== undefined ? [version] : []))).sort();
  const both = rows
    .map((row) => ({ row, there: of(row, rehearsal), here: of(row, production) }))
    .filter(({ there, here }) => there.length > 0 && here.length > 0);
  const other = both.filter(({ there, here }) => !here.every((version) => there.includes(version)));
  if (both.length === 0) return undefined;
  return {
    kind: 'version',
    alike: 1 - other.length / both.length,
    says: other.map(({ row, there, here }) => `${row.dependency} ${there.join(' and ')} instead of ${here.join(' and ')}`),
  };
}

function systems(there: readonly Host[], here: readonly Host[]): Judged | undefined {
  const of = (hosts: readonly Host[]) => [
    ...new Set(hosts.flatMap(({ os }) => (os ? [[os.id, os.version].filter(Boolean).join(' ')] : []))),
  ];
  const [own, wanted] = [of(there), of(here)];
  if (own.length === 0 || wanted.length === 0) return undefined;
  const lacking = wanted.filter((system) => !own.includes(system));
  return {
    kind: 'system',
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
  const [own, whole] =
    sizeOf(production) > 0 && sizeOf(rehearsal) > 0 ? [sizeOf(rehearsal), sizeOf(production)] : [rowsOf(rehearsal), rowsOf(production)];
  if (own === 0 || whole === 0) return undefined;
  const share = own / whole;
  const percent = share < 0.01 ? 'less than 1' : String(Math.round(share * 100));
  return { kind: 'data', alike: Math.min(1, share / enough), says: share < enough ? [`with ${percent} % of the data`] : [] };
}

function settings(there: readonly Host[], here: readonly Host[]): Judged | undefined {
  const of = (hosts: readonly Host[]) =>
    new Map(hosts.flatMap(({ config = {} }) => Object.entries(config).map(([key, value]) => [key, JSON.stringify(value)] as const)));
  const [own, wanted] = [of(there), of(here)];
  const both = [...wanted].filter(([key]) => own.has(key));
  const other = both.filter(([key, value]) => own.get(key) !== value).map(([key]) => key);
  if (both.length === 0) return undefined;
  // Values may be secrets, and are not said.
  return {
    kind: 'settings',
    alike: 1 - other.length / both.length,
    says:
      other.length > 0
        ? [`with other values of ${other.slice(0, 3).join(', ')}${other.length > 3 ? ` and ${other.length - 3} more settings` : ''}`]
        : [],
  };
}
