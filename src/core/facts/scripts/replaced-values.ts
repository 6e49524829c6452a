import { fact, fileFact } from '../../subject/fact';

/** What a script puts into settings in place of what stood there. */
interface Replacing {
  /** The words of its patterns: names of settings, and values that are taken as marks. */
  readonly words: ReadonlySet<string>;
  readonly text: string;
}

/** `s|<admin-password>[^<]*|<admin-password>${PASSWORD}|`, with what stands there afterwards. */
const substitution = /(?<=['"\s;{])s([|/#,@~!])((?:(?!\1)[^\n\\]|\\[^\n]){1,300})\1((?:(?!\1)[^\n\\]|\\[^\n]){0,300})\1/g;

/** `crudini --set /etc/app.conf database password "$PASSWORD"`. */
const setter = /\b(?:crudini|openstack-config)\s+--set\s+(\S+\s+\S+\s+\S+)\s+"?(\$[^\n]{1,80})/g;

const computed = /\$[\w{(]|`/;

const replacing = fileFact('shell', ({ text }): Replacing | undefined => {
  if (!/\b(?:sed|perl|crudini|openstack-config)\b/.test(text)) return undefined;
  const found = [...text.matchAll(substitution), ...[...text.matchAll(setter)].map(([all, named, to]) => [all, '', named, to])];
  const words = found.flatMap(([, , pattern = '', to = '']) => (computed.test(to) ? (pattern.match(/[\w-]{3,60}/g) ?? []) : []));
  return words.length > 0 ? { words: new Set(words.map(plain)), text } : undefined;
});

const all = fact(['shell'], (reviewed): readonly Replacing[] => reviewed.subjects.shell.flatMap((script) => replacing(script) ?? []));

/**
 * Whether a script that names the file puts something of the host in place of what stands in it: under this name, or wherever this value is. The
 * file is then no more than a form.
 */
export const isReplaced = fact(
  ['shell'],
  (reviewed) =>
    (path: string, name: string, value: string): boolean =>
      all(reviewed).some(({ words, text }) => (words.has(plain(name)) || words.has(plain(value))) && text.includes(nearName(path))),
);

/** With its folder: many files are called `config.yml`, and a script fills in one of them. */
const nearName = (path: string): string => path.split('/').slice(-2).join('/');

const plain = (word: string): string => word.toLowerCase().replaceAll('_', '-');
