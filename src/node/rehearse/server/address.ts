/** A server of PostgreSQL as somebody has named it. The password is never part of a text. */
export interface ServerAddress {
  readonly host: string;
  readonly port: string;
  /** The database to connect to at first; nothing is done in it. */
  readonly database: string;
  /** Without a password. */
  readonly uri: (database: string) => string;
  readonly password: string | undefined;
}

/** `undefined`: it is no address of PostgreSQL. */
export function serverAddress(text: string): ServerAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) return undefined;
  const password = url.searchParams.get('password') ?? (url.password === '' ? undefined : decodeURIComponent(url.password));
  url.password = '';
  url.searchParams.delete('password');
  const database = url.searchParams.get('dbname') ?? decodeURIComponent(url.pathname.slice(1));
  url.searchParams.delete('dbname');
  return {
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
