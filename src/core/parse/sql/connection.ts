import type { ShellCommand, ShellScript } from '../shell';
import type { ClientLine } from './client';

/** What a client's command line and environment say of the connection, besides where it goes. */
export interface SqlConnection {
  /** How long a statement waits for a lock, and how long it takes, is bounded from the beginning: `PGOPTIONS='-c lock_timeout=5s'`. */
  readonly bounds: { readonly lock: boolean; readonly statement: boolean };
  /** It goes to a pooler, by its port or name, which may give each transaction another session of the server. */
  readonly isPooled: boolean;
  /** Variables that tell where it goes, and that the script does not set: a file that it reads in may. */
  readonly asks: readonly string[];
}

/** The usual port of PgBouncer, and names of poolers. */
export const pooled = /(^|[:=\s])6432\b|pooler|pgbouncer|pgcat|odyssey|supavisor/i;

/** Of psql alone. */
export function connectionOf(line: ClientLine, { assignments }: ShellCommand, { constants }: ShellScript): SqlConnection {
  const given = (name: string): string | undefined => {
    const own = assignments.find((one) => one.name === name)?.value;
    return own ? (own.value ?? own.text) : constants.get(name)?.value;
  };
  const environment = [line.hasHost ? undefined : given('PGHOST'), line.hasPort ? undefined : given('PGPORT')].join(' ');
  const where = `${line.address} ${line.database ?? ''}`;
  const isPooled = pooled.test(`${where} ${environment}`);
  const names = [
    ...(line.hasHost ? [] : ['PGHOST']),
    ...(line.hasPort ? [] : ['PGPORT']),
    ...[...where.matchAll(variables)].map(([, name = '']) => name),
  ];
  const options = `${given('PGOPTIONS') ?? ''} ${line.database ?? ''}`;
  const bounds = { lock: lockTimeout.test(options), statement: statementTimeout.test(options) };
  return { bounds, isPooled, asks: names.filter((name) => given(name) === undefined) };
}

const variables = /\$\{?(\w{1,64})/g;

/** Zero is no bound. */
const lockTimeout = /\block[_-]timeout(=|%3D)["']?(?!0+\D|0+$)\d/i;
const statementTimeout = /\bstatement[_-]timeout(=|%3D)["']?(?!0+\D|0+$)\d/i;
