import type { Span } from '../../../text/span';
import type { Frame } from './frames';

/** Whether a place lies in one of these. */
export const isWithin = (at: number, spans: readonly Span[]): boolean => spans.some(({ start, end }) => start <= at && at < end);

/** Heads of one file that are looked behind. */
const maxHeads = 200;

/** What stands in the blocks that follow these heads: by brackets, by indentation, or up to the `end` below the head. */
export function blocksBehind(masked: string, heads: readonly Span[], language: Frame['language']): readonly Span[] {
  const blocks: Span[] = [];
  for (const head of heads.slice(0, maxHeads)) {
    // What lies in a block that is left out is left out with it.
    if (isWithin(head.start, blocks)) continue;
    const isLines = language === 'Python' || (language === 'Ruby' && !masked.slice(head.start, head.end).endsWith('{'));
    if (/^case\b/.test(masked.slice(head.start, head.start + 5))) {
      blocks.push({ start: head.start, end: endOfCase(masked, head.end) });
      continue;
    }
    blocks.push({ start: head.start, end: isLines ? endByLines(masked, head, language === 'Ruby') : endByBrackets(masked, head) });
  }
  return blocks;
}

function endByBrackets(masked: string, { start, end }: Span): number {
  const open = masked.indexOf('{', masked[end - 1] === '{' ? end - 1 : end);
  if (open < 0) return start;
  const bracket = /[{}]/g;
  bracket.lastIndex = open;
  let depth = 0;
  for (let found = bracket.exec(masked); found; found = bracket.exec(masked)) {
    depth += found[0] === '{' ? 1 : -1;
    if (depth === 0) return found.index + 1;
  }
  return masked.length;
}

/** Up to the next `case` of the same `switch`. */
function endOfCase(masked: string, from: number): number {
  const mark = /[{}]|\b(?:case|default)\b/g;
  mark.lastIndex = from;
  let depth = 0;
  for (let found = mark.exec(masked); found; found = mark.exec(masked)) {
    if (found[0] === '{') depth++;
    else if (found[0] === '}' ? depth-- === 0 : depth === 0) return found.index;
  }
  return masked.length;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

function endByLines(masked: string, { start }: Span, isRuby: boolean): number {
  const lineStart = masked.lastIndexOf('\n', start) + 1;
  let at = masked.indexOf('\n', start);
  const own = indentOf(masked.slice(lineStart, at < 0 ? masked.length : at));
  // A head may go on in further lines.
  let brackets = 0;
  while (at >= 0) {
    const next = masked.indexOf('\n', at + 1);
    const line = masked.slice(at + 1, next < 0 ? masked.length : next);
    const isEmpty = line.trim() === '';
    if (!isEmpty && indentOf(line) <= own && brackets === 0 && !/^\s*[)\]]/.test(line)) {
      // What follows in another branch is another block.
      return isRuby && /^\s*end\b/.test(line) ? at + 1 + line.length : at + 1;
    }
    if (next < 0) break;
    at = next;
    brackets = 0;
  }
  return masked.length;
}
