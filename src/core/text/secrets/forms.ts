import { span, type Span } from '../span';
import { secretIn } from './assignments';
import { lineEnd, readValue } from './value';
import { matchesOf, telling, type Sought } from './matches';
import { signs } from './signs';

/** Tokens that their providers write in a form of their own. Every repetition is bounded or of characters that end it. */
const tokens: readonly Sought[] = [
  ['ghp_|gho_|ghu_|ghs_|ghr_', /\bgh[pousr]_\w{16,255}/g],
  ['github_pat_', /\bgithub_pat_\w{20,255}/g],
  ['glpat-|gldt-|glrt-|glptt-|glcbt-|glft-|glsoat-', /\bgl(?:pat|dt|rt|ptt|cbt|ft|soat)-[\w.-]{16,255}/g],
  ['xox', /\bxox[abeoprs]-[\w-]{10,255}/g],
  ['xapp-', /\bxapp-[\w-]{10,255}/g],
  ['akia|asia|aroa|aida', /\b(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{12,40}\b/g],
  ['aiza', /\bAIza[\w-]{30,60}/g],
  ['ya29.', /\bya29\.[\w.-]{20,255}/g],
  ['k_live_|k_test_', /\b[rsp]k_(?:live|test)_\w{10,255}/g],
  ['whsec_', /\bwhsec_\w{16,255}/g],
  ['sk-', /\bsk-(?:ant-|proj-)?[\w-]{20,255}/g],
  ['npm_', /\bnpm_\w{20,255}/g],
  ['pypi-', /\bpypi-\w[\w-]{20,255}/g],
  ['dop_v1_', /\bdop_v1_\w{20,255}/g],
  ['hvs.|hvb.|hvr.', /\bhv[sbr]\.[\w-]{16,255}/g],
  ['sg.', /\bSG\.[\w-]{16,64}\.[\w-]{16,128}/g],
  ['dckr_pat_', /\bdckr_pat_[\w-]{16,255}/g],
  ['glsa_', /\bglsa_\w{20,255}/g],
  ['eyj', /\beyJ[\w-]{8,8192}\.[\w-]{8,8192}(?:\.[\w-]{0,8192})?/g],
  ['ls0tls1crudjti', /\bLS0tLS1CRUdJTi(?:BQUk|BSU0E|BFQ|BPUE|BFTk|BEU0E)[A-Za-z0-9+/=]{10,65536}/g],
  // Crypt hashes.
  ['$1$|$2a$|$2b$|$2x$|$2y$|$5$|$6$|$7$|$y$|$apr1$|$argon2', /\$(?:1|2[abxy]|5|6|7|y|apr1|argon2\w{1,2})\$[\w./$=,+-]{8,512}/g],
  ['{sha|{ssha|{md5|{smd5|{crypt|{pbkdf2', /\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT|PBKDF2[\w-]{0,12})\}[\w+/=$.-]{12,512}/g],
];

