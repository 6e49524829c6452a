import { countBefore } from '../../text/sorted';
import { linesOf } from './lines';

/** What a terminal obeys and does not show: colours, titles, and letters that are struck over. */
const unseen = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\n]{0,500}(?:\u0007|\u001B\\)|[()][A-Z0-9]|[=>78])|[^\n]\u0008|\u0007/g;
const marks = /[\u0007\u0008\u001B]/;
/** The last line of a pager, which shows again with each page. */
const pager = /^(?:lines \d+-\d+(?:\/\d+)?(?: \(END\)| \d+%| [^\n]{0,10})?|\(END\)|--More--(?:\(\d+%\))?|:)[ \t]*\r?$/gm;

/** What is said before a command answers: who asks for a password, who lets people in; and the marks around what is quoted. */
const asides =
  /^(?:\[sudo\][^\n:]{0,80}: ?|(?:[\w.-]{1,40}@[\w.-]{1,80}'s |Enter )?(?:[Pp]asswor[dt]|[Pp]assphrase|Kennwort|[Cc]ontraseña|[Mm]ot de passe)[^\n:]{0,80}: *(?=\r?$)|(?:sudo: |Warning: Permanently added |Last login: |Connection to \S{1,80} closed|Pseudo-terminal will not |Script (?:started|done) on |(?:bash|perl): warning: |```)[^\r\n]*|logout(?=\r?$))(?:\r?\n)?/gm;
/** What may stand before each line of a list that was kept in a log, numbered, quoted or set in. */
const prefixes: readonly RegExp[] = [
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?\]?:?(?: [\w.-]{1,80} [\w./-]{1,80}(?:\[\d+\])?:)? /,
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: [\w.-]{1,80} [\w./-]{1,80}(?:\[\d+\])?:)? /,
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]? /,
  /^> ?/,
];
const indent = /^[ \t]+/;
const number = /^ {0,8}(\d{1,9})(?:\t|[:.)]? )/;

export interface Printed {
  readonly text: string;
  /** Where a character of `text` stands in what was given. */
  readonly at: (offset: number) => number;
}

/** What one could read of a text that was taken from a terminal. Nearly all texts are that already. */
export function asPrinted(given: string): Printed {
  // Pages and mails make such spaces of others; it is one character for another.
  const text = given.replaceAll('\u00A0', ' ');
  let read: Printed = { text, at: (offset) => offset };
  const leave = (cuts: readonly Cut[]): void => {
    if (cuts.length === 0) return;
    const [before, after] = [read, without(read.text, cuts)];
    read = { text: after.text, at: (offset) => before.at(after.at(offset)) };
  };
  if (marks.test(text)) leave(cutsOf(text, unseen));
  // A pager's line is often highlighted, and a log has stamps before what it shows.
  leave(prefixCuts(read.text));
  leave(paddingCuts(read.text));
  leave(cutsOf(read.text, pager));
  leave(cutsOf(read.text, asides));
  return read;
}

/** What stands before each line, if it stands before every one. */
function prefixCuts(text: string): Cut[] {
  const first = firstOf(text);
  const stamp = prefixes.find((prefix) => prefix.test(first));
  if (stamp) return cutEach(text, (line) => stamp.exec(line)?.[0].length);
  if (number.exec(first)?.[1] === '1') return numberCuts(text);
  const least = indent.exec(first)?.[0].length;
  if (least === undefined) return [];
  let width = least;
  for (const { text: line } of linesOf(text)) if (line.trim() !== '') width = Math.min(width, indent.exec(line)?.[0].length ?? 0);
  return width === 0 ? [] : cutEach(text, () => width);
}

function numberCuts(text: string): Cut[] {
  let last = 0;
  const cuts = cutEach(text, (line) => {
    const found = number.exec(line);
    return Number(found?.[1]) === ++last ? found?.[0].length : undefined;
  });
  // A list of one line has no numbers.
  return cuts.length > 1 ? cuts : [];
}

/** Some terminals fill their lines with spaces, and copies have them. One may belong to a column. */
const paddingOf = (line: string): number | undefined => {
  const width = line.length - line.trimEnd().length;
  return width > 1 && !/\t$/.test(line) ? width : undefined;
};

const paddingCuts = (text: string): Cut[] => (paddingOf(firstOf(text)) === undefined ? [] : cutEach(text, paddingOf, 'end'));

/** The first line that is not empty. */
function firstOf(text: string): string {
  for (const { text: line } of linesOf(text)) if (line.trim() !== '') return line;
  return '';
}

/** Nothing if a line that is not empty has none. */
function cutEach(text: string, widthOf: (line: string) => number | undefined, side: 'start' | 'end' = 'start'): Cut[] {
  const cuts: Cut[] = [];
  for (const { start, text: line } of linesOf(text)) {
    if (line.trim() === '') continue;
    const width = widthOf(line);
    if (width === undefined) return [];
    const from = side === 'start' ? start : start + line.length - width;
    cuts.push([from, from + width]);
  }
  return cuts;
}

type Cut = readonly [start: number, end: number];

const cutsOf = (text: string, pattern: RegExp): Cut[] =>
  [...text.matchAll(pattern)].map(({ 0: { length }, index }) => [index, index + length]);

function without(text: string, cuts: readonly Cut[]): Printed {
  const parts: string[] = [];
  /** Where each part begins, without the cuts and with them. */
  const begins: (readonly [shown: number, given: number])[] = [];
  let shown = 0;
  let from = 0;
  for (const [start, end] of [...cuts, [text.length, text.length] as const]) {
    begins.push([shown, from]);
    parts.push(text.slice(from, start));
    shown += start - from;
    from = end;
  }
  const at = (offset: number): number => {
    const [own, given] = begins[countBefore(begins, offset + 1, ([begin]) => begin) - 1] ?? [0, 0];
    return given + offset - own;
  };
  return { text: parts.join(''), at };
}
