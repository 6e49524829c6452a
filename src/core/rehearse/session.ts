import { DatabaseError, type Answer, type ScratchDatabase } from './database';
import { lookAt, relationsIn, type Look, type Relation } from './observe';
import { newPsql, type Psql } from './psql';
import type { DatabaseFault, HeldLock, LeftOut, RehearsedStatement } from './rehearsal';
import type { Step } from './steps';

export interface SessionRequest {
  readonly steps: readonly Step[];
  readonly inOneTransaction: boolean;
  readonly onErrorStop: boolean;
  /** What a statement locks and rewrites is looked at; else it is only run. */
  readonly isMeasured: boolean;
  /** Relations that were there before what is new, by object id: of others nobody waits. Empty: all count. */
  readonly there: ReadonlySet<string>;
  /** What an empty database lacks may be there in production. */
  readonly mayLack: boolean;
  /** Milliseconds. */
  readonly clock: () => number;
  /** Before it is sent; whoever is told may hold it back. */
  readonly tell: (step: Step) => Promise<void> | void;
  readonly told: (statement: RehearsedStatement) => void;
}

export interface SessionResult {
  readonly statements: readonly RehearsedStatement[];
  readonly leftOut: readonly LeftOut[];
}

type SqlStep = Step & { readonly kind: 'sql' };

/** Runs what one client sends, as it would. The session is left as a new one. */
export async function runSession(database: ScratchDatabase, request: SessionRequest): Promise<SessionResult> {
  const session = new Session(database, request);
  try {
    return await session.run();
  } finally {
    await database.run('ROLLBACK');
    await database.run('DISCARD ALL');
  }
}

class Session {
  private readonly statements: RehearsedStatement[] = [];
  private readonly leftOut: LeftOut[] = [];
  private readonly psql: Psql = newPsql();
  private known = new Map<string, Relation>();
  /** Locks that were seen in this transaction. */
  private held = new Set<string>();
  /** What was counted in it until now. */
  private scans: Look['scans'] = new Map();
  private lockTimeout = '0';
  private isOpen = false;
  /** Transactions until now. */
  private transactions = 0;
  private isStopped = false;
  /** The request that is being sent, whether it is what the open transaction is of, and its last statement. */
  private sent: number | undefined;
  private isOfRequest = false;
  private lastSent: SqlStep | undefined;
  private last: Answer | undefined;

  constructor(
    private readonly database: ScratchDatabase,
    private readonly request: SessionRequest,
  ) {}

  async run(): Promise<SessionResult> {
    const { steps, inOneTransaction, isMeasured } = this.request;
    if (isMeasured) this.known = await relationsIn(this.database);
    if (inOneTransaction) await this.begin();
    for (const step of steps) await this.take(step);
    if ((inOneTransaction && this.isOpen && !this.isStopped) || this.isOfRequest) await this.end(steps.at(-1));
    return { statements: this.statements, leftOut: this.leftOut };
  }

  private async take(step: Step): Promise<void> {
    if (step.kind === 'command') {
      if (!this.isStopped) this.psql.obey(step.name, step.argument, this.last);
      if (/^q(uit)?$/.test(step.name) && this.psql.isActive) this.isStopped = true;
      return;
    }
    if (!this.psql.isActive) return;
    if (step.kind === 'left-out') {
      if (!this.isStopped) this.leaveOut(step, step.why, step.what);
      return;
    }
    if (!this.database.mayMakeRoles && wholeServer.test(step.sql)) {
      if (!this.isStopped) this.leaveOut(step, 'whole-server', step.title);
      return;
    }
    await this.follow(step);
    await this.request.tell(step);
    if (this.isStopped) this.add(step, { outcome: 'skipped' });
    else await this.sql(step);
  }

  /** The server makes one transaction of a request. */
  private async follow(step: SqlStep): Promise<void> {
    if (step.request !== this.sent && this.isOfRequest) await this.end(this.lastSent);
    if (step.request !== undefined && step.request !== this.sent && !this.isOpen && !this.isStopped) {
      await this.begin();
      this.isOfRequest = true;
    }
    this.sent = step.request;
    this.lastSent = step;
    if (step.transaction) this.isOfRequest = false;
  }

