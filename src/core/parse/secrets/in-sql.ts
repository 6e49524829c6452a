import { secretIn } from '../../text/secrets/assignments';
import { statementSecrets } from '../../text/secrets/forms';
import { rowSecrets } from '../../text/secrets/sql';
import { span, type Span } from '../../text/span';
import type { FoundLiteral } from './found';
import { judge } from './judge';
import { said } from './places';

const account = /\b(?:USER|ROLE|LOGIN|FOR|TO)\s{1,20}(?:IF\s{1,8}NOT\s{1,8}EXISTS\s{1,8})?["'`[]?(?!table\b)([\w.$-]{1,64})/gi;

/** `CREATE USER … PASSWORD 'x'` and its kin, and passwords in rows, in a part of a text that is SQL. */
export function sqlSecrets(text: string, within: Span): FoundLiteral[] {
  const part = said(text, within);
  if (!/passw|identified|pwd|secret|crypt/i.test(part)) return [];
  const statements = statementSecrets(part).flatMap((value) => literalOf(part, within.start, value, 'the password of an account'));
  const rows = rowSecrets(part).flatMap((value) =>
    literalOf(part, within.start, value, 'a password in a row').map((found): FoundLiteral =>
      value.isGuess || isMadeUp(part, value) ? { ...found, sure: 'possible' } : found,
    ),
  );
  return [...statements, ...rows];
}

/** Characters of a row on each side of a password in which its other values stand. */
const rowReach = 300;

/** `('test1', 'pass1', 'test1@example.com')`: a row of somebody who does not exist. */
const isMadeUp = (part: string, { start, end }: Span): boolean => {
  const before = part.slice(Math.max(0, start - rowReach), start);
  const after = part.slice(end, end + rowReach);
  return /@example\.(?:com|org|net)\b/i.test(
    before.slice(before.lastIndexOf('(') + 1) + after.slice(0, after.indexOf(')') + 1 || after.length),
  );
};

function literalOf(part: string, offset: number, value: Span, name: string): FoundLiteral[] {
  const before = part.slice(Math.max(0, value.start - 400), value.start);
  // `'(password=''system'' or …'`: a text in a text, which is a condition.
  if (isComment(part, value.start) || !/["'$]$/.test(before) || /''$/.test(before)) return [];
  // `('ad_password_history', 'Salt', 'VARCHAR(32)')`: a list of columns and their types.
  if (
    /^["']\s{0,8},\s{0,8}["'](?:N?VARCHAR2?|N?CHAR|NUMERIC|NUMBER|DECIMAL|INT(?:EGER)?|BIGINT|TEXT|TIMESTAMP|DATE|BOOLEAN|BYTEA|[BC]LOB)\b/i.test(
      part.slice(value.end, value.end + 40),
    )
  )
    return [];
  // `\"password\":\"PASSWORD\",\"proxy\":`: the next name of an object in a row.
  if (/^\\?["']\s{0,8}:/.test(part.slice(value.end, value.end + 12))) return [];
  // What something is compared with.
  if (/(?:[<>!=]=?|\blike)\s{0,8}["']$/i.test(before) && /\b(?:when|case)\b/i.test(before)) return [];
  // `'SALT_' || salt || password`: a part of what is put together.
  if (/(?:\|\||\+)\s{0,8}["']$/.test(before) || /^["']\s{0,8}(?:\|\||\+)/.test(part.slice(value.end, value.end + 12))) return [];
  const statement = before.slice(before.lastIndexOf(';') + 1);
  const user = [...statement.matchAll(account)].at(-1)?.[1];
  const judged = secretIn(part, value).length > 0 ? judge('password', said(part, value), user) : undefined;
  if (!judged) return [];
  const at = span(offset + value.start, offset + value.end);
  return [{ kind: 'literal', span: at, value: at, name, ...(user !== undefined && { user }), ...judged }];
}

function isComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^\s*(?:--|#|\*|\/\*)/.test(line);
}
