/** Longer texts are no versions that a program prints. */
const longest = 200;

/** MariaDB puts a version of MySQL before its own, for clients that would take 10 for 1 (MariaDB, "Version Function"). */
const beforeMariaDb = /^5\.5\.5-(?=\d+\.\d+\.\d+-mariadb)/i;

/** Behind a version these say which one of it: `5.2 SP1`, `8 Update 392`, `6.0 RC 2`. */
const saysWhich = /^(alpha|beta|rc|sp|patch|hotfix|update)$/i;

/** `5.2.15(1)-release`: how often it was built. */
const ofBash = /\(\d+\)-release\b/;

/** Which build or commit it is, and of no version. */
const counted = /^(?:build|rev|revision|job|run|commit|git|svn|nightly|snapshot|main|master|trunk)[._-]?\d+$/i;

/** What a server prints, without the version that it only pretends to be. */
export const withoutPretence = (text: string): string => text.trim().replace(beforeMariaDb, '');

/**
 * The version in what programs and people write of one: `PostgreSQL 15.8 on x86_64`, `nginx/1.22.1`, `openssl-1.1.1k`,
 * `15.8 (Debian 15.8-0+deb12u1)`, `Redis server v=7.2.5 sha=0`, `R2026a`. `undefined` if there is none, or one cannot tell which number it is:
 * `SQL Server 2019 - 15.0.4322`.
 */
export function printedVersion(text: string): string | undefined {
  const own = withoutPretence(text).replace(ofBash, '');
  const words = text.length > longest ? [] : own.split(/[\s()[\]"',;/:=]+/);
  // `15.2(7)E3`: the parentheses are of the version.
  if (/\d\(\d/.test(own)) return undefined;
  const versions = words.map((word) => (counted.test(word) ? undefined : /^[a-z._-]*(\d[\w.+~^-]*)$/i.exec(word)?.[1]));
  const at = versions.findIndex((version) => version !== undefined);
  const first = versions[at];
  if (first === undefined) return undefined;
  const dotted = versions.find((version) => version !== undefined && /^\d+\.\d/.test(version));
  const unclear = /^\d+$/.test(first) && dotted !== undefined && dotted.split('.')[0] !== first;
  const [, word, number = ''] = /^([a-z]+)(\d*)$/i.exec(words[at + 1] ?? '') ?? [];
  if (unclear) return undefined;
  // `perl 5, version 36 (v5.36.0)`, `19c Release 19.21.0.0.0`: the same one, told exactly.
  if (dotted !== undefined && /^\d+[a-z]?$/i.test(first) && dotted.startsWith(`${parseInt(first, 10)}.`)) return dotted;
  if (word === undefined || !saysWhich.test(word)) return first;
  return `${first}-${word}${number || (/^\d+$/.exec(words[at + 2] ?? '')?.[0] ?? '')}`;
}