/** What comes before a secret, with words as of `Sought`, and how the secret goes on. */
const led: readonly (readonly [words: string, before: RegExp, secret: RegExp])[] = [
  // scheme://user:x@host
  ['://', /:\/\/[^\s:/@"'`<>]{0,128}:(?!\/\/)/g, /[^\s"'`<>]{1,256}?(?=@(?![^\s/"'`<>?]{0,256}@))/y],
  // https://token@host: names have seldom digits and are seldom long.
  ['://', /https?:\/\//g, /(?=[^\s:/@"']{0,64}\d|[^\s:/@"']{20})[^\s:/@"'$<{][^\s:/@"']{8,256}(?=@)/y],
  ['jdbc:oracle:', /\bjdbc:oracle:\w{1,10}:[^\s/@"']{1,128}\//g, /[^\s@"']{1,256}(?=@)/y],
  ['hooks.slack', /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\//g, /[^\s"'<>`]{6,512}/y],
  ['discord', /discord(?:app)?\.com\/api\/(?:v\d{1,3}\/)?webhooks\//g, /[^\s"'<>`]{6,512}/y],
  ['/webhook', /(?:webhook\.office|outlook\.office|outlook\.office365)\.com\/webhook(?:b2|b\d)?\//g, /[^\s"'<>`]{6,1024}/y],
  ['/hooks/|/webhook', /https?:\/\/[^\s"'/<>]{1,256}(?:\/[\w.-]{1,64}){0,3}\/(?:hooks|webhooks?)\//g, /[\w./@+-]{12,512}/y],
  ['api.telegram.org/bot', /api\.telegram\.org\/bot/g, /[\w:-]{10,128}/y],
  ['sig=|signature=|key=|code=|auth=', /[?&](?:sig|signature|key|code|auth|X-Amz-Signature|access_key)=/gi, /[^\s&"'<>`;]{8,1024}/y],
  ['bearer', /\bBearer[ \t]{1,8}/g, /[\w.~+/-]{12,8192}={0,2}/y],
  ['authorization', /\bauthorization["']?[ \t]{0,8}[:=,][ \t]{0,8}["']?basic[ \t]{1,8}/gi, /[\w+/-]{4,8192}={0,2}/y],
  ['"auth"', /"auth"\s{0,8}:\s{0,8}"/g, /[\w+/-]{8,4096}={0,2}(?=")/y],
  // .netrc, on one line or several
  ['login', /\blogin\s{1,20}\S{1,128}\s{1,20}password\s{1,20}/g, /\S{1,256}/y],
  // .pgpass: host:port:database:user:x
  ['', /:(?<=(?:^|["'\s])[^\s:'"#]{1,255}:)(?:\d{2,5}|\*):[^\s:'"]{1,128}:[^\s:'"]{1,128}:/gm, /[^\s'"]{3,256}(?=["']|\s|$)/y],
];

/** Statements of SQL whose next value is a secret. */
const sqlLeads: readonly Sought[] = [
  ['identified', /\bIDENTIFIED\s{1,20}(?:WITH\s{1,20}\S{1,64}\s{1,20})?(?:BY|AS|USING)\s{1,20}(?:PASSWORD\s{1,20}|VALUES\s{1,20})?/gi],
  ['password', /\b(?:OLD_)?PASSWORD\s{0,20}\(\s{0,20}(?=\\?["'])/gi],
  ['password', /\bSET\s{1,20}PASSWORD\s{1,20}FOR\s{1,20}\S{1,128}\s{0,20}=\s{0,20}(?=\\?["'])/gi],
  ['crypt', /\bcrypt\s{0,20}\(\s{0,20}(?=\\?["'])/gi],
  // SET password = MD5('x')
  [
    'pass|pwd',
    /(?:passw|pwd|pass)\w{0,80}["`\]]?\s{0,8}=\s{0,8}(?:(?:md5|sha\d{0,3}|\w{0,12}crypt|digest|\w{0,12}hash\w{0,12}|encode|hex|to_base64|hmac)\s{0,8}\(\s{0,8}){1,4}(?=\\?')/gi,
  ],
  [
    'pgp_sym_|es_encrypt|es_decrypt',
    /\b(?:pgp_sym_(?:en|de)crypt(?:_bytea)?|[ad]es_(?:en|de)crypt)\s{0,8}\([^'"();]{1,200},\s{0,20}(?=\\?')/gi,
  ],
  [
    'attach|pragma',
    /\b(?:ATTACH\s{1,8}(?:DATABASE\s{1,8})?\S{1,128}\s{1,8}AS\s{1,8}\S{1,64}\s{1,8}KEY\s{1,8}|PRAGMA\s{1,8}(?:re)?key\s{0,8}=\s{0,8})(?=\\?["'])/gi,
  ],
  ['password|secret|passphrase', /\b(?:PASSWORD|SECRET|PASSPHRASE)(?:[ \t]{1,20}|\s{0,20}=\s{0,20})(?=\\?'|[NE]')/gi],
  ['password|secret', /\b(?:PASSWORD|SECRET)\s{1,20}(?=\$\$|\$\w{1,20}\$)/gi],
];

const literalsIn = telling([['--from-literal', /--from-literal[= \t]["']?[\w.-]{1,128}=/g]]);
const tokensIn = telling(tokens);
const secretBehind = new Map(led.map(([, before, secret]) => [before, secret]));
const leadsIn = telling(led.map(([words, before]) => [words, before]));
const sqlLeadsIn = telling(sqlLeads);

/** Secrets that their own form or what is before them tells. */
export function formedSecrets(text: string): Span[] {
  return [
    ...tokensIn(text).flatMap((form) => matchesOf(text, form).map(({ 0: all, index }) => span(index, index + all.length))),
    ...leadsIn(text).flatMap((before) =>
      matchesOf(text, before).flatMap(({ 0: lead, index }) => {
        const secret = secretBehind.get(before);
        if (secret) secret.lastIndex = index + lead.length;
        const [own] = secret?.exec(text) ?? [];
        return own === undefined ? [] : secretIn(text, span(index + lead.length, index + lead.length + own.length));
      }),
    ),
    ...statementSecrets(text),
    ...literalsIn(text)
      .flatMap((form) => matchesOf(text, form))
      .flatMap(({ 0: lead, index }) => {
        const quote = /["']/.exec(lead)?.[0];
        const at = index + lead.length;
        const length = quote === undefined ? -1 : text.slice(at, lineEnd(text, at, 1024)).indexOf(quote);
        return secretIn(text, length < 0 ? readValue(text, at).span : span(at, at + length));
      }),
    ...keyBlocks(text),
  ];
}

/** What statements of SQL give to accounts, and ciphers. */
export const statementSecrets = (text: string): Span[] =>
  sqlLeadsIn(text).flatMap((before) => matchesOf(text, before).flatMap(({ 0: lead, index }) => sqlValue(text, index + lead.length)));

function sqlValue(text: string, at: number): Span[] {
  const [dollars] = /^\$\w{0,20}\$/.exec(text.slice(at, at + 24)) ?? [];
  if (dollars === undefined) return secretIn(text, readValue(text, /^[NE]'/.test(text.slice(at, at + 2)) ? at + 1 : at).span);
  const start = at + dollars.length;
  const length = text.slice(start, start + 1024).indexOf(dollars);
  return [span(start, length < 0 ? lineEnd(text, start, 1024) : start + length)];
}

const mayHoldKeys = signs('private key|private-lines');

/** The bodies of private keys, however their lines are joined; without an end, up to what cannot belong to one. */
function keyBlocks(text: string): Span[] {
  if (!mayHoldKeys(text)) return [];
  const found: Span[] = [];
  const begin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const start = begin.lastIndex;
    const body = /[A-Za-z0-9+/=\s\\,:"'.#>|()-]*/y;
    body.lastIndex = start;
    body.test(text);
    const end = text.slice(start, body.lastIndex).indexOf('-----END');
    const stop = end < 0 ? body.lastIndex : start + end;
    if (stop > start) found.push(span(start, stop));
    begin.lastIndex = Math.max(stop, start);
  }
  for (const { 0: lead, index } of text.matchAll(/\bPrivate-Lines: \d{1,4}\s/g)) {
    const body = /[A-Za-z0-9+/=\r\n]*/y;
    body.lastIndex = index + lead.length;
    if (body.test(text)) found.push(span(index + lead.length, body.lastIndex));
  }
  return found;
}
