import { span, type Span } from '../../text/span';
import { linesOf, type TextLine } from './lines';

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
 * `undefined` if the first line has no separator.
 */
export function parseTable(text: string): Table | undefined {
  const lines = [...linesOf(text)].filter(({ text: line }) => line.trim() !== '' && !rule.test(line.trim()) && !footer.test(line));
  const [head, ...rest] = lines;
  const separator = head && separatorOf(head.text);
  if (head === undefined || separator === undefined) return undefined;
  const cells = (line: string): string[] => cellsOf(line, separator);
  return {
    header: cells(head.text),
    rows: wholeRows(text, rest, separator).map((at) => ({ span: at, cells: cells(text.slice(at.start, at.end)) })),
  };
}

/** A row of more lines is taken for a quotation mark that stands alone. */
const maxLines = 20;

/** Where rows stand: a value between quotation marks may go over several lines. */
function wholeRows(text: string, lines: readonly TextLine[], separator: string): Span[] {
  const rows: Span[] = [];
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i]?.start ?? 0;
    const endOf = (at: number): number => (lines[at]?.start ?? 0) + (lines[at]?.text.length ?? 0);
    let last = i;
    const isOpen = (): boolean => (text.slice(first, endOf(last)).match(/"/g)?.length ?? 0) % 2 === 1;
    while (/[,;]/.test(separator) && last < lines.length - 1 && last - i < maxLines && isOpen()) last++;
    const isWhole = !isOpen();
    rows.push(span(first, endOf(isWhole ? last : i)));
    if (isWhole) i = last;
  }
  return rows;
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
