import type { FileKind } from '../package/classify';
import type { Nature } from '../package/nature';
import { imageContent } from '../parse/tasks/image-content';
import { parseManifest } from '../package/manifest';
import { parseCertificates } from '../parse/certificate';
import { cronLines, unitLines } from '../parse/command-lines';
import { parseCode } from '../parse/code';
import type { CodeLanguage } from '../parse/code/code-file';
import { configsIn } from '../parse/config/embedded';
import { parseConfig } from '../parse/config/parse';
import { hasUserColumn, parseCrontab } from '../parse/crontab';
import { writtenCrontabs } from '../parse/crontab/written';
import { interfaceLanguage, parseInterface } from '../parse/interface/parse';
import { parseLogrotate } from '../parse/logrotate';
import { manifestIn } from '../parse/manifest-config';
import { recipeLines } from '../parse/makefile';
import { formOf, parsePackaging } from '../parse/packaging/packaging';
import type { Parsed } from '../parse/secrets/secrets';
import { parseShell } from '../parse/shell';
import {
  embeddedSql,
  frameOf,
  isSqitchPlan,
  loadSqlParser,
  namesClient,
  parseChangelog,
  parseProgram,
  parseSqitchPlan,
  parseSql,
  sqlInLines,
} from '../parse/sql';
import { isChangelog } from '../parse/sql/changelog-sign';
import { parseUnit } from '../parse/systemd';
import { writtenUnits } from '../parse/systemd-written';
import { installTasks, isInstallFile } from '../parse/tasks/arch';
import { clientTasks } from '../parse/tasks/sql-client';
import { isSpec, specTasks } from '../parse/tasks/spec';
import { mayHoldTasks, tasksIn } from '../parse/tasks/tasks';
import { filesWrittenBy } from '../parse/tasks/written-files';
import { readText } from '../parse/text-file';
import type { Encoding } from '../text/decode';
import { lazyInterface, lazySql, lazySubject, lazySubjects, type SqlSummary } from './lazy-syntax';
import type { Subject, Target, Targets } from './subject';

/** A file that was read, and what it is taken for. */
export interface FileText {
  readonly path: string;
  readonly kind: FileKind;
  /** `''` if it is no text. */
  readonly text: string;
  /** Only of files that are not read as text. */
  readonly bytes?: Uint8Array;
  /** The encoding that its first bytes name. */
  readonly marked?: Encoding;
  /** UTF-16, or UTF-8 with a mark: what not every reader takes. */
  readonly stored?: Encoding;
}

export interface ParsedText {
  readonly subjects: readonly Subject[];
  /** What a parser stumbled over first, in its own words. */
  readonly fault?: string;
}

export async function parseText(file: FileText, wanted: ReadonlySet<Target>): Promise<ParsedText> {
  await loadParsersFor(file, wanted);
  return parseLoaded(file, wanted);
}

/** Files that are no scripts, and hold commands. */
const holdsLines: ReadonlySet<FileKind> = new Set(['config', 'crontab', 'unit']);

/** Only SQL's grammar is loaded when it is needed. */
export async function loadParsersFor({ kind, text }: FileText, wanted: ReadonlySet<Target>): Promise<void> {
  if (!wanted.has('sql')) return;
  if (kind === 'sql' || kind === 'shell' || (holdsLines.has(kind) && (namesClient(text) || isChangelog(text)))) await loadSqlParser();
}

/** Parses at once what parsers were loaded for. */
export function parseLoaded(file: FileText, wanted: ReadonlySet<Target>): ParsedText {
  const parsed = subjectsOf(file, wanted);
  const subjects = wanted.has('text') ? [...parsed, ...textSubject(file.path, file.text, parsed, undefined, file.stored)] : parsed;
  const fault = firstFault(subjects);
  return { subjects, ...(fault !== undefined && { fault }) };
}

const firstFault = (subjects: readonly Subject[]): string | undefined =>
  subjects.flatMap(({ syntax }) => ('faults' in syntax ? syntax.faults.slice(0, 1) : [])).at(0)?.detail ?? unreadIn(subjects);

/** Templates, and what is too large, are no faults of those who wrote them. */
const unreadIn = (subjects: readonly Subject[]): string | undefined => {
  const count = subjects.reduce((sum, { syntax }) => sum + ('unreadStatements' in syntax ? (syntax.unreadStatements ?? 0) : 0), 0);
  return count === 0 ? undefined : `${count === 1 ? 'a statement' : `${count} statements`} of SQL, filled in later or too large`;
};