  private async sql(step: SqlStep): Promise<void> {
    const sql = this.psql.filled(step.sql);
    // What a transaction has set for itself is over with it.
    if (step.alone && !this.isOpen && this.request.isMeasured) this.lockTimeout = (await lookAt(this.database)).lockTimeout;
    let begun = this.request.clock();
    let timeout = this.lockTimeout;
    const isOwn = !this.isOpen && !step.alone && step.transaction === undefined && this.request.isMeasured;
    let isUnseen = step.alone;
    try {
      if (isOwn) {
        await this.begin();
        timeout = this.lockTimeout;
        begun = this.request.clock();
      }
      const answer = await this.send(sql);
      const milliseconds = this.request.clock() - begun;
      if (step.transaction === 'begin') await this.startTransaction();
      const seen = step.transaction === undefined && this.isOpen ? await this.look(sql) : undefined;
      if (isOwn) await this.database.run('COMMIT');
      if (isOwn || step.transaction === 'commit') this.isOpen = false;
      if (step.transaction === 'rollback') await this.forget();
      this.last = answer;
      this.add(step, { outcome: 'done', milliseconds, rows: answer.written, lockTimeout: timeout, isUnseen, ...seen });
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      let fault: DatabaseFault = error;
      if (isOwn) {
        await this.database.run('ROLLBACK');
        await this.forget();
      }
      // It ends transactions itself, or runs in none.
      if (isOwn && /^(25001|2D000)$/.test(error.code)) {
        isUnseen = true;
        const again = await this.database.run(sql).catch((second: unknown) => {
          if (!(second instanceof DatabaseError)) throw second;
          return second;
        });
        if (!(again instanceof DatabaseError)) {
          this.add(step, {
            outcome: 'done',
            milliseconds: this.request.clock() - begun,
            rows: again.written,
            lockTimeout: timeout,
            isUnseen,
          });
          return;
        }
        fault = again;
      }
      this.failed(step, fault, this.request.clock() - begun, timeout);
    }
  }

  /** Roles are the cluster's, and no script for one database makes them. */
  private async send(sql: string): Promise<Answer> {
    for (let tries = 0; ; tries++) {
      const isGuarded = this.database.mayMakeRoles && this.isOpen && namesRoles.test(sql);
      try {
        if (isGuarded) await this.database.run('SAVEPOINT rehearsal');
        const answer = await this.database.run(sql);
        if (isGuarded && this.isOpen) await this.database.run('RELEASE SAVEPOINT rehearsal').catch(() => undefined);
        return answer;
      } catch (error) {
        const role =
          error instanceof DatabaseError && error.code === '42704' ? /^role "(.+)" does not exist$/.exec(error.message)?.[1] : undefined;
        if (role === undefined || tries >= mostRoles || !this.database.mayMakeRoles || (this.isOpen && !isGuarded)) throw error;
        if (isGuarded) await this.database.run('ROLLBACK TO SAVEPOINT rehearsal');
        await this.database.run(`CREATE ROLE "${role.replaceAll('"', '""')}"`);
      }
    }
  }

  private failed(step: SqlStep, { code, message }: DatabaseFault, milliseconds: number, lockTimeout: string): void {
    const error = { code, message };
    if (code === '25P02') {
      this.add(step, { outcome: 'skipped' });
      return;
    }
    if (code === '42601' && this.psql.lacks(step.sql)) this.leaveOut(step, 'variable', step.title);
    else this.add(step, { outcome: isLacking(error, this.request.mayLack) ? 'lacking' : 'failed', milliseconds, lockTimeout, error });
    if (this.psql.onErrorStop ?? this.request.onErrorStop) this.isStopped = true;
  }

  private async end(last: Step | undefined): Promise<void> {
    this.isOpen = this.isOfRequest = false;
    try {
      await this.database.run('COMMIT');
    } catch (error) {
      if (!(error instanceof DatabaseError) || last?.kind !== 'sql') throw error;
      this.failed(last, error, 0, this.lockTimeout);
    }
  }

