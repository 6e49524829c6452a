import { countBefore } from '../../text/sorted';
import { linesOf } from './lines';

export interface Printed {
  readonly text: string;
  /** Where a character of `text` stands in what was given. */
  readonly at: (offset: number) => number;
}

export type Cut = readonly [start: number, end: number];

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export const cutsOf = (text: string, pattern: RegExp): Cut[] =>
  [...text.matchAll(pattern)].map(({ 0: { length }, index }) => [index, index + length]);

/** The text without what is cut out. */
export function without(printed: Printed, cuts: readonly Cut[]): Printed {
  const stretches: Stretch[] = [];
  let start = 0;
  for (const [from, to] of cuts) {
    stretches.push({ start, end: from });
    start = to;
  }
  return cuts.length === 0 ? printed : madeOf(printed, [...stretches, { start, end: printed.text.length }]);
}

/** The text that these stretches of it make, in their order. */
export const madeOf = (printed: Printed, stretches: readonly Stretch[]): Printed =>
  joined(stretches.map(({ start, end }) => ({ text: printed.text.slice(start, end), at: (offset) => printed.at(start + offset) })));

/** One text of several. */
export function joined(parts: readonly Printed[]): Printed {
  const begins: (readonly [begin: number, part: Printed])[] = [];
  let begin = 0;
  for (const part of parts) {
    if (part.text === '') continue;
    begins.push([begin, part]);
    begin += part.text.length;
  }
  const at = (offset: number): number => {
    const [start, part] = begins[countBefore(begins, offset + 1, ([own]) => own) - 1] ?? [0, undefined];
    return part?.at(Math.min(offset - start, part.text.length)) ?? 0;
  };
  return { text: parts.map(({ text }) => text).join(''), at };
}

/** The first lines that are not empty. */
export function firstLines(text: string, count: number): string[] {
  const found: string[] = [];
  for (const { text: line } of linesOf(text)) {
    if (line.trim() !== '') found.push(line);
    if (found.length === count) break;
  }
  return found;
}
