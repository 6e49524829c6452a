import { isPlacedElsewhere } from '../facts/migrations/system';
import { archivesAbove } from '../package/nested-path';
import { isTestMaterial } from '../package/test-material';
import type { SourceEntry } from '../package/source';
import type { Finding } from '../rules/finding';
import type { LookedAt } from '../subject/parse-file';
import { isChangelog } from '../parse/sql/changelog-sign';
import type { Subject, Target } from '../subject/subject';
import { enumerate } from '../text/enumerate';
import { memo, memoWith } from '../text/memo';

/**
 * What became of a file. `listed`: nothing in it could run or configure anything. `decisive`: it could hide what would make
 * the verdict another one.
 */
export type FileState =
  | { readonly state: 'reviewed'; readonly as: readonly Target[] }
  | { readonly state: 'partly'; readonly as: readonly Target[]; readonly why: string; readonly decisive: boolean }
  | { readonly state: 'listed' }
  | { readonly state: 'not-understood'; readonly language: string; readonly decisive: boolean }
  | { readonly state: 'skipped'; readonly why: string; readonly decisive: boolean };

/** Files by what became of them. */
export interface Coverage {
  readonly files: number;
  /** At least in part. */
  readonly reviewed: number;
  readonly listed: number;
  readonly notUnderstood: number;
  readonly skipped: number;
  /** Reviewed files by what they were read as; a script with SQL in it counts twice. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Files that were not understood, by what they are. */
  readonly languages: Readonly<Record<string, number>>;
}

/** What is not in the text of files, or not read by rules on text. */
const listedOnly: ReadonlySet<Target> = new Set<Target>(['binary', 'archive', 'text']);

/** `told`: a finding says already that the file cannot be read as it should. */
export function stateOf(path: string, file: LookedAt | undefined, told: boolean): FileState {
  const matters = !isTestMaterial(path);
  if (file === undefined) return { state: 'skipped', why: 'it was not looked at', decisive: matters };
  if ('why' in file) return { state: 'skipped', why: file.why, decisive: matters };
  if ('nature' in file) {
    const { language, runs } = file.nature;
    return language === undefined ? { state: 'listed' } : { state: 'not-understood', language, decisive: runs && matters };
  }
  const as = [...new Set(file.subjects.map(({ target }) => target))].filter((target) => !listedOnly.has(target));
  if (as.length === 0) return { state: 'listed' };
  const sql = file.subjects.filter(({ target }) => target === 'sql');
  const foreign =
    sql.length > 0 && (isPlacedElsewhere(path) || sql.every(({ syntax }) => 'dialect' in syntax && syntax.dialect === 'other'));
  if (foreign && as.length === 1)
    return { state: 'not-understood', language: 'SQL of another database than PostgreSQL', decisive: matters };
  const isPlain = !foreign && sql.some(({ syntax }) => 'dialect' in syntax && (syntax.dialect === 'mysql' || syntax.dialect === 'sqlite'));
  const why =
    file.partly ??
    unreadChanges(file.text, sql) ??
    (isPlain ? 'fewer rules judge SQL of MySQL and SQLite' : foreign ? 'its SQL is of another database than PostgreSQL' : undefined);
  if (why !== undefined) return { state: 'partly', as, why, decisive: matters };
  if (file.fault !== undefined && !told) {
    return { state: 'partly', as, why: `could not be read in whole: ${file.fault.replace(/\.$/, '')}`, decisive: matters };
  }
  return { state: 'reviewed', as };
}

/** Of a changelog of Liquibase. */
function unreadChanges(text: string, sql: readonly Subject[]): string | undefined {
  const read = sql.flatMap(({ syntax }) => ('unread' in syntax ? (syntax.unread ?? []) : []));
  if (read.length > 0) return `not read of its changes: ${enumerate(read, mostNamed)}`;
  const isRead = sql.some(({ syntax }) => 'unread' in syntax);
  return isChangelog(text) && !isRead ? 'its changes of Liquibase could not be read' : undefined;
}

/** Kinds of changes that are named. */
const mostNamed = 5;

/** By path, in the order of the package. */
export function fileStates(
  entries: readonly SourceEntry[],
  files: ReadonlyMap<string, LookedAt>,
  findings: readonly Finding[],
): ReadonlyMap<string, FileState> {
  const told = new Set<string>();
  const opened = openedIn(entries);
  for (const { rule, path } of findings) if (rule.endsWith('/syntax')) told.add(path);
  const states = new Map<string, FileState>();
  for (const { path } of entries) {
    const file = files.get(path);
    const state = file ? knownState(file, path, told.has(path)) : stateOf(path, file, false);
    states.set(path, state.state === 'not-understood' && opened.has(path) ? { state: 'listed' } : state);
  }
  return states;
}

/** Archives whose files are among these. */
const openedIn = memo((entries: readonly SourceEntry[]) => new Set(entries.flatMap(({ path }) => archivesAbove(path))));

const knownState = memoWith((file: LookedAt, path: string, told: boolean): FileState => stateOf(path, file, told));

export function coverageOf(states: ReadonlyMap<string, FileState>): Coverage {
  const count = { reviewed: 0, listed: 0, notUnderstood: 0, skipped: 0 };
  const kinds = new Map<string, number>();
  const languages = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const file of states.values()) {
    switch (file.state) {
      case 'reviewed':
      case 'partly':
        count.reviewed++;
        for (const kind of file.as) add(kinds, kind);
        break;
      case 'not-understood':
        count.notUnderstood++;
        add(languages, file.language);
        break;
      default:
        count[file.state]++;
    }
  }
  const ordered = (counts: Map<string, number>) => Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
  return { files: states.size, ...count, kinds: ordered(kinds), languages: ordered(languages) };
}

/** `reviewed 212 of 240 files; 20 listed only; 28 not understood: 13 Perl, 9 …`. */
export function coverageWords(coverage: Coverage): string {
  const kinds = Object.entries(coverage.languages).map(([language, count]) => counted(language, count));
  return wordsOf(coverage, kinds.length > 0 ? `: ${kinds.join(', ')}` : '');
}

/** `13 Perl`, `2 text files of an unknown kind`, `1 template`: a language is a name, or a phrase for one file. */
export function counted(language: string, count: number): string {
  const ending = count === 1 ? '' : 's';
  const [, kind, rest = ''] = /^(SQL|configuration|text)((?: of| in) .*)$/.exec(language) ?? [];
  if (kind !== undefined) return `${count} ${kind} file${ending}${rest}`;
  const [, thing, behind = ''] = /^an? (template|script|unknown binary format)(.*)$/.exec(language) ?? [];
  return thing === undefined ? `${count} ${language}` : `${count} ${thing}${ending}${behind}`;
}

function wordsOf({ files, reviewed, listed, notUnderstood, skipped }: Coverage, languages: string): string {
  return [
    `reviewed ${reviewed} of ${files} file${files === 1 ? '' : 's'}`,
    ...(listed > 0 ? [`${listed} listed only`] : []),
    ...(notUnderstood > 0 ? [`${notUnderstood} not understood${languages}`] : []),
    ...(skipped > 0 ? [`${skipped} not read`] : []),
  ].join('; ');
}
