import type { Place } from '../text/span';
import type { ScratchDatabase } from './database';
import { load, underLoad } from './load';
import type { PlannedDown, PlannedFile } from './order';
import { busyTables } from './problems';
import { race, type Start } from './race';
import type { DownRun, LeftOut, RehearsedFile, RehearsedStatement, RollbackDrill, SecondRun } from './rehearsal';
import type { SeededTable } from './fill';
import { changedParts, differencesOf, emptyState, isReordered, lostRows, type SchemaState } from './schema';
import { stampOf } from './stamp';
import type { SessionRequest, SessionResult } from './session';
import type { Step } from './steps';
import type { RehearsedSystem } from './system';

/** What is known of a rehearsal while it runs: whoever ends it has all that was found until then. */
export type RehearsalEvent =
  | { readonly kind: 'server'; readonly server: string }
  | { readonly kind: 'at'; readonly place: Place; readonly done: number; readonly total: number }
  | { readonly kind: 'statement'; readonly file: number; readonly statement: RehearsedStatement }
  | { readonly kind: 'file'; readonly file: number; readonly told: RehearsedFile }
  | { readonly kind: 'rollback'; readonly told: RollbackDrill };

export interface Around {
  /** An empty database, another one each time; the one before is closed then. */
  readonly open: () => Promise<ScratchDatabase>;
  /** Of these databases. */
  readonly system: RehearsedSystem;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly tell: (event: RehearsalEvent) => void;
}

/**
 * Runs the files on an empty database: once to see what each statement does, with all downs after it, and on another one to see what
 * a second run does. Where a database can have several sessions, on two more: by two runners at once, and while others work. Tells
 * what it finds as it goes.
 */
export async function rehearse(files: readonly PlannedFile[], around: Around): Promise<void> {
  const run = new Run(files, around);
  await run.first();
  await run.second();
  await run.raced();
  await run.loaded();
}

interface FirstRun {
  readonly file: PlannedFile;
  readonly index: number;
  readonly result: SessionResult;
  readonly before: SchemaState;
  readonly after: SchemaState;
}

class Run {
  private readonly told = new Map<number, RehearsedFile>();
  private readonly fresh: readonly (readonly [number, PlannedFile])[];
  private readonly ground: readonly (readonly [number, PlannedFile])[];
  private readonly mayLack: boolean;
  /** The database can have other sessions. */
  private isShared = false;
  private done = 0;
  private readonly total: number;

  constructor(
    files: readonly PlannedFile[],
    private readonly around: Around,
  ) {
    const numbered = files.map((file, index) => [index, file] as const);
    this.fresh = numbered.filter(([, { role }]) => role === 'new');
    this.ground = numbered.filter(([, { role }]) => role !== 'new');
    this.mayLack = !files.some(({ role }) => role === 'schema');
    const repeated = this.fresh.filter(([, { mayRepeat }]) => mayRepeat);
    const size = (list: readonly (readonly [number, PlannedFile])[]): number => list.reduce((sum, [, { steps }]) => sum + steps.length, 0);
    const downs = this.fresh.reduce((sum, [, { down }]) => sum + (down?.steps.length ?? 0), 0);
    this.total =
      size(this.ground) + size(this.fresh) + downs + (repeated.length > 0 ? size(this.ground) + size(this.fresh) + size(repeated) : 0);
  }

  async first(): Promise<void> {
    const database = await this.around.open();
    try {
      this.around.tell({ kind: 'server', server: database.server });
      this.isShared = database.another !== undefined;
      await this.layGround(database);
      const there = await this.around.system.relationsIn(database);
      // Only what is taken back is compared.
      const isTakenBack = this.fresh.some(([, { down }]) => down !== undefined);
      const look = async () => (isTakenBack ? this.around.system.stateOf(database) : emptyState);
      const start = await look();
      const runs: FirstRun[] = [];
      for (const [index, file] of this.fresh) {
        const before = runs.at(-1)?.after ?? start;
        const result = await this.session(database, { ...file, isMeasured: true, there, index });
        this.tellFile(index, file, result);
        runs.push({ file, index, result, before, after: await look() });
      }
      if (isTakenBack) await this.takeBack(database, runs, start);
    } finally {
      await database.close();
    }
  }

