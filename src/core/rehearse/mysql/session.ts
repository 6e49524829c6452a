import { DatabaseError, type Answer, type ScratchDatabase } from '../database';
import type { DatabaseFault, HeldLock, LeftOut, RehearsedStatement } from '../rehearsal';
import type { SessionRequest, SessionResult } from '../session';
import type { Step } from '../steps';

type SqlStep = Step & { readonly kind: 'sql' };

/** Runs what one client sends, as it would. The session is left as a new one. */
export async function runSession(database: ScratchDatabase, request: SessionRequest): Promise<SessionResult> {
  const session = new Session(database, request);
  try {
    return await session.run();
  } finally {
    await database.renew?.();
  }
}

class Session {
  private readonly statements: RehearsedStatement[] = [];
  private readonly leftOut: LeftOut[] = [];
  private isOpen = false;
  /** Transactions until now. */
  private transactions = 0;
  private isStopped = false;

  constructor(
    private readonly database: ScratchDatabase,
    private readonly request: SessionRequest,
  ) {}

  async run(): Promise<SessionResult> {
    const { steps, inOneTransaction } = this.request;
    if (inOneTransaction) await this.begin();
    for (const step of steps) await this.take(step);
    if (this.isOpen && inOneTransaction && !this.isStopped) await this.database.run('COMMIT');
    return { statements: this.statements, leftOut: this.leftOut };
  }

  private async take(step: Step): Promise<void> {
    if (step.kind === 'command') return;
    if (step.kind === 'left-out' || wholeServer.test(step.sql)) {
      const [why, what] = step.kind === 'left-out' ? [step.why, step.what] : ['whole-server' as const, step.title];
      const { path, span, line } = step;
      if (!this.isStopped) this.leftOut.push({ path, span, line, why, what });
      return;
    }
    await this.request.tell(step);
    if (this.isStopped) this.add(step, { outcome: 'skipped' });
    else await this.sql(step);
  }

  private async sql(step: SqlStep): Promise<void> {
    const lockTimeout = this.request.isMeasured ? await this.patience() : '';
    const begun = this.request.clock();
    try {
      const { answer, milliseconds, ...seen } = this.request.isMeasured ? await this.watched(step) : await this.plainly(step);
      if (step.transaction === 'begin') this.opened();
      const rows = changesRows.test(step.sql) ? answer.written : 0;
      this.add(step, { outcome: 'done', milliseconds, rows, lockTimeout, ...seen });
      if (step.commits || step.transaction === 'commit' || step.transaction === 'rollback') this.isOpen = false;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      const { code, message } = error;
      if (step.commits || code === deadlock) this.isOpen = false;
      const outcome = isLacking(error, this.request.mayLack) ? 'lacking' : 'failed';
      this.add(step, { outcome, milliseconds: this.request.clock() - begun, lockTimeout, error: { code, message } });
      if (this.request.onErrorStop) this.isStopped = true;
    }
  }

  private async plainly({ sql }: SqlStep): Promise<Ran> {
    const begun = this.request.clock();
    const answer = await this.database.run(sql);
    return { answer, milliseconds: this.request.clock() - begun };
  }

  /**
   * How a server changes a table it tells when it is told how: it refuses what it cannot do without keeping others out for longer. So the
   * least is demanded first, and what it takes is what it would have done by itself.
   */
  private async watched(step: SqlStep): Promise<Ran> {
    const tables = step.touches.filter((table) => this.request.there.has(table));
    const [table] = tables;
    const held = (mode: HeldLock['mode']): Pick<RehearsedStatement, 'locks'> => ({ locks: tables.map((relation) => ({ relation, mode })) });
    if (table === undefined || !/^(alter\s+table|(create|drop)\b.*?\bindex|optimize\s+table)\b/is.test(step.sql)) {
      return { ...(await this.plainly(step)), ...(closing.test(step.sql) && held('EXCLUSIVE')) };
    }
    if (/^optimize\b/i.test(step.sql)) return { ...(await this.plainly(step)), ...held('SHARED_UPGRADABLE') };
    const { algorithm, lock } = statedIn(step.sql);
    const copied = { ...held('SHARED_NO_WRITE'), rewritten: [table], scanned: [table] };
    if (algorithm !== undefined || lock !== undefined) {
      const ran = await this.plainly(step);
      if (algorithm === 'copy') return { ...ran, ...copied };
      if (lock === 'shared') return { ...ran, ...held('SHARED_NO_WRITE'), scanned: [table] };
      if (lock === 'exclusive') return { ...ran, ...held('EXCLUSIVE'), scanned: [table] };
      return { ...ran, ...held('SHARED_UPGRADABLE'), isUnseen: lock === undefined && algorithm === 'inplace' };
    }
    for (const [demand, mode] of demands) {
      const answer = await this.demanded(step, demand);
      if (answer === 'unknown') return { ...(await this.plainly(step)), isUnseen: true };
      if (answer !== 'refused') return { ...answer, ...held(mode), ...(mode === 'SHARED_NO_WRITE' && { scanned: [table] }) };
    }
    return { ...(await this.plainly(step)), ...copied };
  }

