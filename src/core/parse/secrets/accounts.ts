import { baseName } from '../../text/path';
import { span } from '../../text/span';
import type { FoundLiteral } from './found';
import { judge } from './judge';

/** A form in which files give accounts their passwords: where the value stands is its group `p`, whose it is `u`. */
interface Form {
  readonly name: string;
  /** Which files have it; absent: any whose text begins or names what it says. */
  readonly file?: RegExp;
  readonly asks: RegExp;
  readonly form: RegExp;
  /** The value is base64 of `user:password`, or of the password. */
  readonly isEncoded?: true;
}

const value = /["']?(?<p>[^\s"'$<{]{3,256})["']?/.source;

/** Automatic installations, initialization of clouds, clients of registries (their manuals name these forms). */
const forms: readonly Form[] = [
  { name: 'rootpw', asks: /^rootpw\s/m, form: new RegExp(`^rootpw[ \\t]+--plaintext[ \\t]+${value}`, 'dgm') },
  {
    name: 'the password of a kickstart file',
    asks: /^(?:user|sshpw|bootloader|autopart|raid|part|logvol|volgroup)\s[^\n]*--(?:password|passphrase)=/m,
    form: new RegExp(
      `^(?:(?:user|sshpw)[ \\t](?![^\\n]*--iscrypted)[^\\n]{0,200}?--password=|(?:bootloader|autopart|raid|part|logvol|volgroup)[ \\t](?![^\\n]*--iscrypted)[^\\n]{0,300}?--(?:password|passphrase)=)${value}`,
      'dgm',
    ),
  },
  {
    name: 'the answer to a question of the installer',
    asks: /\spassword[ \t]/,
    form: new RegExp(
      `^(?!#)\\S{1,60}[ \\t]+\\S{1,120}(?:password|passwd|passphrase|app-pass|mysql-root-pass|admin-pass)(?:[-_]again)?[ \\t]+password[ \\t]+${value}`,
      'dgm',
    ),
  },
  {
    name: 'a password of chpasswd',
    asks: /^[ \t]{0,40}chpasswd:/m,
    form: /^[ \t]+(?:-[ \t]+)?["']?(?<u>[a-z_][\w.-]{0,31}):(?<p>(?!\s|R\b|RANDOM\b)[^\s"'$<{]{3,256})["']?[ \t]{0,20}(?:#.*)?$/dgm,
  },
  {
    name: 'the login of a registry',
    asks: /"auths?"\s*:/,
    form: /"auth"\s*:\s*"(?<p>[A-Za-z\d+/]{8,1000}={0,2})"/dg,
    isEncoded: true,
  },
  {
    name: 'the token of a registry',
    file: /npmrc$/,
    asks: /_auth/,
    form: /^[^#;\n]{0,200}?:?_authToken\s*=\s*["']?(?<p>[^\s"'${]{8,400})/dgm,
  },
  {
    name: 'the login of a registry',
    file: /npmrc$/,
    asks: /_auth|_password/,
    form: /^[^#;\n]{0,200}?:?(?:_auth|_password)\s*=\s*["']?(?<p>[A-Za-z\d+/]{4,400}={0,2})/dgm,
    isEncoded: true,
  },
];

/** Passwords of accounts in files by which hosts and clients are set up, whose lines have no name and sign before them. */
export const accountSecrets = (path: string, text: string): FoundLiteral[] =>
  forms.flatMap(({ name, file, asks, form, isEncoded }) =>
    (file === undefined || file.test(baseName(path))) && asks.test(text)
      ? [...text.matchAll(form)].flatMap(({ indices, groups }): FoundLiteral[] => {
          const [start = 0, end = 0] = indices?.groups?.['p'] ?? [];
          const written = groups?.['p'] ?? '';
          const [user, secret] = isEncoded ? loginIn(written) : [groups?.['u'], written];
          const judged = secret === undefined ? undefined : judge('password', secret, user);
          return judged
            ? [{ kind: 'literal', span: span(start, end), value: span(start, end), name, ...(user && { user }), ...judged }]
            : [];
        })
      : [],
  );

/** What base64 says: `user:password`, or a password alone. */
function loginIn(written: string): readonly [user: string | undefined, secret: string | undefined] {
  try {
    const said = atob(written);
    if (!/^[\x20-\x7e]+$/.test(said)) return [undefined, undefined];
    const at = said.indexOf(':');
    return at < 0 ? [undefined, said] : [said.slice(0, at), said.slice(at + 1)];
  } catch {
    return [undefined, undefined];
  }
}
