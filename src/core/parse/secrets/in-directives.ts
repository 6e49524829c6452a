import { span, type Span } from '../../text/span';
import type { ConfigFile } from '../config/config';
import type { FoundLiteral } from './found';
import { judge, tellsOfSecret } from './judge';
import { said, unquoted, withName } from './places';

/** Languages whose directives take words one behind the other, without a sign between a name and its value. */
const languages: ReadonlySet<string> = new Set(['nginx', 'apache', 'keywords']);

const word = /"(?:[^"\\]|\\[^])*"|'[^']*'|[^\s"']\S*/g;

/** Directives of more characters hold data. */
const longest = 2000;

/** `stats auth admin:x` of HAProxy: an account and its password. */
const accountName = /^auth$/i;
/** `proxy_set_header Authorization "Basic x"`. */
const header = /^(?:proxy-)?authorization$/i;
const credentials = /^(?:basic|bearer|token)\s+/i;

/** Secrets among the arguments of a directive, behind a word that tells of them: `user admin insecure-password x`, `set $api_token x`. */
export function directiveSecrets(text: string, { format, entries }: ConfigFile): FoundLiteral[] {
  if (!languages.has(format)) return [];
  return entries.flatMap(({ valueSpan }) => (valueSpan.end - valueSpan.start > longest ? [] : amongArguments(text, valueSpan)));
}

function amongArguments(text: string, { start, end }: Span): FoundLiteral[] {
  const words = [...text.slice(start, end).matchAll(word)].map(({ 0: own, index }) =>
    unquoted(text, span(start + index, start + index + own.length)),
  );
  return words.slice(0, -1).flatMap((name, at) => secretBehind(text, name, words[at + 1] ?? name) ?? []);
}

function secretBehind(text: string, nameSpan: Span, value: Span): FoundLiteral | undefined {
  const name = said(text, nameSpan).replace(/^\$/, '');
  const own = said(text, value);
  // What is filled in is given elsewhere.
  if (/[${%]/.test(own)) return undefined;
  const part = secretPart(name, own);
  const judged = part && judge(part.name, own.slice(part.from), part.user);
  if (!part || !judged) return undefined;
  const secret = span(value.start + part.from, value.end);
  const { user } = part;
  return {
    kind: 'literal',
    span: withName(text, nameSpan, secret),
    value: secret,
    name: name.slice(0, 80),
    ...(user && { user }),
    ...judged,
  };
}

/** Which part of a value is the secret, and what it is called. */
function secretPart(name: string, value: string): { readonly name: string; readonly from: number; readonly user?: string } | undefined {
  const account = accountName.test(name) ? /^([^\s:]{1,64}):(?=\S)/.exec(value) : null;
  if (account) return { name: 'password', from: account[0].length, user: account[1] ?? '' };
  const opens = header.test(name) ? credentials.exec(value) : null;
  if (opens) return { name: 'token', from: opens[0].length };
  return tellsOfSecret(name) ? { name, from: 0 } : undefined;
}
