export interface TextLine {
  /** Offset in the text. */
  readonly start: number;
  /** Without its end. */
  readonly text: string;
  /** Where the next one begins. */
  readonly next: number;
}

export function* linesOf(text: string): Generator<TextLine> {
  let start = 0;
  for (const end of text.matchAll(/\r\n|\r|\n|$/g)) {
    const next = end.index + end[0].length;
    yield { start, text: text.slice(start, end.index), next };
    start = next;
  }
}

/** Characters that decide what a text is: inventories have thousands of lines. */
const sampleSize = 16_384;
const sampleLines = 20;

/** The first lines that are not empty; the last one may be cut. */
export const sampleOf = (text: string): string[] =>
  text
    .slice(0, sampleSize)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, sampleLines);

/** What tools say of themselves before they answer. */
export const isWarning = (line: string): boolean => /^(?:[\w./-]{1,40}: )?(?:\[?(?:warning|deprecation|notice)\b|[WN]: )/i.test(line);

/** Whether most of the first lines are of a form; a line of another form in between does not matter. */
export function mostly(text: string, form: RegExp, least = 1): boolean {
  const sample = sampleOf(text).filter((line) => !isWarning(line));
  return sample.length >= least && sample.filter((line) => form.test(line)).length >= sample.length * 0.8;
}
