import type { LiteralPlace } from '../../text/literals';
import { span } from '../../text/span';
import type { FoundLiteral } from './found';

/** How hashes of passwords begin in `/etc/shadow`, `.htpasswd` and LDIF (crypt(5), and what Apache and OpenLDAP add). */
export const hashLiterals: readonly string[] = ['$1$', '$5$', '$6$', '$y$', '$2a$', '$2b$', '$2y$', '$apr1$', '{SHA}', '{SSHA'];

/** In a shell's double quotes each `$` has a backslash before it. */
const whole =
  /\\?\$(?:6\\?\$(?:rounds=\d{1,9}\\?\$)?[./\w]{1,16}\\?\$[./\w]{60,90}|5\\?\$(?:rounds=\d{1,9}\\?\$)?[./\w]{1,16}\\?\$[./\w]{35,47}|(?:1|apr1)\\?\$[./\w]{1,8}\\?\$[./\w]{20,24}|y\\?\$[./\w]{1,6}\\?\$[./\w]{1,86}\\?\$[./\w]{43}|2[aby]\\?\$\d\d\\?\$[./\w]{50,56})(?![./\w$])|\{(?:SHA|SSHA(?:256|384|512)?)\}[\w+/]{20,120}={0,2}/y;

/** What stands before the hash of a host's account, an entry of a directory or a list of a web server: `root:`, `passwd:`, `rootpw --iscrypted`, `useradd -p`. */
const ofAccount =
  /(?:^|[\s"'`])[\w.@-]{1,64}:$|(?:passwd|rootpw|userpassword|crypted password|encrypted-password|--iscrypted|--password|\s-[pe])["']?[ \t]{0,8}[:=]{0,2}[ \t]{0,8}["']?$/i;

/** The same of a list of accounts, whose members only the lines above name so: Ansible's `user`, `users` of cloud-init and Ignition. */
const ofListed = /\bpassword_?hash["']?\s{0,4}[:=]\s{0,4}["']?$|\bpassword["']?\s{0,4}[:=]\s{0,4}["']?$/i;
const lists = /(?:^|[\s.-])users?["']?:|\bchpasswd:/;

/** Characters before a hash that say whose it is. */
const reach = 120;
const listReach = 500;

/** The hash that a literal begins, where it is of an account's password. */
export function hashAt(text: string, { at }: LiteralPlace): FoundLiteral | undefined {
  const start = text.charAt(at - 1) === '\\' ? at - 1 : at;
  whole.lastIndex = start;
  const hash = whole.exec(text)?.[0];
  if (hash === undefined) return undefined;
  const before = text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, start - reach), start);
  const above = (): boolean => lists.test(text.slice(Math.max(0, start - listReach), start));
  const lead = ofAccount.exec(before)?.[0] ?? (above() ? ofListed.exec(before)?.[0] : undefined);
  // A remark shows how one looks; of a variable of SQL or a program nobody knows whose it is.
  if (lead === undefined || /^\s*(?:#|\/\/|;|--|\*)/.test(before)) return undefined;
  const end = start + hash.length;
  const user = /([\w.@-]{1,64}):$/.exec(lead)?.[1];
  return {
    kind: 'literal',
    span: span(start, end),
    value: span(start, end),
    name: 'the hash of a password',
    ...(user !== undefined && { user }),
    isHash: true,
    isDefault: false,
    sure: isRow(hash) ? 'possible' : 'certain',
  };
}

/** `$6$salt$xxxxxxxx…`: typed, to show how long one is. */
const isRow = (hash: string): boolean => new Set(hash.slice(hash.lastIndexOf('$') + 1)).size < 10;
