import { span } from '../../text/span';
import type { FoundLiteral } from './found';
import { judge } from './judge';

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
  ['the option /rp', new RegExp(`^[ \\t@&]{0,20}schtasks(?:\\.exe)?\\s[^\\n]{0,400}?\\s/rp\\s{1,8}${word}`, 'dgim')],
];

/** Passwords that scripts of Windows hand to commands. */
export function windowsSecrets(path: string, text: string): FoundLiteral[] {
  if (!script.test(path)) return [];
  return forms.flatMap(([name, form]) =>
    [...text.matchAll(form)].flatMap(({ index, indices, 1: double, 2: single, 3: bare }): FoundLiteral[] => {
      const [from, to] = indices?.[1] ?? indices?.[2] ?? indices?.[3] ?? [index, index];
      const judged = judge(/token$/.test(name) ? 'token' : 'password', double ?? single ?? bare ?? '');
      return judged ? [{ kind: 'literal', span: span(index, to), value: span(from, to), name, ...judged }] : [];
    }),
  );
}