  private async begin(): Promise<void> {
    await this.database.run('BEGIN');
    await this.startTransaction();
  }

  /** Between transactions the server adds counts up, and begins anew, when it likes. */
  private async startTransaction(): Promise<void> {
    this.isOpen = true;
    this.transactions++;
    this.held = new Set();
    if (!this.request.isMeasured) return;
    const { scans, lockTimeout } = await lookAt(this.database);
    this.scans = scans;
    this.lockTimeout = lockTimeout;
  }

  /** What was seen in a transaction that is undone is not so. */
  private async forget(): Promise<void> {
    this.isOpen = false;
    if (this.request.isMeasured) this.known = await relationsIn(this.database);
  }

  private async look(sql: string): Promise<Pick<RehearsedStatement, 'locks' | 'rewritten' | 'scanned'> | undefined> {
    if (!this.request.isMeasured) return undefined;
    const seen = await lookAt(this.database);
    const locks: HeldLock[] = [];
    const rewritten = new Set<string>();
    for (const lock of seen.locks) {
      const before = this.known.get(lock.id);
      const key = `${lock.id} ${lock.mode}`;
      const name = lock.name ?? before?.name;
      if (name !== undefined && !this.held.has(key) && this.isThere(lock.id) && before?.kind !== 'i')
        locks.push({ relation: before?.name ?? name, mode: lock.mode });
      this.held.add(key);
      if (
        before?.node !== undefined &&
        lock.node !== undefined &&
        before.node !== lock.node &&
        /[rm]/.test(before.kind ?? '') &&
        this.isThere(lock.id) &&
        !/^truncate\b/i.test(sql)
      )
        rewritten.add(before.name ?? '');
      if (lock.name !== undefined) this.known.set(lock.id, lock);
    }
    const scanned = [...seen.scans].flatMap(([id, count]) =>
      count !== (this.scans.get(id) ?? 0) && this.isThere(id) ? (this.known.get(id)?.name ?? []) : [],
    );
    this.scans = seen.scans;
    this.lockTimeout = seen.lockTimeout;
    return { locks, rewritten: [...rewritten], scanned };
  }

  private isThere(id: string): boolean {
    return this.request.there.has(id);
  }

  private leaveOut({ path, span, line }: Step, why: LeftOut['why'], what: string): void {
    this.leftOut.push({ path, span, line, why, what });
  }

  private add({ path, span, line, title }: SqlStep, told: Partial<RehearsedStatement> & Pick<RehearsedStatement, 'outcome'>): void {
    const statement = { ...nothing, ...told, path, span, line, title, ...(this.isOpen && { transaction: this.transactions }) };
    this.statements.push(statement);
    this.request.told(statement);
  }
}

/** Statements that may name a role that is not there. */
const namesRoles = /^(grant|revoke|reassign|alter\s+default|(create|alter)\s+policy|create\s+schema)\b|\bowner\s+to\b/i;

/** Statements that others on the same server would feel. */
const wholeServer =
  /^(create|alter|drop)\s+(database|role|user(?!\s+mapping)|group|tablespace)\b|^alter\s+system\b|^(drop|reassign)\s+owned\b/i;

/** Roles that one statement may name. */
const mostRoles = 20;

const nothing = { milliseconds: 0, locks: [], rewritten: [], scanned: [], rows: 0, lockTimeout: '0', isUnseen: false };

/** Relations, columns, schemas, types and functions that are not there, and features that the database was built without. */
const isLacking = ({ code, message }: DatabaseFault, mayLack: boolean): boolean =>
  /^extension ".+" is not available$/.test(message) ||
  // Roles are the server's, and of production's nothing is known.
  /^role ".+" does not exist$/.test(message) ||
  /^could not (load library|access file|open extension control file)/.test(message) ||
  (mayLack && /^(42P01|42703|3F000|42704|42883|3D000)$/.test(code));
