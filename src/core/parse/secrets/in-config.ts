import { groupBy } from '../../text/groups';
import { manifestSecrets } from '../../text/secrets/blocks';
import { namedSecrets } from '../../text/secrets/assignments';
import { span, type Span } from '../../text/span';
import type { ConfigFile } from '../config/config';
import type { ConfigEntry } from '../config/contents';
import type { FoundKey, FoundLiteral } from './found';
import { judge, tellsOfSecret } from './judge';
import { isExampleBefore, said, unquoted, withName } from './places';

/** The last part of a key that is a name, and no place in a list. */
function lastName(key: string): string {
  const named = key.replace(/\.\d{1,9}$/, '');
  return named.slice(named.lastIndexOf('.') + 1);
}

const homeOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf('.') + 1));

/** Keys that hold a value whose name stands beside them. */
const valueKey = /^(?:value|val|default|content|#text)$/i;
const nameKey = /^(?:name|key|id|param|property)$/i;
const userKey = /(?:^|[._-])(?:user|user_?name|login|account|uid|usr|admin_?user)$/i;

/** `create_user=false` names nobody. */
const switchWord = /^(?:true|false|yes|no|on|off)$/i;

/** What is written as a remark, or not at all. */
const isOff = /^(?:comment|absent|ignore)$/;

const driverKey = /^(?:type|driver|engine|dialect|adapter|backend|client|db_?type|connection)$/i;

/** Keys of descriptions: forms, schemas, translations, manuals; and of access points of mobile networks, whose passwords everybody has. */
const describes =
  /(?:^|\.)(?:properties|definitions|schema|labels?|messages?|translations?|i18n|locales?|lang(?:uage)?s?|examples?|help|description|fields|errors?|columns|tooltips?|placeholders?|titles?|apns?|annotations|metadata|capabilities|permissions)(?:\.|$)/i;

/** What a controller of the cluster alone can open: a SealedSecret. */
const isEncrypted = /(?:^|\.)encrypted_?data(?:\.|$)/i;

/** Secrets among the values of a configuration. */
export function configSecrets(text: string, config: ConfigFile): (FoundLiteral | FoundKey)[] {
  const found: (FoundLiteral | FoundKey)[] = [];
  const homes = groupBy(config.entries, ({ key }) => homeOf(key));
  for (const entry of config.entries) {
    if (entry.inherited) continue;
    const beside = homes.get(homeOf(entry.key)) ?? [];
    // An alias stands for what is told at its anchor.
    if (said(text, entry.valueSpan).startsWith('*')) continue;
    const literal = typeof entry.value === 'string' || typeof entry.value === 'number' ? entrySecret(text, entry, beside) : undefined;
    if (literal) found.push(literal);
    else if (typeof entry.value === 'string') found.push(...innerSecrets(text, entry));
    if (lastName(entry.key) === 'd' && isKeyPart(entry.value) && beside.some(({ key }) => lastName(key) === 'kty'))
      found.push(webKey(text, entry));
  }
  if ((config.format === 'yaml' || config.format === 'json') && !config.within) found.push(...manifestLiterals(text));
  return found;
}

/** Characters that may be between a value and what stands beside it. */
const farthest = 1000;

const away = (a: ConfigEntry, b: ConfigEntry): number => Math.abs(a.keySpan.start - b.keySpan.start);

function entrySecret(text: string, entry: ConfigEntry, beside: readonly ConfigEntry[]): FoundLiteral | undefined {
  const own = entry.variable ?? lastName(entry.key);
  // Documents of one file may have the same keys: what stands nearest belongs to it.
  const near = beside.filter(({ keySpan }) => Math.abs(keySpan.start - entry.keySpan.start) < farthest);
  const nearest = (wanted: RegExp): ConfigEntry | undefined =>
    near
      .filter(({ key, value }) => wanted.test(lastName(key)) && typeof value === 'string')
      .reduce<ConfigEntry | undefined>((best, each) => (best && away(best, entry) <= away(each, entry) ? best : each), undefined);
  // A database in a file has no account.
  if (near.some(({ key, value }) => driverKey.test(lastName(key)) && /^sqlite/i.test(String(value)))) return undefined;
  const named = valueKey.test(own) ? nearest(nameKey) : undefined;
  // `<Password><Value>…`: the name is that of what is around the value.
  const name =
    typeof named?.value === 'string' ? named.value : /^value$/i.test(own) ? lastName(homeOf(entry.key).replace(/\.$/, '')) || own : own;
  // A list of settings that says of each whether it is written at all.
  if (near.some(({ key, value }) => lastName(key) === 'state' && isOff.test(String(value)))) return undefined;
  // `water=fish_pass: …` is a value under a value.
  if (
    name.includes('=') ||
    !tellsOfSecret(name) ||
    describes.test(homeOf(entry.key)) ||
    isEncrypted.test(homeOf(entry.key)) ||
    bait.test(entry.key)
  )
    return undefined;
  const value = unquoted(text, entry.valueSpan);
  const account = nearest(userKey);
  const user = typeof account?.value === 'string' && !switchWord.test(account.value) ? account.value : undefined;
  // Of numbers only those in quotes or long ones are passwords, and not a setting of them.
  if (typeof entry.value === 'number' && (value.end - value.start < 4 || !/pass|pwd|pin/i.test(name) || isTable(beside))) return undefined;
  const judged = judge(name, String(entry.value), user);
  if (!judged) return undefined;
  return {
    kind: 'literal',
    span: withName(text, entry.keySpan, value),
    value,
    name: name.slice(0, 80),
    ...(user !== undefined && { user: user.slice(0, 64) }),
    ...judged,
  };
}

/** What a trap tells whoever breaks in. */
const bait = /honey[-_]?(?:pot|cred|token|user|account|file)/i;

/** Numbers for many names: positions, signs of a font, counts. */
const isTable = (beside: readonly ConfigEntry[]): boolean => beside.filter(({ value }) => typeof value === 'number').length > 20;

/** A page for people, with whatever addresses it leads to. */
const markup = /<\/(?:p|a|h[1-6]|div|span|li|b|i|td|strong|em|br)>|<br\s?\/?>/i;

/** Assignments in a value: `Server=db;Password=x`, `Environment=DB_PASSWORD=x`, `jdbc:…?password=x`, lines of an inner file. */
function innerSecrets(text: string, { valueSpan, key }: ConfigEntry): FoundLiteral[] {
  const own = said(text, valueSpan);
  if (!/(?:pass|pwd|secret|token|key)\w{0,40}\s{0,8}[=:]/i.test(own) || own.length > 65_536 || describes.test(key)) return [];
  if (markup.test(own)) return [];
  const found = namedLiterals(text, own, valueSpan.start);
  // Lines written into one text of JSON are mostly what somebody is shown to fill in.
  return /^"[^\n]*\\n/.test(own) ? found.map((each) => ({ ...each, sure: 'possible' as const })) : found;
}

/** Secrets that names in a part of a text tell of. */
export function namedLiterals(
  text: string,
  part: string,
  offset: number,
  isLiteral = (_value: string, _before: string): boolean => true,
): FoundLiteral[] {
  return namedSecrets(part).flatMap(({ name, value }): FoundLiteral[] => {
    const at = span(offset + value.start, offset + value.end);
    const written = said(part, name);
    const own = written.slice(written.lastIndexOf('.') + 1);
    const judged = judge(own, said(part, value));
    // A list, a call, an option in a sentence.
    const gap = part.slice(name.end, value.start);
    if (
      !judged ||
      /[[(\n]|[=!<>]=|=~/.test(gap) ||
      /[-/]/.test(part.charAt(name.start - 1)) ||
      // `User-Password =* ANY`: whatever it is.
      /^\*\s/.test(said(part, value)) ||
      // `Result::Pass => "allowed"`: one of several ways in which something may be.
      /::$/.test(part.slice(Math.max(0, name.start - 2), name.start)) ||
      isRemark(part, name.start) ||
      isExampleBefore(part.slice(Math.max(0, name.start - 90), name.start)) ||
      isSentence(part, value, gap) ||
      isHeading(own, gap, said(part, value)) ||
      /\bpam_\w{1,40}\($/.test(part.slice(Math.max(0, name.start - 50), name.start)) ||
      !isLiteral(said(part, value), part.charAt(value.start - 1))
    )
      return [];
    const from = span(offset + name.start, offset + name.end);
    return [{ kind: 'literal', span: withName(text, from, at), value: at, name: own.slice(-80), ...judged }];
  });
}

/** `Password: Use the one that was entered during setup`. */
const isSentence = (part: string, { start, end }: Span, gap: string): boolean =>
  gap.includes(':') && /^[A-Za-z]+$/.test(part.slice(start, end)) && /^(?:[ \t]+[a-z']+){3}/.test(part.slice(end, end + 80));

/** `Password expiration`: two words of a heading, where a setting has a sign between them or a keyword in one case. */
const isHeading = (name: string, gap: string, value: string): boolean =>
  /^[ \t]+$/.test(gap) && /^[A-Z][a-z]+$/.test(name) && /^[a-z]+$/.test(value);

const isRemark = (text: string, at: number): boolean =>
  /^\s*(?:#|\/\/|;|--|\*|%|&lt;|<!--)/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));

/** Of RFC 7518: at least 128 bits in base64url. */
const isKeyPart = (value: unknown): boolean => typeof value === 'string' && /^[\w-]{22,}$/.test(value);

function webKey(text: string, { keySpan, valueSpan }: ConfigEntry): FoundKey {
  return {
    kind: 'key',
    span: withName(text, keySpan, valueSpan),
    value: unquoted(text, valueSpan),
    form: 'JSON Web Key',
    encrypted: false,
  };
}

/** Values of a Kubernetes Secret, whose names need not tell of it. */
function manifestLiterals(text: string): FoundLiteral[] {
  return manifestSecrets(text).flatMap((value): FoundLiteral[] => {
    const line = text.slice(text.lastIndexOf('\n', value.start) + 1, value.start);
    const name = /([\w./-]{1,80})["']?\s*:\s*["']?$/.exec(line)?.[1];
    if (
      name === undefined ||
      /\.(?:crt|cer|pub|ya?ml|json|conf|xml)$/i.test(name) ||
      /user|host|port|url|endpoint|database|db-?name|cert$|ca$/i.test(name)
    )
      return [];
    const judged = judge(tellsOfSecret(name) ? name : `secret_password`, plain(said(text, value)));
    const from = span(value.start - line.length + line.indexOf(name), value.start);
    return judged ? [{ kind: 'literal', span: withName(text, from, value), value, name: `the value ${name} of a Secret`, ...judged }] : [];
  });
}

/** What base64 stands for, where it is text. */
function plain(value: string): string {
  if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(value) || value.length % 4 !== 0) return value;
  try {
    const read = atob(value).trimEnd();
    return /^[\x20-\x7e]+$/.test(read) ? read : value;
  } catch {
    return value;
  }
}
