import { stringsOf } from '../code/more-strings';
import { readStrings, type Strings } from '../code/strings';
import { MappedTextBuilder } from '../mapped-text';
import type { Span } from '../../text/span';
import { frames, type Frame } from './program/frames';
import { blocksBehind, isWithin } from './program/blocks';
import { tableMade } from './program/made';
import { sentTexts, type Sent } from './program/sent';
import { parsePart } from './script';
import type { SqlScript } from './session';

/** Calls of one file: no person writes more. */
const maxCalls = 2000;

/** What may begin a migration that is a program; cheap to look for. */
const mayMigrate = /migration|alembic|down_revision|queryInterface|queryRunner|\bpgm\b|\bknex\b|\bgoose\b/i;

/** The framework that a program is a migration of. */
export function frameOf(path: string, text: string): Frame | undefined {
  const possible = frames.filter(({ ending }) => ending.test(path));
  if (possible.length === 0 || !mayMigrate.test(text)) return undefined;
  return possible.find(({ signs }) => signs.every((sign) => sign.test(text)));
}

/**
 * What a program that is a migration sends as SQL written out, as one session; `undefined`: it is none, or sends none. What it does in words of its
 * framework is named as unread. `loadSqlParser` must have been awaited.
 */
export function parseProgram(path: string, text: string): SqlScript | undefined {
  const frame = frameOf(path, text);
  if (!frame) return undefined;
  const strings = frame.language === 'Python' ? readStrings(text, 'Python') : stringsOf(text, frame.language);
  const { masked } = strings;
  const back = backOf(frame, text, strings);
  const found = matchesOf(frame.sends, masked).filter(({ start }) => !isWithin(start, back));
  if (found.length === 0) return undefined;
  const unread = new Set(operationsIn(frame, masked, back));
  const said = found.flatMap((call): readonly Said[] => {
    const texts = sentTexts(text, strings, call, frame);
    if (texts.length === 0) unread.add(`what ${text.slice(call.start, call.end)} is given`);
    return texts.map((one) => ({ ...one, call }));
  });
  if (said.length === 0) return undefined;
  const made = (frame.makes ? matchesOf(frame.makes, masked) : [])
    .filter(({ start }) => !isWithin(start, back))
    .flatMap((call): readonly Said[] => {
      const name = tableMade(path, text, call, frame);
      return name === undefined ? [] : [{ write: asMade(name, call), isAlone: false, call }];
    });
  const sent = [...said, ...made].sort((a, b) => a.call.start - b.call.start);
  const system = systemSaid(text, masked);
  const elsewhere = system === undefined ? foreignBlocks(frame, text, masked) : [];
  const own = sent.filter(({ call }) => !isWithin(call.start, elsewhere));
  if (own.length < sent.length) unread.add('statements for another database');
  const read = (isWhole: boolean) => parsePart(joined(frame, masked, own, isWhole), 'file', system, true);
  // Systems whose changes of tables end a transaction have none around them.
  const isWhole = frame.isWhole && (system ?? 'postgresql') === 'postgresql' && frame.alone?.test(text) !== true;
  const first = read(isWhole);
  const { items, faults, dialect } = isWhole && first.dialect !== 'postgresql' ? read(false) : first;
  if (faults.length > 0) unread.add('statements that do not parse');
  return { span: { start: 0, end: text.length }, faults: [], dialect, items, unread: [...unread], program: frame.name };
}

/** A text with the call that sends it. */
interface Said extends Sent {
  readonly call: Span;
}

/** A table that the program makes in other words: what it does to that table later meets nobody. */
const asMade =
  (name: string, { start, end }: Span): Sent['write'] =>
  (builder) => {
    for (const char of `CREATE TABLE ${name} (id int)`) builder.escape(char, start, end - start);
  };

const matchesOf = (pattern: RegExp, masked: string): readonly Span[] =>
  Array.from(masked.matchAll(pattern), ({ 0: all, index }) => ({ start: index, end: index + all.length })).slice(0, maxCalls);

