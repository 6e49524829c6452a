import { installedName } from '../../../facts/jobs/cron-jobs';
import { folderProgram } from '../../../facts/jobs/folder-jobs';
import { copiesIn, givenAway, openedToOthers, placings, type GivenAway } from '../../../facts/jobs/placed-crontabs';
import { cronsFor, type CronKind } from '../../../facts/jobs/hosts';
import { innermostPath } from '../../../package/nested-path';
import { executable } from '../../../package/mode';
import { isTestMaterial } from '../../../package/test-material';
import type { SourceEntry } from '../../../package/source';
import { fact } from '../../../subject/fact';
import type { SiteFacts } from '../../../subject/site';
import type { PackageView, Subject } from '../../../subject/subject';
import { entryOf } from '../../../text/groups';
import { memo } from '../../../text/memo';
import { baseName } from '../../../text/path';
import type { Place, Span } from '../../../text/span';
import type { Confidence, FileEdit, Fix } from '../../finding';

type Seen = PackageView<'crontab' | 'shell'>;

/** Why cron does not look at a file. */
export interface PassedOver {
  readonly at: Place;
  readonly message: 'name' | 'writable' | 'executable' | 'notExecutable' | 'owner';
  readonly data: { readonly name: string; readonly folder: string; readonly mode?: number; readonly cron?: CronKind };
  readonly confidence?: Confidence;
  readonly fix?: Fix | undefined;
}

const none: Span = { start: 0, end: 0 };

/** Names that say that nothing is to happen by them, or that something else is made of the file. */
const isOutOfUse =
  /\.(disabled|inactive|off|unused|bak|backup|orig|old|save|saved|dist|sample|example|template|dpkg-[a-z]+|ucf-[a-z]+|swp)$|^#.*#$/i;

