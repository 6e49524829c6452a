import { span, type Span } from '../span';
import { secretIn } from './assignments';
import { isSecretName } from './names';
import { readValue } from './value';
import { matchesOf, telling, type Sought } from './matches';

/** What stands before a value, and names it. */
const before: readonly Sought[] = [
  // Kubernetes, compose, JSON: name: X_PASSWORD, value: x; a field may stand between them.
  [
    'value',
    /\b(?:name|key)["']?\s{0,8}[:=]\s{0,8}["']?([\w.-]{1,80})["']?,?\s{1,80}(?:["']?\w{1,40}["']?\s{0,8}[:=]\s{0,8}["']?[^"'\n,{}<>]{0,80}["']?,?\s{1,80})??["']?value["']?\s{0,8}[:=]\s{0,8}/gi,
  ],
  // <entry key="db.password">x</entry>
  [
    'name|key|<param |<property |<setting |<entry ',
    /\b(?:name|key|(?<=<(?:param|property|setting|entry) )id)\s?=\s?["']([\w.-]{1,80})["'][^<>]{0,80}>(?:\s{0,40}<value>)?/gi,
  ],
  // <name>db.password</name><value>x</value>; <key>password</key><string>x</string>
  [
    'name>|key>',
    /<(?:param-)?(?:name|key)>\s{0,40}([\w.-]{1,80})\s{0,40}<\/(?:param-)?(?:name|key)>\s{0,80}<(?:(?:param-)?value|string)>/gi,
  ],
  // add --from-literal=key=x; aws configure set name x; consul kv put app/password x
  [
    'passw|secret|token|requirepass|masterauth|api_key|apikey',
    /\b(?:set|config|add|put|setx|setenv|-gx)(?![ \t]{1,8}column\b)[ \t]{1,8}(?:[\w./-]{1,80}[ \t]{1,8}){0,3}?["']?((?:[\w./:-]{0,60}[_./-])?(?:aws_session_token|secret_access_key|\w{0,30}(?:password|passwd|secret|token|authToken|requirepass|masterauth|api_?key)))["']?[ \t]{1,8}(?=[^-\s=:])/gi,
  ],
  // define('DB_PASSWORD', 'x'); {password, <<"x">>}; {password, "x"}
  ['define', /\bdefine\s{0,8}\(\s{0,8}["'](\w{1,80})["']\s{0,8},\s{0,8}(?=["'])/gi],
  ['', /\{\s{0,8}([a-z]\w{0,60})\s{0,8},\s{0,8}(?:<<)?(?=")/gi],
  // SET app.password TO 'x'
  ['set', /\bSET\s{1,8}["`]?([\w.]{1,80})["`]?\s{1,8}TO\s{1,8}(?=')/gi],
];

/** A value before what names it: { "value": "x", "name": "DB_PASSWORD" }, <value>x</value><name>…, SET value = 'x' WHERE name = '…'. */
const behind: readonly Sought[] = [
  [
    'value',
    /\bvalue["']?\s{0,8}[:=]\s{0,8}(["']?)([^"'\n]{3,512}?)\1,?\s{1,80}(?:["']?\w{1,40}["']?\s{0,8}[:=]\s{0,8}["']?[^"'\n,{}<>]{0,80}["']?,?\s{1,80})??["']?(?:name|key)["']?\s{0,8}[:=]\s{0,8}["']?([\w.-]{1,80})/dgi,
  ],
  ['<value>', /<(value)>([^<]{3,512})<\/value>\s{0,80}<(?:name|key)>\s{0,40}([\w.-]{1,80})/dgi],
  [
    'value',
    /\bSET\s{1,20}["`]?\w{0,20}value["`]?\s{0,8}=\s{0,8}(\\?['"])([^'"\n]{3,512})\1\s{1,20}WHERE\s{1,20}["`]?\w{1,40}["`]?\s{0,8}=\s{0,8}\\?['"]([\w.-]{1,80})/dgi,
  ],
];

const beforeIn = telling(before);
const behindIn = telling(behind);

/** Secrets whose names stand in a field, an attribute or an element of their own. */
export function keyedSecrets(text: string): Span[] {
  return [
    ...beforeIn(text).flatMap((lead) =>
      matchesOf(text, lead).flatMap(({ 0: all, 1: name = '', index }) => {
        if (!isSecretName(name)) return [];
        const at = index + all.length;
        const length = all.includes('>') ? text.slice(at, at + 1024).indexOf('<') : -1;
        return secretIn(text, length > 0 ? span(at, at + length) : readValue(text, at).span);
      }),
    ),
    ...behindIn(text).flatMap((form) =>
      matchesOf(text, form).flatMap(({ 3: name = '', indices }) => {
        const [start, end] = indices?.[2] ?? [0, 0];
        return isSecretName(name) ? secretIn(text, span(start, end)) : [];
      }),
    ),
    ...attributeSecrets(text),
  ];
}

const tag = /<[\w:.-]{1,80}\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/g;
const attribute = /([\w:.-]{1,80})\s{0,8}=\s{0,8}(?:"([^"]*)"|'([^']*)')/dg;

/** `<property value="x" name="db.password"/>`, its attributes in any order. */
function attributeSecrets(text: string): Span[] {
  return matchesOf(text, tag).flatMap(({ 0: own, index }) => {
    const attributes = [...own.matchAll(attribute)].map(({ 1: name = '', 2: double, 3: single, indices }) => {
      const [start, end] = indices?.[2] ?? indices?.[3] ?? [0, 0];
      return { name: name.toLowerCase(), value: double ?? single ?? '', at: span(index + start, index + end) };
    });
    if (!attributes.some(({ name, value }) => /^(?:name|key|id|param|property)$/.test(name) && isSecretName(value))) return [];
    return attributes.filter(({ name }) => /^(?:value|val|content|default)$/.test(name)).flatMap(({ at }) => secretIn(text, at));
  });
}
