import type { ShellCommand, ShellScript } from '../../parse/shell';
import { packagePlan } from '../../plan/package-plan';
import { planned } from '../../plan/planned';
import { fact, fileFact } from '../../subject/fact';
import { entryOf } from '../../text/groups';
import { baseName } from '../../text/path';
import { anything, possibleWords } from './possible-words';

/** Packages that scripts may install, by name; with `anything` in it where a part is computed. */
export const installedPackages = fact(
  planned,
  (reviewed): ReadonlySet<string> => new Set([...writtenPackages(reviewed), ...plannedPackages(reviewed).names]),
);

/** Whether some of the packages that a script installs by a list are not known by name. */
export const installsUnnamed = fact(planned, (reviewed): boolean => plannedPackages(reviewed).isOpen);

/** Those that only the plan knows: of a list that one script sets, and another one installs. */
const plannedPackages = fact(planned, (reviewed): { readonly names: ReadonlySet<string>; readonly isOpen: boolean } => {
  const lists = packagePlan(reviewed).phases.flatMap(({ effects }) =>
    effects.flatMap(({ kind, target }) => (kind === 'package.install' && target.includes(' ') ? [target.split(/\s+/)] : [])),
  );
  const names = new Set(lists.flat().filter((name) => /^[A-Za-z0-9][\w.+-]*$/.test(name)));
  return { names, isOpen: lists.some((list) => list.includes('*')) };
});

const writtenPackages = fact(['shell', 'task'], (reviewed): ReadonlySet<string> => {
  const files = reviewed.subjects.shell.map(installedIn);
  const functions = new Set(files.flatMap(({ functions: own }) => own));
  const handed = files.flatMap(({ calls }) => [...calls].flatMap(([name, words]) => (functions.has(name) ? words : [])));
  return new Set([...files.flatMap(({ names }) => names), ...handed, ...reviewed.subjects.task.flatMap(installedByTasks)]);
});

interface Installed {
  readonly names: readonly string[];
  /** Functions that install what they are given. */
  readonly functions: readonly string[];
  /** What commands are given that may be such functions of other files, by their names: scripts call some thousands of times. */
  readonly calls: ReadonlyMap<string, readonly string[]>;
}

const installedIn = fileFact('shell', ({ syntax }): Installed => {
  const functions = new Set(syntax.commands.flatMap((command) => (installsArguments(command) ? (command.inFunction ?? []) : [])));
  const names = new Set<string>();
  const calls = new Map<string, string[]>();
  for (const command of syntax.commands) {
    for (const word of [...packageWords(command, functions), ...quotedCommands(command)])
      for (const name of namesOf(word, syntax)) names.add(name);
    const { name, words } = command;
    if (name === undefined || functions.has(name) || !mayInstall.test(name)) continue;
    const given = entryOf(calls, name, () => []);
    for (const { text } of words.slice(1)) given.push(...namesOf(text, syntax));
  }
  return { names: [...names], functions: [...functions], calls };
});

/** What tasks of Ansible and their like install. */
const installedByTasks = fileFact('task', ({ syntax }): readonly string[] =>
  syntax.tasks.flatMap(({ source: { text } }) => {
    const words = /^(?:apt-get|apt|dnf|yum|zypper|apk) (?:-\S+ )*(?:install|add) (.+)$/.exec(text)?.[1] ?? '';
    return words.match(/[A-Za-z0-9][\w.+-]+/g) ?? [];
  }),
);

/** Subcommands that install packages, by program. */
const installers = new Map<string, RegExp>([
  ...['apt-get', 'apt', 'aptitude', 'dnf', 'yum', 'microdnf', 'tdnf', 'pip', 'pip3', 'pipx', 'snap', 'brew'].map(
    (name) => [name, /^(install|reinstall|localinstall|groupinstall)$/] as const,
  ),
  ['zypper', /^(install|in)$/],
  ['apk', /^add$/],
  ['pacman', /^-S\w*$|^--sync$/],
  ['dpkg', /^(-i|--install)$/],
  ['rpm', /^-[iUFvh]+$|^--(install|upgrade)$/],
]);

/** Functions of installers: `apt_install nginx`, `install_packages nginx`. */
const installing = /^\w*(apt|pkg|packages?|deps|dependencies)_?install\w*$|^\w*install_\w*(apt|pkg|package|deps|dependencies)\w*$/i;
const mayInstall = /install|depend|require|package|pkg|apt/i;
/** `$APT_INSTALL nginx`: what it is was said in another file. */
const installVariable = /^"?\$\{?\w*install\w*\}?"?$/i;
/** `$apt_get install nginx`: the program is looked for. */
const managerVariable = /^"?\$\{?\w*(?:apt|yum|dnf|zypper|pkg|package)\w*\}?"?$/i;
/** `$1`, `"$@"`, `${*}`. */
const argument = /\$(\d|[@*]|\{(\d|[@*])\})/;

const installsArguments = (command: ShellCommand): boolean => packageWords(command, noFunctions).some((text) => argument.test(text));

const noFunctions: ReadonlySet<string> = new Set();

/** The words behind the subcommand, as written. `eval` and variables before the program are passed over. */
function packageWords({ name = '', words }: ShellCommand, functions: ReadonlySet<string>): readonly string[] {
  const texts = words.map(({ text }) => text);
  if (installVariable.test(texts[0] ?? '')) return texts.slice(1);
  const behind = managerVariable.test(texts[0] ?? '') ? words.findIndex(({ value }) => value === 'install') : -1;
  if (behind > 0) return texts.slice(behind + 1);
  if (functions.has(name) || installing.test(name)) return texts.slice(1);
  const from = name === 'eval' || name === '' ? 1 : 0;
  const verb = installers.get(from === 0 ? name : (words[from]?.value ?? ''));
  if (!verb) return [];
  const at = words.findIndex(({ value }, index) => index > from && value !== undefined && verb.test(value));
  return at < 0 ? [] : texts.slice(at + 1);
}

/** `log "apt-get install -y nginx"`, `su -c 'dnf install httpd'`: a function or shell runs what it is given. */
const quotedCommands = ({ words }: ShellCommand): string[] => words.slice(1).flatMap(({ text }) => quotedInstall.exec(text)?.[1] ?? []);

const quotedInstall = /^["'][^"'|;&]*\b(?:apt-get|apt|aptitude|dnf|yum|zypper)\s[^"'|;&]*?\binstall\s([^"'|;&]*)/;

/** `nginx=1.2`, `nginx:amd64`, `./nginx_1.2_amd64.deb`; of `php$VERSION-fpm` a pattern is left. */
function namesOf(text: string, { assigned }: ShellScript): string[] {
  return possibleWords(text, assigned).flatMap((word) => {
    const base = baseName(word);
    const whole = /\.(deb|rpm)$/.test(base) ? base.replace(/[_-]\d.*$/, '') : base;
    const found = /^([A-Za-z0-9][\w.+*\0-]*)/.exec(whole)?.[1];
    return found !== undefined && (!found.includes(anything) || knownByRest.test(found)) ? [found] : [];
  });
}

/** One part of the name is computed, and enough stands there to know it by. */
const knownByRest = /^[A-Za-z][\w.+-]+\0-[\w.+\0-]{2,}$/;
