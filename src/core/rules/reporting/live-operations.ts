import { liveOperations, rowsOf, type LiveOperation } from '../../facts/migrations/operations';
import { tableOf } from '../../facts/migrations/placed';
import { isEmptiedBefore } from '../../facts/migrations/steps';
import type { Checked, SqlOperation } from '../../parse/sql';
import type { Site, SiteFacts } from '../../subject/site';
import { groupBy } from '../../text/groups';
import { memo } from '../../text/memo';
import type { Place } from '../../text/span';
import type { Fix, Related } from '../finding';
import { safeConstraint } from './safe-constraint';
import { toldByVendor } from './vendor-suppressions';

/** What rules on migrations look at. */
export const migrations = ['manifest', 'shell', 'sql'] as const;

export type LiveSite = Site<(typeof migrations)[number]>;

type Of<I extends SqlOperation['is']> = Extract<SqlOperation, { readonly is: I }>;

/** One that is told for others of the same file on the same table. */
export interface ToldOperation extends LiveOperation {
  readonly others: readonly LiveOperation[];
}

/** Some sixty rules ask, each for a kind of its own. */
const byKind = memo((all: readonly LiveOperation[]) => groupBy(all, ({ operation }) => operation.is));

/** What migrations do to tables that people work with, of one kind. `counts`: which of them are told. */
export function operationsOn<I extends SqlOperation['is']>(
  site: LiveSite,
  is: I,
  counts: (operation: Of<I>, live: LiveOperation) => boolean = () => true,
): readonly (ToldOperation & { readonly operation: Of<I> })[] {
  const all = (byKind(liveOperations(site)).get(is) ?? []) as readonly (LiveOperation & { readonly operation: Of<I> })[];
  const told = all.filter((live) => counts(live.operation, live) && takesLong(live));
  const groups = groupBy(told, ({ path, operation }) => `${path}\n${tableOf(operation) ?? ''}`);
  return [...groups.values()].map(([first, ...others]) => ({ ...first, others }));
}

/** The file takes all rows away before. */
export const isEmptied = ({ session, operation, statement }: LiveOperation): boolean =>
  isEmptiedBefore(session, tableOf(operation), statement.start);

/** What takes as long as there are rows. A column that is added matters to the running version as well: its rules ask for themselves. */
const takesByRows = new Set<SqlOperation['is']>([
  'create-index',
  'reindex',
  'rewrite',
  'change-type',
  'set-not-null',
  'add-constraint',
  'validate',
  'change-all-rows',
]);

/** There are rows that it could take long for. */
export const takesLong = (live: LiveOperation): boolean => !(takesByRows.has(live.operation.is) && isEmptied(live));

/** `all 41,000,000 rows of events`, or `all of events`. */
export function wholeOf(site: SiteFacts, table: string): string {
  const rows = rowsOf(site, table);
  return rows === undefined ? `all of ${table}` : `all ${rows.toLocaleString('en')} rows of ${table}`;
}

const maxRelated = 10;

/** What rules tell of an operation that stands for others, whatever it is. */
interface Told extends Pick<LiveOperation, 'confidence' | 'path' | 'session' | 'statement'> {
  readonly others: readonly Pick<LiveOperation, 'at'>[];
}

/** What is said of a report besides its data. */
export const detailOf = ({
  confidence,
  path,
  session,
  statement,
  others,
}: Told): { readonly confidence?: 'possible'; readonly related: readonly Related[] } => ({
  ...(confidence === 'possible' && { confidence }),
  related: [
    ...toldByVendor(session, statement),
    ...others.slice(0, maxRelated).map(({ at }): Related => ({ at: 'package', path, span: at, message: 'and here' })),
  ],
});

/** A constraint that is checked for all rows in the statement that adds it, as rules on constraints tell of it. */
interface CheckedAtOnce {
  readonly at: Place;
  readonly detail: ReturnType<typeof detailOf> & {
    /** `parent`: the other table of a foreign key. */
    readonly data: { readonly table: string; readonly parent: string; readonly whole: string };
    readonly fix: Fix | undefined;
  };
}

/** Constraints of one kind that are neither left for later (`NOT VALID`) nor made of an index that is there. */
export const checkedAtOnce = (site: LiveSite, kind: Checked): readonly CheckedAtOnce[] =>
  operationsOn(site, 'add-constraint', ({ constraint, isValid, usesIndex }) => constraint === kind && isValid && !usesIndex).map((live) => {
    const { table, parent = '' } = live.operation;
    const data = { table, parent, whole: wholeOf(site, table) };
    return { at: { path: live.path, span: live.at }, detail: { data, ...detailOf(live), fix: safeConstraint(live) } };
  });
