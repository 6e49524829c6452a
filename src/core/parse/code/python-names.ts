import type { CodeArgument } from './code-file';
import type { Span } from '../../text/span';

/** What a program of Python names: what it imports under other names, its functions, and what loops go over. */
export interface PythonNames {
  /** As it calls them, and what they are: `run` is `subprocess.run`. */
  readonly imported: ReadonlyMap<string, string>;
  readonly functions: readonly PythonFunction[];
  readonly loops: readonly PythonLoop[];
}

export interface PythonFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Between its head and the first line that is not its own. */
  readonly body: Span;
}

export interface PythonLoop {
  readonly names: readonly string[];
  /** What it goes over. */
  readonly over: Span;
  readonly body: Span;
}

/** Modules whose functions change something; others are not looked at. */
const modules = /^(?:os|shutil|subprocess|time|getpass|pathlib)$/;

/** Functions and loops of one file; who writes more has no script that anybody reads. */
const most = 500;

/** Of a program whose strings and comments are blank. Never throws. */
export function pythonNames(masked: string): PythonNames {
  const imported = new Map<string, string>();
  for (const [, module = '', inBrackets, onLine = ''] of masked.matchAll(
    /^[ \t]*from[ \t]+([\w.]{1,60})[ \t]+import[ \t]+(?:\(([^()]{1,800})\)|([^\n(]{1,400}))/gm,
  )) {
    const list = inBrackets ?? onLine;
    if (!modules.test(module)) continue;
    for (const [, name = '', alias = name] of list.matchAll(/(\w+)(?:[ \t]+as[ \t]+(\w+))?/g)) imported.set(alias, `${module}.${name}`);
  }
  for (const [, module = '', alias = ''] of masked.matchAll(/^[ \t]*import[ \t]+(\w{1,60})[ \t]+as[ \t]+(\w{1,60})/gm))
    if (modules.test(module)) imported.set(`${alias}.`, `${module}.`);
  const functions: PythonFunction[] = [];
  for (const match of masked.matchAll(/^([ \t]*)(?:async[ \t]+)?def[ \t]+(\w{1,80})[ \t]*\(([^()]{0,800})\)[^:\n]{0,80}:/gm)) {
    if (functions.length >= most) break;
    const [head, indent = '', name = '', list = ''] = match;
    const parameters = list.split(',').map((part) => /^\s*(\w+)/.exec(part)?.[1] ?? '');
    functions.push({ name, parameters, body: blockAt(masked, match.index + head.length, indent.length) });
  }
  const loops: PythonLoop[] = [];
  for (const match of masked.matchAll(/^([ \t]*)for[ \t]+(\(?\w+(?:, ?\w+){0,5}\)?) in[ \t]+/gm)) {
    if (loops.length >= most) break;
    const from = match.index + match[0].length;
    const end = headEnd(masked, from);
    if (end === undefined) continue;
    const names = (match[2] ?? '').split(',').map((name) => name.replace(/[()\s]/g, ''));
    loops.push({ names, over: { start: from, end }, body: blockAt(masked, end + 1, (match[1] ?? '').length) });
  }
  return { imported, functions, loops };
}

/** Characters of the head of a loop. */
const longestHead = 4000;

/** The colon that ends a head, behind all brackets. */
function headEnd(masked: string, from: number): number | undefined {
  let depth = 0;
  const last = Math.min(masked.length, from + longestHead);
  for (let at = from; at < last; at++) {
    const char = masked[at] ?? '';
    if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char)) depth--;
    else if (char === ':' && depth === 0) return at;
  }
  return undefined;
}

/** The lines that stand further in than the head. */
function blockAt(masked: string, start: number, indent: number): Span {
  const first = masked.indexOf('\n', start);
  if (first < 0 || masked.slice(start, first).trim() !== '') return { start, end: first < 0 ? masked.length : first };
  const line = /[^\n]*\n?/gy;
  line.lastIndex = first + 1;
  const last = Math.min(masked.length, first + longestBody);
  for (let at = first + 1; at < last; at = line.lastIndex) {
    const text = line.exec(masked)?.[0] ?? '';
    if (text === '') break;
    const own = /^[ \t]*/.exec(text)?.[0].length ?? 0;
    if (own <= indent && text.trim() !== '' && !/^\s*[)\]}]/.test(text)) return { start, end: at };
  }
  return { start, end: last };
}

/** Characters of a function or loop. */
const longestBody = 40_000;

/** Where a name stands, the variable that it is: of the innermost function or loop that has it. */
export function scopedName(name: string, at: number, { functions, loops }: PythonNames): string | undefined {
  let found: { readonly key: string; readonly start: number } | undefined;
  const look = (names: readonly string[], { start, end }: Span, key: string): void => {
    if (at >= start && at < end && names.includes(name) && (!found || start > found.start)) found = { key: `${key}__${name}`, start };
  };
  for (const one of functions) look(one.parameters, one.body, `of_${one.name}`);
  for (const one of loops) look(one.names, one.body, `each_${one.over.start}`);
  return found?.key;
}

/** What each variable of a function or loop may be; those of which nobody knows any are left out. `argumentsAt`: of a call that ends before `(` at that place. */
export function valuesOfNames(
  masked: string,
  { functions, loops }: PythonNames,
  argumentsAt: (from: number) => { readonly args: readonly CodeArgument[]; readonly named: ReadonlyMap<string, CodeArgument> },
  listAt: (over: Span) => readonly CodeArgument[],
): ReadonlyMap<string, readonly CodeArgument[]> {
  const found = new Map<string, readonly CodeArgument[]>();
  for (const { names, over } of loops) {
    const items = listAt(over);
    names.forEach((name, at) => {
      const own = names.length === 1 ? items : items.flatMap(({ items: parts = [] }) => parts.slice(at, at + 1));
      if (own.length > 0) found.set(`each_${over.start}__${name}`, own);
    });
  }
  const named = new Map(functions.map((one) => [one.name, one]));
  // A name that several functions have tells nothing of who is called.
  const times = functions.reduce((all, { name }) => all.set(name, (all.get(name) ?? 0) + 1), new Map<string, number>());
  let left = maxCalls;
  for (const { 0: whole, 1: name = '', index } of masked.matchAll(/(?<![\w.]|\bdef[ \t])(\w+)(?=[ \t]*\()/g)) {
    const called = named.get(name);
    if (!called || times.get(name) !== 1 || left-- <= 0) continue;
    const given = argumentsAt(index + whole.length);
    called.parameters.forEach((parameter, at) => {
      const argument = given.named.get(parameter) ?? given.args[at];
      const key = `of_${name}__${parameter}`;
      const known = found.get(key) ?? [];
      if (argument && known.length < maxValues) found.set(key, [...known, argument]);
    });
  }
  return found;
}

/** Calls of own functions in one file. */
const maxCalls = 2000;

/** Of one parameter; more calls say nothing new. */
const maxValues = 32;
