import { createScanner } from 'jsonc-parser';

/** The library's token kinds: its own enum is not there at run time. */
export const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  space: 15,
  end: 17,
} as const;

/** What stands between a member and the next one or the closing bracket. */
export interface Tail {
  /** Offset of the comma. */
  readonly comma?: number;
  /** After the comma and the comments of the member's line. */
  readonly end: number;
  /** The line ends at `end`. */
  readonly endsLine: boolean;
}

export function tailAfter(text: string, member: number): Tail {
  const scanner = createScanner(text, false);
  scanner.setPosition(member);
  let comma: number | undefined;
  let end = member;
  let endsLine = false;
  for (;;) {
    const kind: number = scanner.scan();
    const after = scanner.getTokenOffset() + scanner.getTokenLength();
    if (kind === token.comma && comma === undefined) comma = scanner.getTokenOffset();
    else if (kind === token.lineBreak) endsLine = true;
    else if (kind !== token.space && kind !== token.lineComment && kind !== token.blockComment) break;
    if (endsLine && comma !== undefined) break;
    if (!endsLine && kind !== token.space) end = after;
  }
  return { ...(comma !== undefined && { comma }), end, endsLine };
}