/** Whether a cron takes a file of this name (Debian's for `cron.d` and, through run-parts, for folders of programs). */
const takes: Readonly<Record<CronKind, (name: string) => boolean>> = {
  debian: (name) => /^[\w-]+$/.test(name),
  cronie: (name) => !/^[.#]|~$|\.rpm(save|new|orig)$/.test(name),
};

/** Files that lie so on systems of Red Hat's kind alone. */
const isOfRedHat = memo(
  (files: readonly SourceEntry[]): boolean =>
    files.some(({ path }) => /(?:^|\/)etc\/(?:httpd|sysconfig|yum\.repos\.d)\//.test(path)) &&
    !files.some(({ path }) => /(?:^|\/)(?:debian\/control$|etc\/(?:apache2|apt|network)\/)/.test(path)),
);

/** The cron that passes over a name; where nobody knows which it is, that of the system whose files the package has, or else Debian's. */
function refusedBy(name: string, crons: ReadonlySet<CronKind>, files: readonly SourceEntry[]): CronKind | undefined {
  const kinds: readonly CronKind[] = crons.size > 0 ? [...crons] : [isOfRedHat(files) ? 'cronie' : 'debian'];
  return kinds.find((kind) => !takes[kind](name));
}

/** Files of cron that it passes over or refuses, whatever stands in them. */
export function passedOver(reviewed: Seen, site: SiteFacts): readonly PassedOver[] {
  return [
    ...filesOfCron(reviewed.files).flatMap((file) => ofFile(file, reviewed, site)),
    ...reviewed.subjects.crontab.flatMap((crontab) => (isTestMaterial(crontab.path) ? [] : ofWritten(crontab, reviewed, site))),
    ...reviewed.subjects.shell.flatMap((script) => (isTestMaterial(script.path) ? [] : givenAwayBy(script, givenAway(script)))),
    ...reviewed.subjects.shell.flatMap((script) => (isTestMaterial(script.path) ? [] : openedBy(script))),
    ...reviewed.subjects.shell.flatMap((script) => (isTestMaterial(script.path) ? [] : ofPlaced(script, reviewed, site))),
  ];
}

/** By their names; whether cron reads them is looked at later. */
const filesOfCron = memo((files: readonly SourceEntry[]): readonly SourceEntry[] =>
  files.filter(({ path, symlink }) => !symlink && (path.includes('cron.d/') || folderProgram(path) !== undefined) && !isTestMaterial(path)),
);

function ofFile(file: SourceEntry, reviewed: Seen, site: SiteFacts): readonly PassedOver[] {
  const { path, mode } = file;
  const crons = cronsFor(path, site);
  const at: Place = { path, span: none };
  const program = folderProgram(path);
  const name = program?.name ?? nameInCronD(file, reviewed);
  if (name === undefined || isOutOfUse.test(name)) return [];
  const folder = program ? `/etc/cron.${program.every}` : '/etc/cron.d';
  const found: PassedOver[] = [];
  const refusing = refusedBy(name, crons, reviewed.files);
  const install = installsOf(reviewed);
  // With a name of its own, or with one that is worked out, it may be another one on the host.
  if (refusing && !install.renames(baseName(path), folder)) {
    const confidence = install.isOpen(baseName(path)) ? 'possible' : 'likely';
    found.push({ at, message: 'name', data: { name, folder, cron: refusing }, confidence, fix: placedAs(path, name, folder, reviewed) });
  }
  if (mode === undefined || install.names(baseName(path)) || /(^|\/)debian\/[^/]+$/.test(path)) return found;
  const data = { name, folder, mode };
  if (program && (mode & 0o111) === 0) found.push({ at, message: 'notExecutable', data, fix: executableFix(path, mode) });
  // A tree as it lies on the host; elsewhere, copying gives other permissions.
  if (program || !isOnHost(path)) return found;
  if ((mode & 0o022) !== 0) found.push({ at, message: 'writable', data });
  else if ((mode & 0o111) !== 0 && crons.has('cronie')) found.push({ at, message: 'executable', data });
  return found;
}

/** The file of `cron.d` that a crontab is; a README there is none. */
function nameInCronD({ path }: SourceEntry, reviewed: Seen): string | undefined {
  const [, name] = /(?:^|\/)cron\.d\/([^/]+)$/.exec(innermostPath(path)) ?? [];
  return name !== undefined && crontabFiles(reviewed).has(path) ? name : undefined;
}

const crontabFiles = fact(
  ['crontab'],
  (reviewed): ReadonlySet<string> =>
    new Set(reviewed.subjects.crontab.flatMap(({ path, syntax }) => (syntax.written || syntax.jobs.length === 0 ? [] : [path]))),
);

const isOnHost = (path: string): boolean => /(^|\/)etc\/cron\.d\/[^/]+$/.test(path);

function executableFix(path: string, mode: number): Fix | undefined {
  const wanted = executable(mode);
  return wanted === mode ? undefined : { title: `Make ${path} executable`, edits: [], modes: [{ path, mode: wanted }], applies: 'always' };
}

/** A file that a script writes below `/etc/cron.d` under such a name. */
function ofWritten(crontab: Subject<'crontab'>, reviewed: Seen, site: SiteFacts): readonly PassedOver[] {
  const { path, syntax } = crontab;
  const { file } = syntax.written ?? {};
  const target = installedName(crontab) ?? '';
  const [, name] = /\/etc\/cron\.d\/([^/]+)$/.exec(target) ?? [];
  if (!file || name === undefined || syntax.jobs.length === 0) return [];
  // What a variable holds is not known; the rest of the name is there whatever it is.
  const literal = name.replace(/\$\{[^}]*\}?|\$\w+/g, '');
  const refusing = refusedBy(literal.replace(/^$/, 'x'), cronsFor(path, site), reviewed.files);
  if (!refusing || isOutOfUse.test(name) || /[`(]/.test(literal)) return [];
  const data = { name, folder: '/etc/cron.d', cron: refusing };
  return [{ at: { path, span: file.span }, message: 'name', data, fix: renamed(target, name, reviewed) }];
}

/** A file from elsewhere in the package that a script copies there under such a name. */
function ofPlaced(script: Subject<'shell'>, reviewed: Seen, site: SiteFacts): readonly PassedOver[] {
  const told = new Set(filesOfCron(reviewed.files).map(({ path }) => baseName(path)));
  return placings(script).flatMap(({ name, as, folder, span }): readonly PassedOver[] => {
    const refusing =
      told.has(name) || /[`$(*?[{]/.test(as) || isOutOfUse.test(as)
        ? undefined
        : refusedBy(as, cronsFor(script.path, site), reviewed.files);
    return refusing ? [{ at: { path: script.path, span }, message: 'name', data: { name: as, folder, cron: refusing } }] : [];
  });
}

/** A name that every cron reads; `undefined`: there is no better one. */
function betterName(name: string): string | undefined {
  const better = name.replace(/\.(cron|crontab|sh|bash|py|pl)$/, '').replace(/[^\w-]/g, '-');
  return name.includes('$') || better === '' || better === name ? undefined : better;
}

/** Wherever scripts of the package name the file: what installs it, and what takes it away. */
function renamed(target: string, name: string, reviewed: Seen): Fix | undefined {
  const better = betterName(name);
  const edits = better === undefined ? [] : mentionsAs(better, target, name, reviewed);
  return edits.length > 0 ? { title: `Call the file ${better ?? ''}`, edits, applies: 'after-review' } : undefined;
}

const mentionsAs = (better: string, target: string, name: string, { subjects }: Seen): readonly FileEdit[] =>
  subjects.shell.flatMap(({ path, text }) =>
    placesOf(text, target).map((end) => ({ path, span: { start: end - name.length, end }, text: better })),
  );

/** A command that copies the one file into the folder says what it is called there. */
function placedAs(path: string, name: string, folder: string, reviewed: Seen): Fix | undefined {
  const better = betterName(name);
  const placed = reviewed.subjects.shell
    .flatMap(placings)
    .filter((one) => one.name === baseName(path) && one.as === one.name && one.folder === folder);
  if (better === undefined || placed.length === 0) return undefined;
  const named = placed.flatMap(({ at, script, isFolder }): FileEdit[] =>
    at === undefined ? [] : [{ path: script, span: { start: at, end: at }, text: `${isFolder ? '' : '/'}${better}` }],
  );
  const edits = [...named, ...mentionsAs(better, `${folder}/${name}`, name, reviewed)];
  return { title: `Call the file ${better} in ${folder}`, edits, applies: 'after-review' };
}

/** Where a path ends in a text. */
function placesOf(text: string, path: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    if (!/[\w.~-]/.test(text[at + path.length] ?? '')) found.push(at + path.length);
  }
  return found;
}

/** `chown dten /etc/cron.d/dten`. */
const givenAwayBy = ({ path }: Subject<'shell'>, all: readonly GivenAway[]): readonly PassedOver[] =>
  all.map(({ user, span }) => ({ at: { path, span }, message: 'owner', data: { name: user, folder: '' }, confidence: 'certain' }));

/** `install -m 0664 x /etc/cron.d/dten`. */
const openedBy = (script: Subject<'shell'>): readonly PassedOver[] =>
  openedToOthers(script).map(({ mode, span }) => ({
    at: { path: script.path, span },
    message: 'writable',
    data: { name: '', folder: '', mode },
  }));

/** What scripts do with files by their names. */
interface Installs {
  /** A command copies the file to another name below the folder. */
  renames(name: string, folder: string): boolean;
  /** A command copies files to a name below a folder of cron that is worked out. */
  isOpen(name: string): boolean;
  /** A command that installs names the file. */
  names(name: string): boolean;
}

const installsOf = fact(['shell'], (reviewed): Installs => {
  const all = reviewed.subjects.shell.flatMap(copiesIn);
  const targetsOf = new Map<string, string[]>();
  for (const { names, target } of all) for (const name of names) entryOf(targetsOf, name, () => []).push(target);
  const isOpen = all.some(({ target }) => /cron\.[a-z]+\/.*[$`]/.test(target));
  const namesAny = all.some(({ names, target }) => /cron\.[a-z]+/.test(target) && names.some((each) => /[*$]/.test(each)));
  return {
    renames: (name, folder) =>
      targetsOf.get(name)?.some((target) => {
        const last = baseName(target);
        return target.includes(`${folder}/`) && last !== name && last !== '' && !last.includes('$');
      }) === true,
    isOpen: (name) => isOpen || targetsOf.has(name),
    names: (name) => namesAny || targetsOf.has(name),
  };
});
