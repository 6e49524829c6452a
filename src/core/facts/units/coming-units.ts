import type { ShellCommand } from '../../parse/shell';
import { fact, fileFact } from '../../subject/fact';
import type { PackageView, Subject } from '../../subject/subject';
import known from './package-units.json';
import { writtenNames } from './shell-names';
import { stemOf } from './unit-name';
import { baseName } from '../../text/path';

type Declaring = PackageView<'manifest' | 'packaging' | 'shell'>;

/**
 * Whether a unit comes with another package, by the unit's name: one that the manifest, a `control` or a `.spec` file asks
 * for, or that a script of the package installs. Whether it is installed in time is not looked at.
 */
export const comingUnits = fact((reviewed: Declaring): ((unit: string) => boolean) => {
  const declared = reviewed.subjects.manifest.flatMap(({ syntax }) =>
    syntax.dependencies.flatMap(({ name, optional }) => (optional ? [] : [name])),
  );
  const packages = new Set([
    ...declared,
    ...reviewed.subjects.packaging.flatMap(({ syntax }) => syntax.needs),
    ...reviewed.subjects.shell.flatMap(installedIn),
  ]);
  const partly = [...packages].filter((name) => name.includes('*'));
  const names = new Set([...packages].flatMap(usualUnits));
  const patterns = known.filter((entry) => entry.packages.some((pattern) => hasMatch(pattern, packages))).flatMap(({ units }) => units);
  return (unit) => {
    const stem = stemOf(unit);
    return (
      names.has(plain(stem.replace(/@.*/, ''))) ||
      partly.some((pattern) => matches(pattern, stem)) ||
      patterns.some((pattern) => matches(pattern, stem.replace(/@.*/, '@')))
    );
  };
});

/** `NetworkManager` and `network-manager` are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/** What distributions put behind the name of what they package. */
const role = /-(server|daemon|common|core|ce|ee|oss|full|light|standard|systemd|bin)$/;

const usualUnits = (name: string): string[] => {
  const short = name.toLowerCase().replace(role, '');
  return [plain(name), plain(short), `${plain(short)}d`];
};

function hasMatch(pattern: string, names: ReadonlySet<string>): boolean {
  if (!pattern.includes('*')) return names.has(pattern);
  for (const name of names) if (matches(pattern, name)) return true;
  return false;
}

/** One `*` stands for anything. */
function matches(pattern: string, name: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return name === pattern;
  return name.length >= pattern.length - 1 && name.startsWith(before) && name.endsWith(after);
}

/** Subcommands that install packages, by program. */
const installers = new Map<string, RegExp>([
  ...['apt-get', 'apt', 'aptitude', 'dnf', 'yum', 'microdnf', 'tdnf', 'pip', 'pip3', 'pipx', 'snap', 'brew'].map(
    (name) => [name, /^(install|reinstall|localinstall)$/] as const,
  ),
  ['zypper', /^(install|in)$/],
  ['apk', /^add$/],
  ['pacman', /^-S\w*$|^--sync$/],
  ['dpkg', /^(-i|--install)$/],
  ['rpm', /^-[iUFvh]+$|^--(install|upgrade)$/],
]);

/** Functions of installers: `apt_install nginx`, `install_packages nginx`. */
const installing = /^\w*(apt|pkg|packages?|deps|dependencies)_?install\w*$|^\w*install_\w*(apt|pkg|package|deps|dependencies)\w*$/i;

const installedIn = fileFact('shell', (script): readonly string[] =>
  script.syntax.commands.flatMap((command) => packageWords(command).flatMap((word) => namesOf(word, script))),
);

type Word = ShellCommand['words'][number];

/** `$APT_INSTALL nginx`: what it is was said in another file. */
const installVariable = /^"?\$\{?\w*install\w*\}?"?$/i;

function packageWords({ name = '', words }: ShellCommand): readonly Word[] {
  if (installVariable.test(words[0]?.text ?? '')) return words.slice(1);
  const verb = installers.get(name);
  if (!verb) return installing.test(name) ? words.slice(1) : [];
  const at = words.findIndex(({ value }) => value !== undefined && verb.test(value));
  return at < 0 ? [] : words.slice(at + 1);
}

/** `nginx=1.2`, `nginx:amd64`, `./nginx_1.2_amd64.deb`; of `php$VERSION-fpm` a pattern is left. */
const namesOf = (word: Word, { syntax, text }: Subject<'shell'>): string[] => {
  const written = writtenNames(word, syntax, text).map(({ name }) => name);
  const partly = written.length === 0 && computed.test(word.text) ? [word.text.replace(/"/g, '').replace(/\$\{?\w+\}?/, '*')] : [];
  return [...written, ...partly].flatMap((name) => {
    const base = baseName(name);
    const found = /^([A-Za-z0-9][\w.+*-]*)/.exec(/\.(deb|rpm)$/.test(base) ? base.replace(/[_-]\d.*$/, '') : base)?.[1];
    return found ? [found] : [];
  });
};

/** One part of the name is computed, and enough stands there to know it by. */
const computed = /^"?[A-Za-z][\w.+-]+\$(\{\w+\}|\w+)-[\w.+-]{2,}"?$/;