/** What the text itself tells, in one piece at most. `parsed`: what parsers made of it; `unread`: what it is, if there is none for it. */
export function textSubject(path: string, text: string, parsed: readonly Subject[], unread?: Nature, stored?: Encoding): Subject<'text'>[] {
  const of = <T extends Target>(target: T): Targets[T][] =>
    parsed.flatMap((subject) => (subject.target === target ? [subject.syntax as Targets[T]] : []));
  const lines = [
    ...of('crontab').flatMap((crontab) => (crontab.written ? [] : cronLines(crontab, text))),
    ...of('unit').flatMap((unit) => (unit.written ? [] : unitLines(unit, text))),
  ];
  const made: Parsed = { configs: of('config'), scripts: of('shell'), sql: of('sql'), lines: lines.map(({ source }) => source) };
  const syntax = readText(path, text, made, unread, stored);
  return syntax ? [{ target: 'text', path, text, syntax }] : [];
}

const codeLanguages: ReadonlyMap<string, CodeLanguage> = new Map([
  ['Python', 'Python'],
  ['Perl', 'Perl'],
  ['PowerShell', 'PowerShell'],
  ['Windows batch', 'Windows batch'],
]);

/** What is read in by others, and starts nothing, is no program. */
const startsCommands = /\bsubprocess\b|\bos\.(?:system|popen)\b/;

/** Few are called by whom nobody sees: their commands are cheap to read. */
const isOfWindows = (language: CodeLanguage): boolean => language === 'PowerShell' || language === 'Windows batch';

/** What a program in a language that nobody reads says in its literals. */
export function codeSubject(path: string, text: string, { language = '', runs }: Nature): Subject<'code'>[] {
  const known = codeLanguages.get(language) ?? (/(^|\/)RPM\/[^/]+\.lua$/.test(path) ? 'Lua' : undefined);
  if (!known || !(runs || isOfWindows(known) || path.endsWith('.pl') || startsCommands.test(text))) return [];
  return [{ target: 'code', path, text, syntax: parseCode(text, known) }];
}

/** What a Dockerfile is built from, and what it copies: nobody reads more of it. */
export const dockerfileSubjects = (path: string, text: string, { language }: Nature): Subject<'config' | 'task'>[] =>
  language === 'Dockerfile'
    ? [
        { target: 'config', path, text, syntax: parseConfig(text, 'dockerfile') },
        { target: 'task', path, text, syntax: { tasks: [], image: imageContent(text) } },
      ]
    : [];

/** The SQL that a makefile's recipes hand to clients: nobody reads more of it. */
export async function makefileSubjects(path: string, text: string, { language }: Nature): Promise<Subject<'sql'>[]> {
  if (language !== 'make' || !namesClient(text)) return [];
  await loadSqlParser();
  return sqlInLines(recipeLines(text)).map((syntax) => ({ target: 'sql', path, text, syntax }));
}

/** The SQL that a migration in another language sends, as far as it is written out there. */
export async function programSubjects(path: string, text: string): Promise<Subject<'sql'>[]> {
  if (!frameOf(path, text)) return [];
  await loadSqlParser();
  const syntax = parseProgram(path, text);
  return syntax ? [{ target: 'sql', path, text, syntax }] : [];
}

/** The order in which a plan has scripts of SQL run: nobody reads more of it. */
export const planSubjects = (path: string, text: string): Subject<'sql'>[] =>
  isSqitchPlan(path) ? [{ target: 'sql', path, text, syntax: parseSqitchPlan(text) }] : [];

/** A script that was parsed elsewhere. */
export const scriptSubject = (path: string, text: string): Subject<'shell'> => lazySubject('shell', path, text, parseShell);

/** A file of SQL that was parsed elsewhere. */
export const sqlSubject = (path: string, text: string, summary: SqlSummary): Subject<'sql'> => lazySql(path, text, summary, parseSql);