  private async demanded(step: SqlStep, demand: readonly string[]): Promise<Ran | 'refused' | 'unknown'> {
    // A line of its own: the statement may end in a remark.
    const sql = `${step.sql}\n${/^alter\b/i.test(step.sql) ? `, ${demand.join(', ')}` : demand.join(' ')}`;
    try {
      return await this.plainly({ ...step, sql });
    } catch (error) {
      if (!(error instanceof DatabaseError) || waitedInVain.test(error.code)) throw error;
      return notSupported.test(error.code) ? 'refused' : 'unknown';
    }
  }

  /** How long a statement would wait for the definition of a table. */
  private async patience(): Promise<string> {
    const [row] = (await this.database.run('SELECT @@lock_wait_timeout AS seen')).rows;
    return `${Number(row?.['seen'])}s`;
  }

  private async begin(): Promise<void> {
    await this.database.run('START TRANSACTION');
    this.opened();
  }

  private opened(): void {
    this.isOpen = true;
    this.transactions++;
  }

  private add({ path, span, line, title }: SqlStep, told: Partial<RehearsedStatement> & Pick<RehearsedStatement, 'outcome'>): void {
    const statement = { ...nothing, ...told, path, span, line, title, ...(this.isOpen && { transaction: this.transactions }) };
    this.statements.push(statement);
    this.request.told(statement);
  }
}

interface Ran extends Partial<Pick<RehearsedStatement, 'locks' | 'rewritten' | 'scanned' | 'isUnseen'>> {
  readonly answer: Answer;
  readonly milliseconds: number;
}

const nothing = { milliseconds: 0, locks: [], rewritten: [], scanned: [], rows: 0, lockTimeout: '', isUnseen: false };

/** From what hinders others least, and the lock that the server holds then while it works. */
const demands: readonly (readonly [demand: readonly string[], mode: 'SHARED_UPGRADABLE' | 'SHARED_NO_WRITE'])[] = [
  [['ALGORITHM=INSTANT'], 'SHARED_UPGRADABLE'],
  [['ALGORITHM=INPLACE', 'LOCK=NONE'], 'SHARED_UPGRADABLE'],
  [['ALGORITHM=INPLACE', 'LOCK=SHARED'], 'SHARED_NO_WRITE'],
];

/** What a statement itself demands of the server. */
function statedIn(sql: string): { readonly algorithm: string | undefined; readonly lock: string | undefined } {
  const value = (name: string): string | undefined => new RegExp(`\\b${name}\\s*=\\s*(\\w+)`, 'i').exec(sql)?.[1]?.toLowerCase();
  return { algorithm: value('algorithm'), lock: value('lock') };
}

/** Nobody reads or writes the table while one of these works, and all of its rows are let go at once. */
const closing = /^(truncate|drop\s+table|rename\s+tables?|alter\s+table)\b/i;

/** The server does not do it so. */
const notSupported = /^184[56]$/;

const deadlock = '1213';

/** Lock wait timeout, deadlock, killed, statement timeout: what waited would wait once more. */
const waitedInVain = /^(1205|1213|1317|1969|3024)$/;

const changesRows = /^(insert|update|delete|replace|with|call)\b/i;

/** Statements that others on the same server would feel. */
const wholeServer =
  /^(create|alter|drop)\s+(or\s+replace\s+)?(database|schema|user|role|server|tablespace)\b|^(grant|revoke|flush|shutdown|kill|install|uninstall|reset|purge|change|start\s+slave|stop\s+slave)\b|^set\s+(global|persist|password|@@global\b)/i;

/** Tables, columns, databases and routines that are not there, and what the role may not do or the server was built without. */
const isLacking = ({ code }: DatabaseFault, mayLack: boolean): boolean =>
  /^(1044|1045|1142|1143|1227|1286|1370|1419)$/.test(code) ||
  (mayLack && /^(1049|1051|1054|1072|1091|1109|1146|1176|1305|1360)$/.test(code));
