import type { Span } from '../../text/span';
import type { ShellWord } from '../shell';
import type { Dialect } from './dialect';
import { baseName } from '../../text/path';

/** What a command line says about the session that it opens. */
export interface ClientLine {
  /** `-c`, `-f` and their like, in the order in which they run. */
  readonly actions: readonly ClientAction[];
  readonly singleTransaction: boolean;
  readonly onErrorStop: boolean;
  /** Whoever starts the script, or a list of options that it keeps, may say more: `"$@"`, `$PSQL_OPTS`. */
  readonly isOpen: boolean;
  /** `mysql --force`. */
  readonly isForced: boolean;
  /** The database's name as written, without quotes. */
  readonly database: string | undefined;
  /** Host and port as written, with a blank between them. */
  readonly address: string;
  /** Of these, what is left to the environment: `PGHOST`, `PGPORT`. */
  readonly hasHost: boolean;
  readonly hasPort: boolean;
}

export interface ClientAction {
  readonly kind: 'command' | 'file';
  /** The value: a word, or the part of one. */
  readonly value: ShellWord;
  /** From the option to its value. */
  readonly span: Span;
}

interface Options {
  /** Short options with a value. */
  readonly valued: string;
  /** What their short and long forms do. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Long options with a value that may be the next word. */
  readonly longValued: RegExp;
  /** Operands by position. */
  readonly operands: readonly Role[];
}

type Role = 'command' | 'file' | 'single' | 'variable' | 'force' | 'database' | 'host' | 'port';

const rolesOf = (roles: Readonly<Record<string, Role>>): ReadonlyMap<string, Role> => new Map(Object.entries(roles));

/** From the manual pages of the clients. */
const clients: ReadonlyMap<string, Options> = new Map(
  Object.entries({
    psql: {
      valued: 'cdfFhLopPRTUv',
      roles: rolesOf({
        c: 'command',
        command: 'command',
        f: 'file',
        file: 'file',
        '1': 'single',
        'single-transaction': 'single',
        v: 'variable',
        set: 'variable',
        variable: 'variable',
        d: 'database',
        dbname: 'database',
        h: 'host',
        host: 'host',
        p: 'port',
        port: 'port',
      }),
      longValued:
        /^(command|dbname|file|set|variable|field-separator|host|log-file|output|port|pset|record-separator|table-attr|username)$/,
      operands: ['database'],
    },
    mysql: {
      valued: 'DehPSuR',
      roles: rolesOf({ e: 'command', execute: 'command', f: 'force', force: 'force', D: 'database', database: 'database' }),
      longValued: /^(database|execute|host|port|socket|user|defaults-\w+)$/,
      operands: ['database'],
    },
    sqlite3: {
      valued: '',
      roles: new Map(),
      longValued: /^(cmd|init|separator|newline|nullvalue|vfs|maxsize|mmap|append)$/,
      operands: ['database', 'command'],
    },
    sqlcmd: {
      valued: 'SdUPqQioEv',
      roles: rolesOf({ Q: 'command', q: 'command', i: 'file', d: 'database' }),
      longValued: /^$/,
      operands: [],
    },
  }),
);

const aliases: ReadonlyMap<string, string> = new Map(Object.entries({ mariadb: 'mysql', mycli: 'mysql', pgcli: 'psql' }));

/** The client that a command's name stands for, if it is one. */
export const clientOf = (name: string | undefined): 'psql' | 'other' | undefined =>
  name === undefined
    ? undefined
    : (aliases.get(name) ?? name) === 'psql'
      ? 'psql'
      : clients.has(aliases.get(name) ?? name)
        ? 'other'
        : undefined;

/** The system that a client talks to. */
export const systemOfClient = (name: string): Dialect => {
  const client = aliases.get(name) ?? name;
  return client === 'psql' ? 'postgresql' : client === 'mysql' ? 'mysql' : client === 'sqlite3' ? 'sqlite' : 'other';
};

/** Reads the command line of a database client; `words[0]` names it. */
export function readClientLine(words: readonly ShellWord[]): ClientLine {
  const name = baseName(words[0]?.value ?? '');
  const options = clients.get(aliases.get(name) ?? name) ?? clients.get('psql');
  const actions: ClientAction[] = [];
  let singleTransaction = false;
  let onErrorStop = false;
  let isForced = false;
  let isOpen = false;
  let database: string | undefined;
  const address = new Map<'host' | 'port', string>();
  let operand = 0;
  const act = (role: Role | undefined, value: ShellWord | undefined, option: ShellWord): void => {
    if (role === 'single') singleTransaction = true;
    if (role === 'force') isForced = true;
    if (!value) return;
    const text = value.value ?? value.text;
    if (role === 'host' || role === 'port') address.set(role, text.replace(/["']/g, ''));
    if (role === 'database') database ??= text.replace(/["']/g, '');
    const stop = role === 'variable' ? /^\W?ON_ERROR_STOP(=(.*))?$/s.exec(text) : null;
    if (stop) onErrorStop = /^(on|true|yes|1)$/i.test((stop[2] ?? '').replace(/["']/g, ''));
    if (role === 'command' || role === 'file') actions.push({ kind: role, value, span: { start: option.span.start, end: value.span.end } });
  };
  for (let at = 1; options && at < words.length; at++) {
    const word = words[at];
    if (!word) break;
    if (handsOn.test(word.text)) isOpen = true;
    const long = /^--([a-z][a-z-]*)(=?)/.exec(word.text);
    if (long) {
      const [whole, option = '', equals] = long;
      const value = equals ? tail(word, whole.length) : options.longValued.test(option) ? words[++at] : undefined;
      act(options.roles.get(option), value, word);
    } else if (/^-[\w?]/.test(word.text) && name !== 'sqlite3') {
      for (let letter = 1; letter < word.text.length; letter++) {
        const option = word.text[letter] ?? '';
        if (!options.valued.includes(option)) act(options.roles.get(option), undefined, word);
        else {
          act(options.roles.get(option), letter + 1 < word.text.length ? tail(word, letter + 1) : words[++at], word);
          break;
        }
      }
    } else if (name === 'sqlite3' && word.text.startsWith('-')) {
      // Its long options have one dash.
      if (options.longValued.test(word.text.slice(1))) at++;
    } else if (!word.text.startsWith('-')) act(options.operands[operand++], word, word);
  }
  const [hasHost, hasPort] = [address.has('host'), address.has('port')];
  return {
    actions,
    singleTransaction,
    onErrorStop,
    isOpen,
    isForced,
    database,
    address: [...address.values()].join(' '),
    hasHost,
    hasPort,
  };
}

/** All arguments, all of an array, and variables that are called after options. */
const handsOn = /^"?\$(?:[@*]|\{(?:[@*]|\w+\[[@*]\]|\w*(?:opt|arg|flag|param)\w*)|\w*(?:opt|arg|flag|param)\w*)/i;

/** A word from its `from`-th character on. */
function tail({ text, value, span }: ShellWord, from: number): ShellWord {
  const isLiteral = value?.startsWith(text.slice(0, from));
  return { text: text.slice(from), value: isLiteral ? value?.slice(from) : undefined, span: { start: span.start + from, end: span.end } };
}
