import type { ShellCommand, ShellScript } from '../shell';
import type { ClientLine } from './client';

/** What a client's command line and environment say of the connection, besides where it goes. */
export interface SqlConnection {
  /** How long a statement waits for a lock, and how long it takes, is bounded from the beginning: `PGOPTIONS='-c lock_timeout=5s'`. */
  readonly bounds: { readonly lock: boolean; readonly statement: boolean };
  /** It goes to a pooler, by its port or name, which may give each transaction another session of the server. */
  readonly isPooled: boolean;
}

/** One for all: most say nothing of the kind. */
const plain: SqlConnection = { bounds: { lock: false, statement: false }, isPooled: false };

/** The usual port of PgBouncer, and names of poolers. */
const pooled = /(^|[:=\s])6432\b|pooler|pgbouncer|pgcat|odyssey|supavisor/i;

/** Of psql alone. */
export function connectionOf(line: ClientLine, { assignments }: ShellCommand, { constants }: ShellScript): SqlConnection {
  const given = (name: string): string | undefined => {
    const own = assignments.find((one) => one.name === name)?.value;
    return own ? (own.value ?? own.text) : constants.get(name)?.value;
  };
  const environment = [line.hasHost ? undefined : given('PGHOST'), line.hasPort ? undefined : given('PGPORT')].join(' ');
  const isPooled = pooled.test(`${line.address} ${environment} ${line.database ?? ''}`);
  const options = `${given('PGOPTIONS') ?? ''} ${line.database ?? ''}`;
  const [lock, statement] = [lockTimeout.test(options), statementTimeout.test(options)];
  return lock || statement || isPooled ? { bounds: { lock, statement }, isPooled } : plain;
}

/** Zero is no bound. */
const lockTimeout = /\block[_-]timeout(=|%3D)["']?(?!0+\D|0+$)\d/i;
const statementTimeout = /\bstatement[_-]timeout(=|%3D)["']?(?!0+\D|0+$)\d/i;
