/** Statements that read or write rows: what they do as far as rules ask lies in their words, not in their values. */
const rows = /^\s*(?:insert|update|delete|select|values)\b/i;
/** Where a value may decide something, or where quotes and digits may be part of something else. */
const delicate = /["$\\]|--|\/\*|lock|for\s|uescape|set_config/i;
/** A string that is more than its text: `E''`, `X''`. */
const prefixed = /[\w&]''/;

/** Longer ones are lists of rows, of which no two have the same length. */
const longest = 4000;

/** A statement without its values, if another of the same shape parses as it does and does the same; else `undefined`. */
export function shapeOf(statement: string): string | undefined {
  if (statement.length > longest || !rows.test(statement) || delicate.test(statement)) return undefined;
  const shape = statement.replace(/'[^']*'/g, "''");
  return prefixed.test(shape) ? undefined : shape.replace(/\b\d{1,9}\b(?![.\w])/g, '0');
}
