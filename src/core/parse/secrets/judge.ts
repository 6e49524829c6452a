import { isSecretName } from '../../text/secrets/names';
import { isNoSecret } from '../../text/secrets/value';
import { isDefaultPassword } from './defaults';
import { entropyOf } from './entropy';
import type { FoundLiteral } from './found';

export type Judged = Pick<FoundLiteral, 'isDefault' | 'sure'>;

/** Names whose values people choose: any word can be one. Other secrets are made by machines, and look so. */
const chosen = /pass(?!port|age|enger|ive|ing|es$)|pwd|kennwort|(?:^|_)(?:pw|psk)(?:_|$)|requirepass|masterauth|bindpw|rootpw/;

/** Names of what everybody may see, and of what is made from a secret. */
const shownName =
  /public|pub_?key|passwordless|hasher|publishable|finger_?print|thumb_?print|checksum|digest|hash(?:ed)?(?:_|$)|salt$|pbkdf|bcrypt|argon|scrypt|(?:^|_)(?:md5|sha\d*)(?:_|$)|csrf|xsrf|identity|(?:foreign|primary|unique|sort|partition|cache|licen[cs]e|registry|dict|object|site|short_?cut|hot)_?key$/;

/** Names of switches and actions. */
const switchName =
  /^(?:dummy|fake|mock|no|ask|use|with|without|require|has|have|is|show|hide|reset|change|allow|enable|disabled?|force|forgot|forgotten|skip|need|prompt|update|verify|validate|check|confirm|repeat|get|set|new|generate|random|lost|remember|save|store|keep|connect_expired|existing|nopass\w*)_|nopasswd|^resetpassw/;

/** What a name ends in that is about a secret, and no secret. */
const aboutWords = [
  'accessor action again algo algorithm alias args? at attr attribute audience auto backend bin binary box bound broker button callback',
  'changed? charset cidrs? class cmd col column command complexity component config confirm confirmation controller count data',
  'date desc description dialog dialogue domain driver encoder engine error event example expired? expires factory',
  'e?mail failures? flag form format generated grace grant groups? handler hashers? header helper hidden history hook',
  'host hours icon id gid ids? inactive index info input issuer iterations kind label life lifetime limit links? lists? lockout magic',
  'manager map maps? mask message minutes model notes? on options? opts? owner parameters? params? pattern',
  'period placeholder policies policy port program property provider quality question random realm recovery reference regexp?',
  'repeat replacements? resets? resolver role rounds rules? sample scheme scope score script seconds selectors? sent server services? set show',
  'since state status storage store strength subject table tasks? template text time title to_start tool total ttl type',
  'uid until ur[il] usage users? uses validation validator var visible warn warning',
].join(' ');
const aboutSecret = new RegExp(
  `_(?:${aboutWords.replaceAll(' ', '|')})$|(?:pad|eos|bos|unk|mask|sep|cls|stop|start|end|special|next|prev|page|sync|continuation|cancel|cancellation|magic)_?token$|tokens$|tokeniz|secrets$|credentials$|keys$|key_?(?:ring|id|name|alias|type|usage|size|length|path|file|store|pair|ref|vault|space|words?|board|code|map|up|down|press)(?!_?pass)`,
);

