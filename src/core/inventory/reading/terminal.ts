import { countBefore } from '../../text/sorted';

/** What a terminal obeys and does not show: colours, titles, and letters that are struck over. */
const unseen = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\n]{0,500}(?:\u0007|\u001B\\)|[()][A-Z0-9]|[=>78])|[^\n]\u0008|\u0007/g;
const marks = /[\u0007\u0008\u001B]/;
/** The last line of a pager, which shows again with each page. */
const pager = /^(?:lines \d+-\d+(?:\/\d+)?(?: \(END\)| \d+%| [^\n]{0,10})?|\(END\)|--More--(?:\(\d+%\))?|:)[ \t]*\r?$/gm;

export interface Printed {
  readonly text: string;
  /** Where a character of `text` stands in what was given. */
  readonly at: (offset: number) => number;
}

/** What one could read of a text that was taken from a terminal. Nearly all texts are that already. */
export function asPrinted(text: string): Printed {
  const left = marks.test(text) ? cutsOf(text, unseen) : [];
  const shown = without(text, left);
  // A pager's line is often highlighted.
  const lines = cutsOf(shown.text, pager);
  if (left.length + lines.length === 0) return { text, at: (offset) => offset };
  const read = without(shown.text, lines);
  return { text: read.text, at: (offset) => shown.at(read.at(offset)) };
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
