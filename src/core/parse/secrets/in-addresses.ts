import type { LiteralPlace } from '../../text/literals';
import { span } from '../../text/span';
import type { FoundLiteral } from './found';
import { isPlaceholder, judge } from './judge';
import { isExampleBefore } from './places';

/** Literals by which addresses that may hold a password are found. */
export const addressLiterals: readonly string[] = ['://', '@tcp(', '@unix(', ':thin:', ':oci:'];

const userinfo = /([^\s:/@"'`<>|,;()[\]{}]{0,128}):([^\s"'`<>/@]{1,256}|[^\s"'`<>@]{1,256})@(?=[\w.[$<{%-])/y;
const dataSource = /(?:^|[\s"'`=])([\w.-]{1,64}):([^\s"'`:@/]{1,128})$/;
const oracle = /([\w$]{1,64})\/([^\s"'`@/]{1,128})@/y;

/** The password in an address: `scheme://user:x@host`, `user:x@tcp(host)`, `jdbc:oracle:thin:user/x@host`. */
export function addressAt(text: string, { at, literal }: LiteralPlace): FoundLiteral | undefined {
  if (literal.startsWith('@')) {
    const head = text.slice(Math.max(0, at - 200), at);
    const [, user = '', password] = dataSource.exec(head) ?? [];
    return password === undefined ? undefined : secretOf(text, at - password.length - user.length - 1, user, password);
  }
  const start = at + literal.length;
  const pattern = literal === '://' ? userinfo : oracle;
  pattern.lastIndex = start;
  const [, user = '', password] = pattern.exec(text) ?? [];
  return password === undefined ? undefined : secretOf(text, start, user, password);
}

function secretOf(text: string, start: number, user: string, password: string): FoundLiteral | undefined {
  const from = start + user.length + 1;
  const value = span(from, from + password.length);
  const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
  const rest = text.slice(value.end + 1, value.end + 60);
  if (/^\s*(?:#|\/\/|\*|;|--|rem\s)/i.test(line) || /^\d{1,5}(?:\/|$)/.test(password) || isPlaceholder(user) || isExampleBefore(line))
    return undefined;
  // `UPDATE … WHERE value = 'https://…'`: what stood there until now.
  if (/\bwhere\b[^;]*(?:=|like)\s*'[a-z+]+:\/\/$/i.test(line)) return undefined;
  // Hosts of manuals.
  if (
    /^(?:[\w.-]*\.)?(?:example|test|invalid)\.(?:com|org|net)(?:[:/"'\s]|$)|^(?:example|test|invalid|host(?:name)?|server|ip|domain|proxy|your|my)(?:[:/\s"']|$)/i.test(
      rest,
    )
  )
    return undefined;
  const judged = judge('password', password, decoded(user));
  // Nobody writes down for a manual what looks like a real one.
  if (!judged || (judged.sure !== 'certain' && /^[\w.-]+\.(?:example|test|invalid)(?:[:/"'\s]|$)/i.test(rest))) return undefined;
  const sure = judged.isDefault ? 'possible' : judged.sure;
  return {
    kind: 'literal',
    span: span(start, value.end),
    value,
    name: 'the password of an address',
    user: user.slice(0, 64),
    isDefault: judged.isDefault,
    sure,
  };
}

function decoded(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}