/** A configuration, what it tells package managers, and what it has somebody run. */
function configSubjects({ path, text, marked }: Pick<FileText, 'path' | 'text' | 'marked'>, wanted: ReadonlySet<Target>): Subject[] {
  const read = (again: string) => configsIn(path, again).map((config) => ({ ...config, ...(marked && { marked }) }));
  const mayWrite = wanted.has('unit') || wanted.has('crontab');
  const mayRun = (wanted.has('task') || wanted.has('sql') || mayWrite) && mayHoldTasks(path, text);
  const configs =
    wanted.has('config') || wanted.has('manifest') || mayRun
      ? lazySubjects({ target: 'config', path, text }, read, ({ format }) => parseConfig('', format))
      : [];
  const forms = configs.map(({ syntax }) => syntax);
  const tasks = mayRun ? tasksIn(forms, text, path) : [];
  const files = mayRun && mayWrite ? filesWrittenBy(forms, text, path) : undefined;
  const inside = wanted.has('sql') ? sqlInLines(tasks) : [];
  const changes = wanted.has('sql') && isChangelog(text) ? parseChangelog(text) : undefined;
  const packaging = wanted.has('packaging') && formOf(path);
  const manifest = wanted.has('manifest')
    ? manifestIn(
        path,
        configs.map(({ syntax }) => syntax),
      )
    : undefined;
  return [
    ...(wanted.has('config') ? configs : []),
    ...(manifest ? [{ target: 'manifest', path, text, syntax: manifest } as const] : []),
    ...(packaging ? [{ target: 'packaging', path, text, syntax: parsePackaging(path, text) } as const] : []),
    ...(wanted.has('interface') ? interfaceSubject(path, text) : []),
    ...(tasks.length > 0 ? [{ target: 'task', path, text, syntax: { tasks } } as const] : []),
    ...(files?.units ?? []).map((syntax) => ({ target: 'unit', path, text, syntax }) as const),
    ...(files?.crontabs ?? []).map((syntax) => ({ target: 'crontab', path, text, syntax }) as const),
    ...inside.map((syntax) => ({ target: 'sql', path, text, syntax }) as const),
    ...(changes ? [{ target: 'sql', path, text, syntax: changes } as const] : []),
  ];
}

/** What a service offers to others, where the file says so. */
function interfaceSubject(path: string, text: string): Subject<'interface'>[] {
  const language = interfaceLanguage(path, text);
  return language ? [lazyInterface(path, text, language, (again) => parseInterface(path, again, language))] : [];
}

function subjectsOf({ path, kind, text, bytes = new Uint8Array(), marked }: FileText, wanted: ReadonlySet<Target>): Subject[] {
  const subject = <T extends Target>(target: T, syntax: Targets[T]): Subject => ({ target, path, text, syntax });
  switch (kind) {
    case 'shell': {
      const script = parseShell(text);
      const jobs = wanted.has('crontab') || wanted.has('sql') ? writtenCrontabs(script, text) : [];
      const units = wanted.has('unit') || wanted.has('sql') ? writtenUnits(script, text) : [];
      const lines = [...jobs.flatMap((part) => cronLines(part, text)), ...units.flatMap((part) => unitLines(part, text))];
      const inside = wanted.has('sql') ? [...embeddedSql(script, text), ...sqlInLines(lines)] : [];
      return [
        lazySubject('shell', path, text, parseShell, script),
        ...inside.map((part) => subject('sql', part)),
        ...jobs.map((part) => subject('crontab', part)),
        ...units.map((part) => subject('unit', part)),
      ];
    }
    case 'sql':
      return [sqlSubject(path, text, parseSql(text)), ...clientTasks(text).map((tasks) => subject('task', { tasks }))];
    case 'unit': {
      const unit = parseUnit(text);
      const inside = wanted.has('sql') ? sqlInLines(unitLines(unit, text)) : [];
      return [
        subject('unit', unit),
        ...inside.map((part) => subject('sql', part)),
        ...(wanted.has('config') ? [subject('config', parseConfig(text, 'unit'))] : []),
      ];
    }
    case 'crontab': {
      const crontab = parseCrontab(text, { userColumn: hasUserColumn(path, text) });
      const inside = wanted.has('sql') ? sqlInLines(cronLines(crontab, text)) : [];
      return [subject('crontab', crontab), ...inside.map((part) => subject('sql', part))];
    }
    case 'logrotate':
      return [subject('logrotate', parseLogrotate(text))];
    case 'config':
      return configSubjects({ path, text, marked }, wanted);
    case 'manifest': {
      const tasks = wanted.has('task') && mayHoldTasks(path, text) ? tasksIn(configsIn(path, text), text, path) : [];
      return [subject('manifest', parseManifest(text)), ...(tasks.length > 0 ? [subject('task', { tasks })] : [])];
    }
    case 'packaging': {
      const scriptlets = isSpec(path) ? specTasks : isInstallFile(path) ? installTasks : undefined;
      const tasks = wanted.has('task') ? (scriptlets?.(text) ?? []) : [];
      return [subject('packaging', parsePackaging(path, text)), ...(tasks.length > 0 ? [subject('task', { tasks })] : [])];
    }
    case 'interface':
      return interfaceSubject(path, text);
    case 'certificate':
      return [subject('certificate', parseCertificates(bytes))];
    case 'binary':
    case 'other':
      return [];
  }
}
