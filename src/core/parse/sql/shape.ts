/** Statements that read or write rows: what they do as far as rules ask lies in their words, not in their values. */
const rows = /^\s*(?:insert|update|delete|select|values)\b/i;
/** Where a value may decide something, or where quotes and digits may be part of something else. */
const delicate = /["$\\]|--|\/\*|[a-z_&]'|lock|for\s|uescape/i;

/** Longer ones are lists of rows, of which no two have the same length. */
const longest = 4000;

/** A statement without its values, if another of the same shape parses as it does and does the same; else `undefined`. */
export function shapeOf(statement: string): string | undefined {
  if (statement.length > longest || !rows.test(statement) || delicate.test(statement)) return undefined;
  return statement.replace(/'[^']*'/g, "''").replace(/\b\d{1,9}\b(?![.\w])/g, '0');
}