  /** On a database of its own: what downs have left behind is not there. */
  async second(): Promise<void> {
    const repeated = this.fresh.filter(([index, { mayRepeat }]) => mayRepeat && isWhole(this.told.get(index)));
    if (repeated.length === 0) return;
    const database = await this.around.open();
    try {
      await this.layGround(database);
      for (const [, file] of this.fresh) await this.session(database, file);
      let before = await this.around.system.stateOf(database);
      for (const [index, file] of repeated) {
        const { statements } = await this.session(database, file);
        const after = await this.around.system.stateOf(database);
        this.amend(index, { again: secondRunOf(file, statements, before, after) });
        before = after;
      }
    } finally {
      await database.close();
    }
  }

  /** Files that no tool runs: nobody but they themselves keeps a second runner out. */
  async raced(): Promise<void> {
    const alone = new Set(this.fresh.filter(([index, { mayRepeat }]) => mayRepeat && isWhole(this.told.get(index))));
    if (!this.isShared || alone.size === 0) return;
    await this.withSessions(2, async (database, [second, watcher]) => {
      for (const one of this.fresh) {
        const [index, file] = one;
        if (!alone.has(one) || !second || !watcher) await this.session(database, file);
        else this.amend(index, { raced: await race([database, second, watcher], this.starter(file), this.around) });
      }
    });
  }

  /** Files that others would wait for. */
  async loaded(): Promise<void> {
    const busy = new Map(
      this.fresh.flatMap(([index]) => {
        const told = this.told.get(index);
        const tables = told && isWhole(told) ? busyTables(told) : [];
        return tables.length > 0 ? [[index, tables] as const] : [];
      }),
    );
    const chosen = [...busy.keys()].slice(0, mostLoaded);
    if (!this.isShared || chosen.length === 0) return;
    await this.withSessions(2 + load.readers + load.writers, async (runner, [watcher, report, ...clients]) => {
      const seeded = new Map<string, SeededTable | undefined>();
      for (const name of new Set(chosen.flatMap((index) => busy.get(index) ?? [])))
        seeded.set(name, await this.around.system.seed(runner, name));
      for (const [index, file] of this.fresh) {
        const tables = chosen.includes(index) ? (busy.get(index) ?? []).flatMap((name) => seeded.get(name) ?? []) : [];
        if (tables.length === 0 || !watcher || !report) await this.session(runner, file);
        else
          this.amend(index, {
            loaded: await underLoad({ runner, watcher, report, clients }, tables, this.starter(file), this.around),
          });
      }
    });
  }

  /** A database with its ground, and more sessions of it. */
  private async withSessions(
    count: number,
    use: (database: ScratchDatabase, others: readonly ScratchDatabase[]) => Promise<void>,
  ): Promise<void> {
    const database = await this.around.open();
    const others: ScratchDatabase[] = [];
    try {
      await this.layGround(database);
      while (others.length < count && database.another) others.push(await database.another());
      await use(database, others);
    } finally {
      await Promise.allSettled(others.map((one) => one.close()));
      await database.close();
    }
  }

  private starter(file: PlannedFile): Start {
    return async (database, tell) => (await this.session(database, { ...file, watch: tell })).statements;
  }

  private async layGround(database: ScratchDatabase): Promise<void> {
    for (const [index, file] of this.ground) {
      const result = await this.session(database, file);
      if (!this.told.has(index)) this.tellFile(index, file, result);
    }
  }

  private async takeBack(database: ScratchDatabase, runs: readonly FirstRun[], start: SchemaState): Promise<void> {
    let current = runs.at(-1)?.after ?? start;
    for (const { file, index, result, before, after } of [...runs].reverse()) {
      const { down } = file;
      if (!down) {
        this.amend(index, { down: { outcome: 'missing', differences: [], lost: [] } });
        continue;
      }
      if (!isWhole(result)) {
        this.amend(index, { down: { ...emptyDown(down), outcome: 'not-run' } });
        continue;
      }
      const { statements } = await this.session(database, { ...file, steps: down.steps });
      const next = await this.around.system.stateOf(database);
      this.amend(index, { down: downRunOf(down, statements, { before, after, current, next }) });
      current = next;
    }
    const differences = differencesOf(start, current);
    const outcome = differences.length > 0 ? 'differs' : isReordered(start, current) ? 'order-only' : 'restored';
    this.around.tell({ kind: 'rollback', told: { outcome, differences } });
  }