/** Words of manuals, templates and forms that stand where a secret goes. */
const placeholder =
  /^yours?$|^(?:your|my|the|enter|insert|put|add|replace|set|choose|type|use|same|some|an?|see|from|like|change|fill|provide|specify|generate|create)[-_ ]|change[-_ ]?(?:me|this|it)|replace[-_ ]?(?:me|this|with)|place_?holder|to[-_ ]?(?:be[-_ ])?(?:do|set|defined|filled|changed|replaced)$|todo|fixme|tbd|dummy|example|sample|foo_?bar|^(?:foo|bar|baz|xyz|abc|none|null|blah|random|generated|auto|automatic|optional|encrypted|unknown|n\/?a|nothing|default_?value|value|some.{0,20}|any|same|secret_?key|token|key|hello|world)$|<[^<>]*>|\[[^[\]]*\]|[*.•_-]{3,}|^\*{1,2}[\w -]+\*{1,2}$|x{4,}|^x+$|_here$|-here$|here>|goes[-_ ]here|your[-_ ]?(?:own|pass|secret|token|key|api)|redacted|removed|not[-_ ](?:used|set|a)|^(?:not|un)_?(?:set|defined|known)\d*$|no[-_ ]?password|^%[\w-]+%$|^%[A-Z][A-Z\d_-]{2,}$|^@.*@$|^__.*__$|\{\{|\$\{|\$\(|^\$|%\(|%[sd]|^#|^\{.*\}$|^:\w+$|^\?$|^%\w+$|(?:^|\/)%[A-Za-z](?:$|\/)|@[A-Z][A-Z\d_]+@|^\\[()]|^(?:required|nullable|sometimes|optional|string|bail|present|filled|confirmed)(?:\||$)|\|(?:nullable|required|string|max:|min:)|^\^|\)\$$|\.[*+{]/i;

/** `PASSWORD=`: the beginning of an assignment. */
const assigning = /^[A-Z][A-Z\d_]*=$/;

/** Words that are in every manual, encodings, sums (also of nothing), small numbers of hardware, versions, ciphers of TLS, rows of numbers, words of switches, what services want in the place of a password, and names in the grammar of something else. */
const madeUp =
  /^(?:utf-?(?:8|16|32)|ascii|latin-?1|iso-8859-\d{1,2}|base(?:16|32|64)|hex|md5|pbkdf2|sha-?\d{1,3}(?:[-_]\d{3})?|[hrep]s(?:256|384|512)|0x[\da-f]{1,8})$|^(?:and|are|for|from|has|the|this|was|were|with)$|^(?:dummy|foo|bar|baz|foobar|example|sample|placeholder|default|all|fail(?:ed)?|ok|success|compat|files|systemd|winbind|ldap)$|^([A-Za-z])\1{2,}$|^[~^>=<v]*\d+(?:\.\d+){1,3}(?:[-+.][\w.]+)?$|^(?:cn|ou|dc|uid)=|^![A-Z\d]{2,8}(?:$|:)|:!?[A-Z\d]{2,8}:|(?::\d{1,12}){3}|^\w+(?:::\w+)+$|^(?:0x)?(?:00)?01020304050607|^(?:d41d8cd98f00b204|da39a3ee5e6b4b0d|e3b0c44298fc1c14)[\da-f]+$|^(?:x-oauth-(?:basic|token)|x-access-token|anonymous@?)$|^(?:fa|icon|glyphicon|mdi|bi)-[a-z-]+$|^[a-z]+:(?:[a-z][a-z-]*)?$|^[a-z]+(?:\/[a-z][\w.+-]*)+$|^(?:hash|proxy|pgsql|mysql|ldap|texthash|lmdb|btree|regexp|pcre|unix|file|static):/i;

/** How wide a field of a form is, and what hides it. */
const ofForm = /^(?:(?:[a-z]{1,2}-?)?\d{1,4}(?:\.\d{1,4})?(?:px|r?em|pt|vh|vw|%)|<!--|-->)$/;

/** `db_password VARCHAR(64),`: the column of a table, and what it holds. */
const columnType =
  /^(?:n?varchar2?|n?char|character|(?:tiny|medium|long)?(?:text|blob)|n?clob|bytea|bpchar|nvarchar|string|varbinary|binary|uuid|jsonb?)(?:\(\d{1,5}\))?,?$/i;

/** Windows is set up in passes, and an answer file has a part for each: `<settings pass="specialize">`. */
const setupPass = /^(?:windowsPE|offlineServicing|generalize|specialize|auditSystem|auditUser|oobeSystem)$/i;

/** What a password, a word or its translation is called. */
const calledSo =
  /pass(?:wor[dt]|phrase|code)|kennwort|kenn?ung|mot de passe|contrase|clave|senha|wachtwoord|l[oö]senord|has[lł]o|heslo|jelsz|parol|salasana|adgangskode|şifre|parola|密|パスワード|암호|пароль|รหัส|token|secret|credential|private_?key|api_?key|schl[uü]ssel/i;

const digests =
  /^(?:24(?:31|32|35|36)24[\da-f]{40}|\\?\$(?:1|2[abxy]?|5|6|7|y|apr1|argon2\w{0,2}|pbkdf2[\w-]*|scrypt|S|P|H)\\?\$|\{(?:S?SHA|S?MD5|CRYPT|PBKDF2|BLF-CRYPT|ARGON2)[\w.-]*\}|SCRAM-SHA|md5[\da-f]{32}$|\*[\dA-F]{40}$|sha\d{1,3}[:-]|pbkdf2[_:$]|[!*]+$|AQICAH|vault:v\d|\{[\da-f]{40}|AES:|ENC\[|ENC\(|\$ANSIBLE_VAULT|LS0tLS1CRUdJTi|ssh-(?:rsa|ed25519|dss)|ecdsa-sha2)/i;

const address =
  /^(?:[\w.+-]+\\?@[\w.-]+\.[a-z]{2,6}$|[\w.-]+\/(?:[\w.-]+\/)*[\w.-]*(?:key|cert|pem|token|secret|passw(?:or)?d)[\w.-]*$|[a-z][\w+.-]{1,20}:\/\/|\/|\.{1,2}\/|~\/|[A-Za-z]:\\|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|de|local|pem|key|crt|json|ya?ml|txt|conf|sh|py|env|html?|php|js|xml|properties|so|jks|p12)$)/i;

/** `com.acme.Thing`, `config.db.password`, `SECRET_NAME`, `db-password`: names of things. */
const dottedNames = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*){1,8}(?:\(\))?$/;

/** Of `hvs.CAESIJ3vQ9x8…` a part was made by a machine. */
const isMade = (part: string): boolean =>
  part.length >= 20 && /[a-z]/.test(part) && /[A-Z]/.test(part) && part.replace(/\D/g, '').length >= 3;

const isDotted = (value: string): boolean => dottedNames.test(value) && !value.split('.').some(isMade);

/** The role that a variable of Ansible belongs to says nothing of it: `login__disable_password`. */
const ofRole = /^[a-z\d_]*[a-z\d]__(?=[a-z])/;

const inWords = (name: string): string =>
  name
    .slice(-80)
    .replace(ofRole, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

/** What a program shows beside a field: `txt_title_dialog_password`. */
const labelName = /(?:^|_)(?:txt|title|label|lbl|caption|tooltip|placeholder|heading|i18n)_/;

const namesSecret = (own: string): boolean =>
  !labelName.test(own) && !shownName.test(own) && !switchName.test(own) && !aboutSecret.test(own);

/** Most names are of nothing of the kind. */
const mayName = /pass|pw|kennwort|secret|token|credential|key|psk|auth/i;

/** Whether a name is of a secret, as far as rules tell it: stricter than what is masked. */
export const tellsOfSecret = (name: string): boolean => mayName.test(name) && namesSecret(inWords(name)) && isSecretName(name);

export const isPlaceholder = (value: string): boolean => placeholder.test(value) || placeholder.test(apart(value));

/** `SetARandomStringHere`: three words or more that are written as one. */
const apart = (value: string): string =>
  /^(?:[A-Z][a-z]*){3,}$/.test(value) ? value.replace(/([a-z])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$&_') : value;

/** What a value under a name is: a secret, a well-known one, or `undefined`. */
export function judge(name: string, value: string, user?: string): Judged | undefined {
  const own = inWords(name);
  // Of sudo: no password is asked for.
  if (/^nopass(?:wd)?$/i.test(name)) return undefined;
  if (ofForm.test(value) || (name === 'pass' && setupPass.test(value))) return undefined;
  if (value.length < 3 || value.length > 4096 || !tellsOfSecret(name)) return undefined;
  if (madeUp.test(value) || assigning.test(value) || columnType.test(value)) return undefined;
  if (chosen.test(own) && !address.test(value) && isDefaultPassword(value, user)) {
    return inWords(value) === own ? undefined : { isDefault: true, sure: /^change|^[A-Z_]+$/.test(value) ? 'possible' : 'likely' };
  }
  if (isNoSecret(value) || isPlaceholder(value) || digests.test(value) || address.test(value)) return undefined;
  const judged = chosen.test(own) ? chosenSecret(own, value) : madeSecret(value);
  return judged && repeats(own, value) ? { ...judged, sure: 'possible' } : judged;
}

/** `DeviceAuthKey = "pm-27581-device-auth-key"`: a value in words that has all of its name's is what something is called. */
function repeats(name: string, value: string): boolean {
  if (!name.includes('_') || !/^[a-z\d]+(?:[-_.][a-z\d]+){2,}$/.test(value)) return false;
  const said = value.replace(/[-_.]/g, '');
  return name.split('_').every((word) => said.includes(word));
}

function chosenSecret(name: string, value: string): Judged | undefined {
  const plain = /^[A-Za-z]+$/.test(value);
  if (/\s/.test(value) && (value.split(/\s+/).length > 2 || /^[\p{L}\s.,:;!?'’()-]+$/u.test(value))) return undefined;
  // Sums of a password, of the usual lengths.
  if (
    /^(?:[\da-f]{16}|[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[\da-f]{96}|[\da-f]{128})$/i.test(value) &&
    /\d/.test(value) &&
    !/secret/.test(name)
  )
    return undefined;
  if (/[^\x20-\x7e]/.test(value) || isDotted(value) || inWords(value) === name) return undefined;
  // What is called like a secret is the name of one, unless it has what passwords have.
  if (calledSo.test(value) && !/\d/.test(value)) return undefined;
  if (/^[A-Z][A-Z_]*[A-Z]$/.test(value) || (isSecretName(value) && /^[\w.-]+$/.test(value) && !/\d/.test(value))) return undefined;
  // `.passlist`: a file.
  if (/^\.[a-z][a-z_-]*$/.test(value)) return undefined;
  if (/^-?\d{1,3}(?:\.\d+)?$/.test(value) || /^[\w.-]*\(.*\)$/.test(value)) return undefined;
  // `s3-password`: words and a number, and `23456789`: what a password is made of.
  if (isRow(value) || (calledSo.test(value) && /^[a-z]+\d?(?:[-_.][a-z]+\d?)+$/.test(value))) return { isDefault: false, sure: 'possible' };
  // `recovery_code`: what programs call things.
  if (/^[a-z]+(?:_[a-z]+\d{0,2})+$/.test(value)) return { isDefault: false, sure: 'possible' };
  return { isDefault: false, sure: plain && value.length < 16 ? 'likely' : 'certain' };
}

/** Characters of a secret that a machine made, at least. */
const shortestMade = 8;

/** `abcdefghijklmnop0123456789`: most characters follow the one before, as in no secret that a machine made. */
function isRow(value: string): boolean {
  let following = 0;
  for (let at = 1; at < value.length; at++) if (value.charCodeAt(at) === value.charCodeAt(at - 1) + 1) following++;
  return following * 3 >= value.length * 2;
}

function madeSecret(value: string): Judged | undefined {
  // `0000111122223333`: typed, to show how long one is.
  if (value.replace(/(\w)\1{2,}/g, '') === '') return undefined;
  if (value.length < shortestMade || isRow(value) || /[\s<>(){}\\]/.test(value) || isDotted(value) || /[^\x21-\x7e]/.test(value))
    return undefined;
  if (calledSo.test(value) && !/\d/.test(value)) return undefined;
  const digits = (value.match(/\d/g) ?? []).length;
  const mixed = /[a-z]/.test(value) && /[A-Z]/.test(value);
  if (/^[\d.,:+-]+$/.test(value) || (isSecretName(value) && entropyOf(value) < 3.5)) return undefined;
  // Words with hyphens and a number are names.
  const parts = value.split(/[-_.:/]/);
  if (parts.length > 1 && digits <= 4 && parts.every((part) => /^[a-z]{0,12}\d{0,2}[a-z]{0,12}$/i.test(part))) return undefined;
  if (/^[a-z]+(?:[-_./:][a-z]+)*[-_.]?(?:v?\d{1,3})?$/i.test(value) && !(mixed && value.length >= 20)) return undefined;
  if (digits === 0 && !(mixed && value.length >= 20) && !/[!@#$%^&*?~+]/.test(value)) return undefined;
  const bits = entropyOf(value);
  if (bits < 2.6) return undefined;
  return { isDefault: false, sure: bits >= 3 && value.length >= 16 && digits > 1 ? 'certain' : 'likely' };
}