/** Functions and blocks that take the change back. */
function backOf(frame: Frame, text: string, { masked }: Strings): readonly Span[] {
  const own = frame.back ? blocksBehind(masked, matchesOf(frame.back, masked), frame.language) : [];
  if (frame.name !== 'Django') return own;
  // `RunPython(forth, back)`, `reverse_code=back`
  const names = Array.from(
    masked.matchAll(/\bRunPython\(\s*(?:code\s*=\s*)?[\w.]{1,80}\s*,\s*(?:reverse_code\s*=\s*)?(\w{1,80})/g),
    ([, name = '']) => name,
  );
  const heads = matchesOf(/^def \w+(?=\()/gm, masked).filter(({ start, end }) => names.includes(text.slice(start + 4, end)));
  return blocksBehind(masked, heads, frame.language);
}

function operationsIn({ operations }: Frame, masked: string, back: readonly Span[]): readonly string[] {
  const found = [...masked.matchAll(operations)].slice(0, maxCalls).filter(({ index }) => !isWithin(index, back));
  return [...new Set(found.map((match) => match[1] ?? match[2] ?? match[0]))];
}

/** Blocks that stand under a question for another system than PostgreSQL, or for any but that. */
function foreignBlocks({ language }: Frame, text: string, masked: string): readonly Span[] {
  const heads = matchesOf(language === 'Ruby' ? /^[ \t]*(?:if|unless)\b[^\n]*/gm : /\b(?:if|elif|case)\b[^\n{]{0,300}(?=[\n{])/g, masked);
  return blocksBehind(
    masked,
    heads.filter(({ start, end }) => isForOthers(text.slice(start, end))),
    language,
  );
}

/** `abortIf(… !== 'mysql')`, and `if (!… instanceof MySQLPlatform) return;`: the rest is for that system. */
function systemSaid(text: string, masked: string): 'postgresql' | 'mysql' | 'sqlite' | undefined {
  const questions = matchesOf(/(?:->(?:abortIf|skipIf)\s*\(|\bif\b)[^;{]{0,300}(?:;|\{[^{}]{0,300}\breturn[\s;]*\})/g, masked).map(
    ({ start, end }) => text.slice(start, end),
  );
  const denied = questions.filter((one) => denies.test(one) && !/\|\||&&/.test(one));
  return denied.map((one) => systems.find(([name]) => name.test(one))?.[1]).find((one) => one !== undefined);
}

const systems = [
  [/mysql|maria/i, 'mysql'],
  [/sqlite/i, 'sqlite'],
  [/postgres|pgsql/i, 'postgresql'],
] as const;

const others = /mysql|maria|sqlite|mssql|sqlserver|sqlsrv|oracle/i;
const denies = /!=|<>|\bnot\b|\bunless\b|\(\s*!|\bif\s+!/i;

function isForOthers(question: string): boolean {
  const isDenied = denies.test(question);
  return others.test(question) ? !isDenied && !/postgres|pgsql/i.test(question) : isDenied && /postgres|pgsql/i.test(question);
}

/** The texts as one session, each at its place. */
function joined(frame: Frame, masked: string, sent: readonly Said[], isWhole: boolean) {
  const builder = new MappedTextBuilder();
  const say = (words: string, { start, end }: Span): void => {
    for (const char of words) builder.escape(char, start, end - start);
  };
  const free = frame.outside ? blocksBehind(masked, matchesOf(frame.outside, masked), frame.language) : [];
  let isOpen = false;
  for (const { write, call, isAlone } of sent) {
    const wants = isWhole && !isAlone && !isWithin(call.start, free);
    if (wants !== isOpen) say(wants ? 'BEGIN;\n' : 'COMMIT;\n', call);
    isOpen = wants;
    write(builder);
    say('\n;\n', { start: call.end, end: call.end });
  }
  const last = sent.at(-1)?.call;
  if (isOpen && last) say('COMMIT;\n', last);
  return builder.build(undefined);
}