  private session(
    database: ScratchDatabase,
    {
      steps,
      inOneTransaction,
      onErrorStop,
      role,
      isMeasured = false,
      there = new Set(),
      index,
      watch,
    }: PlannedFile &
      Partial<Pick<SessionRequest, 'isMeasured' | 'there'>> & { readonly index?: number; readonly watch?: SessionRequest['tell'] },
  ): Promise<SessionResult> {
    const { clock, tell, system } = this.around;
    return system.runSession(database, {
      steps,
      inOneTransaction,
      // A dump of another version says some things that this one does not know.
      onErrorStop: onErrorStop && role !== 'schema',
      isMeasured,
      there,
      mayLack: this.mayLack || role === 'schema',
      clock,
      tell: async (step: Step) => {
        await watch?.(step);
        this.done = Math.min(this.done + 1, this.total);
        tell({ kind: 'at', place: { path: step.path, span: step.span }, done: this.done, total: this.total });
      },
      told: (statement) => index !== undefined && tell({ kind: 'statement', file: index, statement }),
    });
  }

  private tellFile(index: number, file: PlannedFile, result: SessionResult): void {
    const told = rehearsedFile(file, result);
    this.told.set(index, told);
    this.around.tell({ kind: 'file', file: index, told });
  }

  private amend(index: number, more: Pick<RehearsedFile, 'again' | 'down' | 'raced' | 'loaded'>): void {
    const known = this.told.get(index);
    if (!known) return;
    const told = { ...known, ...more };
    this.told.set(index, told);
    this.around.tell({ kind: 'file', file: index, told });
  }
}

export const rehearsedFile = (
  { path, role, text }: PlannedFile,
  { statements, leftOut }: { readonly statements: readonly RehearsedStatement[]; readonly leftOut: readonly LeftOut[] },
): RehearsedFile => ({ path, role, stamp: stampOf(text), statements, leftOut });

/** Files that are run under load: each may wait as long as the report takes. */
const mostLoaded = 10;

/** All of it ran. */
const isWhole = (file: Pick<RehearsedFile, 'statements'> | undefined): boolean =>
  file?.statements.every(({ outcome }) => outcome === 'done') === true;

const emptyDown = ({ path, steps }: PlannedDown) => ({
  place: { path, span: steps[0]?.span ?? { start: 0, end: 0 } },
  differences: [],
  lost: [],
});

interface Around4 {
  readonly before: SchemaState;
  readonly after: SchemaState;
  readonly current: SchemaState;
  readonly next: SchemaState;
}

/** Of what the file or its down changed, what is not as it was before the file. Others may have no downs. */
function downRunOf(down: PlannedDown, statements: readonly RehearsedStatement[], { before, after, current, next }: Around4): DownRun {
  const lost = lostRows(current, next);
  const failed = statements.find(({ outcome }) => outcome === 'failed' || outcome === 'lacking');
  if (failed)
    return {
      ...emptyDown(down),
      outcome: 'failed',
      lost,
      at: { path: failed.path, span: failed.span, line: failed.line },
      ...(failed.error && { error: failed.error }),
    };
  const among = new Set([...changedParts(before, after), ...changedParts(current, next)]);
  const isEmpty = !down.steps.some((step) => step.kind === 'left-out' || (step.kind === 'sql' && !step.reads));
  if (isEmpty) return { ...emptyDown(down), outcome: among.size > 0 ? 'empty' : 'restored', lost };
  const differences = differencesOf(before, next, among);
  return {
    ...emptyDown(down),
    lost,
    differences,
    outcome: differences.length > 0 ? 'differs' : isReordered(before, next) ? 'order-only' : 'restored',
  };
}

function secondRunOf(file: PlannedFile, statements: readonly RehearsedStatement[], before: SchemaState, after: SchemaState): SecondRun {
  const failed = statements.find(({ outcome }) => outcome === 'failed' || outcome === 'lacking');
  if (failed) {
    const { path, span, line, error } = failed;
    return { outcome: isAtomic(file) ? 'stops-at-once' : 'half-way', at: { path, span, line }, ...(error && { error }) };
  }
  const isSame = changedParts(before, after).length === 0 && sameRows(before, after);
  return { outcome: isSame ? 'same' : 'changes' };
}

const sameRows = (before: SchemaState, after: SchemaState): boolean =>
  before.rows.size === after.rows.size && [...before.rows].every(([table, rows]) => after.rows.get(table) === rows);

/** All that it changes, it changes at once: a run that fails has changed nothing. */
function isAtomic({ steps, inOneTransaction }: PlannedFile): boolean {
  if (inOneTransaction) return true;
  let transactions = 0;
  let isOpen = false;
  for (const step of steps) {
    if (step.kind !== 'sql') continue;
    if (step.transaction) {
      isOpen = step.transaction === 'begin';
      if (isOpen) transactions++;
    } else if (!step.reads && (!isOpen || step.commits)) transactions++;
  }
  return transactions <= 1;
}
