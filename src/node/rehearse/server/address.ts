/** A server as somebody has named it. The password is never part of a text. */
export type ServerAddress = PostgresAddress | MysqlAddress;

export interface PostgresAddress {
  readonly system: 'postgresql';
  readonly host: string;
  readonly port: string;
  /** The database to connect to at first; nothing is done in it. */
  readonly database: string;
  /** Without a password. */
  readonly uri: (database: string) => string;
  readonly password: string | undefined;
}

export interface MysqlAddress {
  readonly system: 'mysql';
  readonly host: string;
  readonly port: string;
  /** What the address names; nothing is done in it. */
  readonly database: string;
  readonly user: string;
  readonly password: string | undefined;
  /** A path on this machine, in place of host and port. */
  readonly socket: string | undefined;
  /** `checked`: the certificate must be one that is trusted. */
  readonly encryption: 'none' | 'unchecked' | 'checked';
}

/** `undefined`: it is no address of PostgreSQL, MySQL or MariaDB. */
export function serverAddress(text: string): ServerAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^(mysql|mariadb):$/.test(url.protocol)) return mysqlAddress(url);
  return url && /^postgres(ql)?:$/.test(url.protocol) ? postgresAddress(url) : undefined;
}

/** The parameters have the names of the client's own options. */
function mysqlAddress(url: URL): MysqlAddress {
  const mode = url.searchParams.get('ssl-mode')?.toLowerCase();
  return {
    system: 'mysql',
    host: url.hostname === '' ? 'localhost' : url.hostname,
    port: url.port === '' ? '3306' : url.port,
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    password: url.password === '' ? undefined : decodeURIComponent(url.password),
    socket: url.searchParams.get('socket') ?? undefined,
    encryption: mode?.startsWith('verify') ? 'checked' : mode === 'required' ? 'unchecked' : 'none',
  };
}

function postgresAddress(url: URL): PostgresAddress {
  const password = url.searchParams.get('password') ?? (url.password === '' ? undefined : decodeURIComponent(url.password));
  url.password = '';
  url.searchParams.delete('password');
  const database = url.searchParams.get('dbname') ?? decodeURIComponent(url.pathname.slice(1));
  url.searchParams.delete('dbname');
  return {
    system: 'postgresql',
    host: url.searchParams.get('host') ?? (url.hostname === '' ? 'localhost' : url.hostname),
    port: url.searchParams.get('port') ?? (url.port === '' ? '5432' : url.port),
    database: database === '' ? 'postgres' : database,
    uri(name) {
      const named = new URL(url);
      named.pathname = `/${encodeURIComponent(name)}`;
      return named.href;
    },
    password,
  };
}
