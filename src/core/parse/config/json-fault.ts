import { parseTree, type ParseError } from 'jsonc-parser';
import type { SyntaxFault } from '../fault';

export const jsonFault = (text: string, fault: SyntaxFault): SyntaxFault | undefined => (isJsonLines(text) ? undefined : fault);

/** Records one below the other, each complete by itself. */
function isJsonLines(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => /^\s*[[{]/.test(line) && isJson(line));
}

function isJson(line: string): boolean {
  const errors: ParseError[] = [];
  parseTree(line, errors);
  return errors.length === 0;
}
