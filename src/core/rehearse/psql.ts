import { splitSql } from '../parse/sql/split';
import { own } from '../text/own';
import type { Answer } from './database';

/** What psql keeps for a script: its variables, and which branches of `\if` are run. */
export interface Psql {
  /** Obeys a command. `last`: what the statement before it answered. */
  obey(name: string, argument: string, last: Answer | undefined): void;
  /** The statement with its variables filled in; those that are not set stay, as psql leaves them. */
  filled(sql: string): string;
  /** Whether the statement names a variable that is not set. */
  lacks(sql: string): boolean;
  /** Statements of this branch run. */
  readonly isActive: boolean;
  /** What the script has said of it last. */
  readonly onErrorStop: boolean | undefined;
}

interface Branch {
  /** One of its branches was run, or the whole stands in one that is not. */
  isDone: boolean;
  isActive: boolean;
}

/** One for each session. */
export function newPsql(): Psql {
  const variables = new Map<string, string>();
  const branches: Branch[] = [];
  const isActive = (): boolean => branches.every((branch) => branch.isActive);
  const spots = (sql: string) => splitSql(sql).flatMap((piece) => (piece.kind === 'statement' ? piece.variables : []));
  const nameIn = (written: string): string => written.replace(/^:["'{?]*|["'}]$/g, '');
  const filled = (sql: string): string => {
    let result = '';
    let at = 0;
    for (const { start, end } of spots(sql)) {
      const written = sql.slice(start, end);
      result += sql.slice(at, start) + (valueOf(written, variables.get(nameIn(written)), variables) ?? written);
      at = end;
    }
    return result + sql.slice(at);
  };
  const isTrue = (argument: string): boolean => truths.test(filledWord(argument, variables));
  const obeyed: Readonly<Record<string, (argument: string, last: Answer | undefined) => void>> = {
    set(argument) {
      const end = argument.search(/\s|$/);
      const [name, value] = [argument.slice(0, end), argument.slice(end)];
      variables.set(name, filledWord(value, variables).replace(/^'(.*)'$/s, '$1'));
    },
    unset: (argument) => void variables.delete(argument),
    gset(prefix, last) {
      const [row] = last?.rows ?? [];
      for (const [name, value] of Object.entries(row ?? {})) if (value !== null) variables.set(prefix + name, textOf(value));
    },
  };
  const branching: typeof obeyed = {
    if(argument) {
      const isRun = isActive() && isTrue(argument);
      branches.push({ isDone: isRun || !isActive(), isActive: isRun });
    },
    elif(argument) {
      const branch = branches.at(-1);
      if (!branch) return;
      branch.isActive = !branch.isDone && isTrue(argument);
      branch.isDone ||= branch.isActive;
    },
    else() {
      const branch = branches.at(-1);
      if (branch) branch.isActive = !branch.isDone;
    },
    endif: () => void branches.pop(),
  };
  return {
    obey(name, argument, last) {
      const act = own(branching, name) ?? (isActive() ? own(obeyed, name) : undefined);
      act?.(argument, last);
    },
    filled,
    lacks: (sql) => spots(sql).some(({ start, end }) => !variables.has(nameIn(sql.slice(start, end)))),
    get isActive() {
      return isActive();
    },
    get onErrorStop() {
      const value = variables.get('ON_ERROR_STOP');
      return value === undefined ? undefined : truths.test(value);
    },
  };
}

/** As psql reads a boolean. */
const truths = /^(1|t|tr|tru|true|y|ye|yes|on)$/i;

const textOf = (value: unknown): string =>
  value === true ? 't' : value === false ? 'f' : typeof value === 'string' ? value : JSON.stringify(value);

/** `:x`, `:'x'`, `:"x"`, `:{?x}`. */
function valueOf(written: string, value: string | undefined, variables: ReadonlyMap<string, string>): string | undefined {
  if (written.startsWith(':{?')) return variables.has(written.slice(3, -1)) ? 'TRUE' : 'FALSE';
  if (value === undefined) return undefined;
  if (written.startsWith(":'")) return `'${value.replaceAll("'", "''")}'`;
  return written.startsWith(':"') ? `"${value.replaceAll('"', '""')}"` : value;
}

const filledWord = (word: string, variables: ReadonlyMap<string, string>): string => {
  const trimmed = word.trim();
  return /^:[\w{'"]/.test(trimmed)
    ? (valueOf(trimmed, variables.get(trimmed.replace(/^:["'{?]*|["'}]$/g, '')), variables) ?? trimmed)
    : trimmed;
};
