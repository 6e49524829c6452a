import { span } from '../../text/span';
import type { FoundLiteral } from './found';
import { handedSecrets } from '../../text/secrets/commands';
import { judge } from './judge';
import { said, unquoted } from './places';

const script = /\.(?:ps1|psm1|bat|cmd)$/i;

/** A word that is written out: no variable, no option, no question. */
const word = /(?:"([^"%$!\n]{3,200})"|'([^'\n]{3,200})'|([^\s"'%$!*/-][^\s"'%$!]{2,199}))/.source;

/** Commands that are given a password, and where it stands: behind an option, or in its place. */
const forms: readonly (readonly [name: string, form: RegExp])[] = [
  [
    'the text of ConvertTo-SecureString',
    new RegExp(`\\bConvertTo-SecureString\\s{1,8}(?:-String\\s{1,8})?${word}\\s(?=[^\\n]{0,200}-AsPlainText\\b)`, 'dgi'),
  ],
  ['the option -P', new RegExp(`^[ \\t@&]{0,20}(?:sqlcmd|osql|isql|bcp)(?:\\.exe)?\\s[^\\n]{0,300}?\\s-P\\s{0,4}${word}`, 'dgim')],
  [
    'the password of net user',
    new RegExp(`^[ \\t@&]{0,20}net1?(?:\\.exe)?\\s{1,8}user\\s{1,8}(?:"[^"\\n]{1,80}"|[^\\s"]{1,80})\\s{1,8}${word}(?:\\s|$)`, 'dgim'),
  ],
  [
    'the password of net use',
    new RegExp(
      `^[ \\t@&]{0,20}net1?(?:\\.exe)?\\s{1,8}use\\s{1,8}(?:[a-z*]:?\\s{1,8})?\\\\\\\\[^\\s"]{1,200}\\s{1,8}${word}\\s{1,8}/user:`,
      'dgim',
    ),
  ],
  ['the option password= of sc', new RegExp(`^[ \\t@&]{0,20}sc(?:\\.exe)?\\s[^\\n]{0,300}?\\spassword=\\s{0,8}${word}`, 'dgim')],
  [
    'the option -p',
    new RegExp(`^[ \\t@&]{0,20}(?:psexec(?:64)?|plink|pscp|psftp)(?:\\.exe)?\\s[^\\n]{0,300}?\\s-(?:p|pw)\\s{1,8}${word}`, 'dgim'),
  ],
  [
    'an HTTP header with a token',
    new RegExp(
      `["']?(?:X-[\\w-]{0,40}(?:Key|Token|Secret)|Authorization|PRIVATE-TOKEN)["']?\\s{0,4}=\\s{0,4}["'](?:Bearer |Basic |token )?(?:([^"'%$!\\n ]{8,200}))["']`,
      'dgi',
    ),
  ],
  ['the option --password', new RegExp(`(?<=\\s)--(?:[\\w-]{0,40}-)?(?:password|passwd|passphrase|pwd)=${word}`, 'dgi')],
  ['the option /rp', new RegExp(`^[ \\t@&]{0,20}schtasks(?:\\.exe)?\\s[^\\n]{0,400}?\\s/rp\\s{1,8}${word}`, 'dgim')],
];

/** Passwords that scripts of Windows hand to commands. */
export function windowsSecrets(path: string, text: string): FoundLiteral[] {
  if (!script.test(path)) return [];
  const ofWindows = forms.flatMap(([name, form]) =>
    [...text.matchAll(form)].flatMap(({ index, indices, 1: double, 2: single, 3: bare }): FoundLiteral[] => {
      const [from, to] = indices?.[1] ?? indices?.[2] ?? indices?.[3] ?? [index, index];
      const judged = judge(/token$/.test(name) ? 'token' : 'password', double ?? single ?? bare ?? '');
      return judged ? [{ kind: 'literal', span: span(index, to), value: span(from, to), name, ...judged }] : [];
    }),
  );
  const told = new Set(ofWindows.map(({ value }) => value.start));
  return [...ofWindows, ...handedOver(text).filter(({ value }) => !told.has(value.start))];
}

/** What commands of every system are given, such as clients of databases: their options are the same here. */
function handedOver(text: string): FoundLiteral[] {
  return handedSecrets(text, span(0, text.length)).flatMap(({ value: given, how, from, program }): FoundLiteral[] => {
    const value = unquoted(text, given);
    const secret = said(text, value);
    // Variables of batch files and PowerShell, and what these work out.
    if (how !== 'argument' || /[$%!`(){}]/.test(secret) || isRemark(text, from)) return [];
    const judged = judge('password', secret);
    return judged ? [{ kind: 'literal', span: span(from, value.end), value, name: `an argument of ${program}`, ...judged }] : [];
  });
}

const isRemark = (text: string, at: number): boolean =>
  /^[ \t@]*(?:#|::|rem\b|echo\b|Write-)/i.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
