import { span, type Span } from '../span';
import { secretIn } from './assignments';
import { readValue } from './value';
import { matchesOf, telling, type Sought } from './matches';

/** Behind these a value follows, in quotes or as one word. */
const leads: readonly Sought[] = [
  // Redis, LDAP, keepalived, HAProxy: also in what a script echoes, or sed puts in.
  [
    'requirepass|masterauth|primaryauth|bindpw|rootpw|rootbindpw|auth-pass|auth_pass|insecure-password',
    /\b(?:requirepass|masterauth|primaryauth|bindpw|rootpw|rootbindpw|auth[-_]pass(?:word)?|insecure-password)[ \t]{1,20}(?=["']?[^\s"'`.[(\\%$*^-])/gi,
  ],
  ['auth-pass', /\bauth-pass[ \t]{1,8}[\w.-]{1,64}[ \t]{1,8}/gi],
  ['user', /\b(?:user|SETUSER)[ \t]{1,8}[\w.-]{1,64}[ \t]{1,8}(?:[^\s>]{1,64}[ \t]{1,8}){0,8}>/gi],
  ['auth', /^[ \t]{0,20}AUTH[ \t]{1,8}(?=[^\s"']{4,256}[ \t]*$)/gm],
  [
    'printf',
    /\bprintf[ \t]{1,8}["'][^"']{0,80}(?:requirepass|masterauth|passw(?:or)?d|secret|token)[ \t:=]{1,4}%s[^"']{0,80}["'][ \t]{1,8}/gi,
  ],
  ['stats', /\bstats[ \t]{1,8}auth[ \t]{1,8}[^\s:]{1,64}:/gi],
  ['community', /\b(?:r[ow]community6?|snmp-server[ \t]{1,8}community)[ \t]{1,8}/gi],
  ['com2sec', /\bcom2sec6?[ \t]{1,8}[\w.-]{1,64}[ \t]{1,8}\S{1,64}[ \t]{1,8}/gi],
  // ipsec.secrets, sasl_passwd, chap-secrets, LDIF
  ['psk|xauth|eap|ntlm', /(?:^|\s):[ \t]{1,8}(?:PSK|XAUTH|EAP|NTLM)[ \t]{1,8}(?=["'0])/gm],
  ['', /\[(?<=^[ \t]{0,20}\[)[\w-]{1,64}\.[\w.-]{1,128}\](?::\d{2,5})?[ \t]{1,20}[^\s:]{1,128}:(?!\/)/gm],
  ['', /\*(?<=^[ \t]{0,20}["']?[A-Za-z][\w.@-]{0,63}["']?[ \t]{1,20}\*)[ \t]{1,20}(?=\S{0,64}\d\S{0,64}[ \t]{1,20}\*[ \t]*$)/gm],
  ['userpassword::', /\buserPassword::[ \t]{1,8}/gi],
  ['authorization', /\bAuthorization[ \t]{1,8}["']?(?:Basic|Bearer|token)[ \t]{1,8}/gi],
  // debconf-set-selections, db2, PowerShell, WebLogic, Cisco
  ['passw', /[\w.-]\/[\w-]{0,60}passw(?:or)?d[\w-]{0,60}[ \t]{1,8}password[ \t]{1,8}/gi],
  ['connect', /\bconnect[ \t]{1,8}to[ \t]{1,8}[^\s;]{1,64}[ \t]{1,8}user[ \t]{1,8}[^\s;]{1,64}[ \t]{1,8}using[ \t]{1,8}/gi],
  ['convertto-securestring', /\bConvertTo-SecureString[ \t]{1,8}(?:-String[ \t]{1,8})?(?=["'])/gi],
  ['connect', /\bconnect\s{0,4}\(\s{0,4}["'][^"'\n]{1,80}["']\s{0,4},\s{0,4}(?=["'][^"'\n]{3,128}["']\s{0,4},\s{0,4}["']t3)/gi],
  ['password|secret', /\b(?:password|secret)[ \t]{1,4}[07][ \t]{1,4}(?=\S{4})/gi],
  ['/rp', /\s\/rp[ \t]{1,8}/gi],
];

/** expect: what is sent where a password is asked for. */
const sent = /(?:assword|assphrase)[^\n]{0,80}\n?[ \t]{0,40}\{?[ \t]{0,8}send[ \t]{1,8}(?:--[ \t]{1,8})?\\?["{]/gi;

const leadsIn = telling(leads);
const sentIn = telling([['assword|assphrase', sent]]);

/** Secrets that lines of configuration files and of scripts hold behind words, without a sign between. */
export function directiveSecrets(text: string): Span[] {
  return [
    ...leadsIn(text).flatMap((lead) =>
      matchesOf(text, lead).flatMap(({ 0: all, index }) => secretIn(text, readValue(text, index + all.length).span)),
    ),
    ...sentIn(text)
      .flatMap((form) => matchesOf(text, form))
      .flatMap(({ 0: all, index }) => {
        const start = index + all.length;
        const [own = ''] = /^[^"\\}[\n]{0,256}/.exec(text.slice(start, start + 256)) ?? [];
        return secretIn(text, span(start, start + own.length));
      }),
  ];
}
