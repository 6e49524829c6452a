import { span, type Span } from '../../text/span';
import { linesOf } from './lines';

export interface TableRow {
  readonly span: Span;
  readonly cells: readonly string[];
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

/** `+----+----+` of mysql, `----+----` of psql. */
const rule = /^[+|]?-[-+|]*$/;
/** `(3 rows)`, and what psql and mysql say of time. */
const footer = /^\(\d+ rows?\)|^\d+ rows in set|^Time: /;

/**
 * A table as people export it: with commas, semicolons or tabs and quotation marks, or as database clients print it, with bars.
 * A value may not go over several lines. `undefined` if the first line has no separator.
 */
export function parseTable(text: string): Table | undefined {
  const lines = [...linesOf(text)].filter(({ text: line }) => line.trim() !== '' && !rule.test(line.trim()) && !footer.test(line));
  const [head, ...rest] = lines;
  const separator = head && separatorOf(head.text);
  if (head === undefined || separator === undefined) return undefined;
  const cells = (line: string): string[] => cellsOf(line, separator);
  return {
    header: cells(head.text),
    rows: rest.map(({ start, text: line }) => ({ span: span(start, start + line.length), cells: cells(line) })),
  };
}

const separatorOf = (line: string): string | undefined => ['|', '\t', ';', ','].find((separator) => line.includes(separator));

function cellsOf(line: string, separator: string): string[] {
  if (separator === '|')
    return line
      .trim()
      .replace(/^\|/, '')
      .replace(/\|$/, '')
      .split('|')
      .map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i);
    if (character === '"' && quoted && line.charAt(i + 1) === '"') cell += line.charAt(++i);
    else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}

/** Where a column stands whose heading is one of some names, however it is written; -1 if nowhere. */
export const columnOf = (header: readonly string[], names: readonly string[]): number =>
  names.map((name) => header.findIndex((cell) => plain(cell) === name)).find((at) => at >= 0) ?? -1;

const plain = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
