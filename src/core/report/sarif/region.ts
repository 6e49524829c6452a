import type { Range } from '../../text/lines';

/** 1-based, the end behind the last character. */
export const regionOf = ({ start, end }: Range) => ({
  startLine: start.line + 1,
  startColumn: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});
