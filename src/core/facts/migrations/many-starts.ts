import { isTestMaterial } from '../../package/test-material';
import type { ConfigEntry } from '../../parse/config/contents';
import { documentsOf } from '../../parse/config/documents';
import { fact, fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import { baseName, folderOf } from '../../text/path';
import type { Place } from '../../text/span';
import { isBeside, runners } from './runner';

/** Containers that run migrations when they start, several at a time, by a tool that lets all of them. */
export interface ManyStarts {
  readonly runner: string;
  /** The service or workload: `web`. */
  readonly name: string;
  /** How many start together, as it is written; `undefined`: one on each host. */
  readonly count: number | undefined;
  /** What they are started with. */
  readonly at: Place;
  /** What says how many there are. */
  readonly by: Place;
  /** A script does it, or the command asks something before: that may be which of them is to migrate. */
  readonly isConditional: boolean;
}

/** What containers of one place are started with, and how many of them there are. */
interface Started {
  readonly name: string;
  readonly command: ConfigEntry;
  /** Programs and their arguments, one after the other. */
  readonly words: string;
  readonly count: number | undefined;
  readonly by: ConfigEntry;
}

export const manyStarts = fact(['config', 'shell'], (reviewed): readonly ManyStarts[] => {
  const scripts = groupBy(reviewed.subjects.shell.filter(migrates), ({ path }) => baseName(path));
  return reviewed.subjects.config.flatMap((config) => {
    const { path } = config;
    if (isBeside(path) || isTestMaterial(path) || forDevelopers.test(baseName(path))) return [];
    return startedIn(config).flatMap(({ name, command, words, count, by }): readonly ManyStarts[] => {
      const called = words.split(' ').flatMap((word) => (word.includes('.sh') ? nearest(path, scripts.get(baseName(word)) ?? []) : []));
      const own = runners.find(({ unlocked }) => unlocked?.test(words) === true)?.name;
      const runner = own ?? called.flatMap(migrating)[0];
      if (runner === undefined || guarded.test(words)) return [];
      const isConditional = own === undefined || asking.test(words);
      return [{ runner, name, count, at: { path, span: command.valueSpan }, by: { path, span: by.valueSpan }, isConditional }];
    });
  });
});

const forDevelopers = /(^|[._-])(dev|devel|development|test|testing|ci|local|override)([._-]|$)/i;

/** A lock of its own. */
const guarded = /advisory_lock|get_lock\s?\(/i;

/** Which of the containers it is, or whether it is to migrate at all. */
const asking = /(?:^|[;&|\s])(?:if|case|test|\[\[?)\s|\$\{?HOSTNAME/;

/** Of scripts of one name that of the folder, or the only one. */
const nearest = (path: string, all: readonly Subject<'shell'>[]): readonly Subject<'shell'>[] => {
  const beside = all.filter((script) => folderOf(script.path).startsWith(folderOf(path)));
  return beside.length === 1 ? beside : all.length === 1 ? all : [];
};

/** Names of the tools that a script has apply migrations without a lock. */
const migrating = fileFact('shell', ({ syntax: { commands } }): readonly string[] => {
  const lines = commands.map(({ words }) => words.map(({ value, text }) => value ?? text).join(' '));
  if (lines.some((line) => guarded.test(line))) return [];
  return runners.flatMap(({ name, unlocked }) => (unlocked && lines.some((line) => unlocked.test(line)) ? [name] : []));
});

const migrates = (script: Subject<'shell'>): boolean => migrating(script).length > 0;

const startedIn = fileFact('config', ({ syntax: { format, entries } }): readonly Started[] => {
  if (format === 'compose') return ofCompose(entries);
  return format === 'yaml' ? documentsOf(entries).flatMap(ofKubernetes) : [];
});

const textOf = (entry: ConfigEntry | undefined): string =>
  typeof entry?.value === 'string' || typeof entry?.value === 'number' ? String(entry.value) : '';

/** More than one container: `3`, `${WEB_REPLICAS:-3}`. */
function several(entry: ConfigEntry | undefined): number | undefined {
  const written = textOf(entry).replace(/^\$\{\w+:?-(\d+)\}$/, '$1');
  return /^\d{1,4}$/.test(written) && Number(written) > 1 ? Number(written) : undefined;
}

const wordsOf = (entries: readonly ConfigEntry[]): string =>
  entries.map(({ value }) => (Array.isArray(value) ? value.join(' ') : String(value))).join(' ');

function ofCompose(entries: readonly ConfigEntry[]): readonly Started[] {
  const services = groupBy(
    entries.filter(({ key }) => /^services\.[^.]+\../.test(key)),
    ({ key }) => key.split('.')[1] ?? '',
  );
  return [...services].flatMap(([name, own]) => {
    const find = (key: string): ConfigEntry | undefined => own.find((entry) => entry.key === `services.${name}.${key}`);
    const commands = [find('entrypoint') ?? [], find('command') ?? []].flat();
    const [by] = [find('deploy.replicas'), find('scale')].filter((entry) => several(entry) !== undefined);
    const mode = find('deploy.mode');
    return started(name, commands, mode?.value === 'global' ? mode : by);
  });
}

const ofContainer = /^(.*?\b(?:initC|c)ontainers\.\d+)\.(command|args)$/;

function ofKubernetes(entries: readonly ConfigEntry[]): readonly Started[] {
  const find = (key: string): ConfigEntry | undefined => entries.find((entry) => entry.key === key);
  const kind = find('kind');
  const replicas = kind?.value === 'Job' ? find('spec.parallelism') : find('spec.replicas');
  const by = kind?.value === 'DaemonSet' ? kind : several(replicas) === undefined ? undefined : replicas;
  if (!by) return [];
  const name = textOf(find('metadata.name')) || textOf(kind);
  const containers = groupBy(
    entries.filter(({ key }) => ofContainer.test(key)),
    ({ key }) => ofContainer.exec(key)?.[1] ?? '',
  );
  return [...containers.values()].flatMap((own) => started(name, own, by));
}

function started(name: string, commands: readonly ConfigEntry[], by: ConfigEntry | undefined): readonly Started[] {
  const command = commands.at(-1);
  return command && by ? [{ name, command, words: wordsOf(commands), count: several(by), by }] : [];
}
