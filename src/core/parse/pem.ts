import type { Span } from '../text/span';
import type { SyntaxFault } from './fault';

export interface PemBlock {
  readonly label: string;
  /** From the BEGIN line to the END line. */
  readonly span: Span;
  /** What is between them, without the headers of RFC 1421. */
  readonly body: string;
}

/** A bundle of all public authorities holds about 150. */
const maxBlocks = 2000;

/** More faults than that tell nothing new. */
const maxFaults = 100;

/** A header names itself before a colon, which base64 has not. */
const headers = /^\s*[\w-]{1,40}:(?:(?!\r?\n\r?\n)[\s\S])*\r?\n\r?\n/;

/**
 * PEM as OpenSSL reads it: BEGIN and END are lines of their own from the first column on, blanks at the end of a line do not
 * matter, and whatever stands around the blocks is passed over, such as a comment that has a BEGIN line in it.
 * Faults: `pem-end` (a block is not closed, or by another line), `pem-begin` (a file whose BEGIN lines are none to OpenSSL),
 * `pem-many` (more blocks than are read).
 */
export function pemBlocks(text: string): { readonly blocks: PemBlock[]; readonly faults: SyntaxFault[]; readonly faultsCut: boolean } {
  const blocks: PemBlock[] = [];
  const faults: SyntaxFault[] = [];
  let faultsCut = false;
  const fault = (code: string, span: Span, detail: string) => {
    if (faults.length < maxFaults) faults.push({ code, span, detail });
    else faultsCut = true;
  };
  let open: { label: string; line: Span } | undefined;
  for (const { line, start } of markers(text)) {
    const label = /^-----BEGIN ([^-]{1,60})-----$/.exec(line)?.[1];
    const closes = line.startsWith('-----END ');
    if (open && (closes || label !== undefined)) {
      const closing = `-----END ${open.label}-----`;
      if (line === closing) {
        const body = text.slice(open.line.end, start).replace(headers, '');
        blocks.push({ label: open.label, span: { start: open.line.start, end: start + line.length }, body });
      } else {
        fault('pem-end', open.line, `"${closing}" is missing${closes ? `, it ends with "${line.slice(0, 100)}"` : ''}`);
      }
      open = undefined;
    }
    if (label === undefined) continue;
    const span = { start, end: start + line.length };
    if (blocks.length === maxBlocks) {
      fault('pem-many', span, `only the first ${maxBlocks} blocks of a file are read`);
      return { blocks, faults, faultsCut: true };
    }
    open = { label, line: span };
  }
  if (open) fault('pem-end', open.line, `"-----END ${open.label}-----" is missing`);
  if (blocks.length === 0 && faults.length === 0) {
    const near = /^[ \t]*(-----BEGIN [A-Z0-9 ]{1,40}-----)/m.exec(text);
    if (near?.[1]) {
      const end = near.index + near[0].length;
      fault('pem-begin', { start: end - near[1].length, end }, 'its BEGIN line is not a line of its own that starts in the first column');
    }
  }
  return { blocks, faults, faultsCut };
}

/** Lines that start as BEGIN and END lines do, without the blanks at their end. */
function* markers(text: string): Generator<{ readonly line: string; readonly start: number }> {
  for (let at = text.startsWith('-----') ? 0 : text.indexOf('\n-----') + 1; at > 0 || text.startsWith('-----');) {
    const newline = text.indexOf('\n', at);
    yield { line: text.slice(at, newline < 0 ? text.length : newline).trimEnd(), start: at };
    at = newline < 0 ? 0 : text.indexOf('\n-----', newline) + 1;
    if (at === 0) return;
  }
}
