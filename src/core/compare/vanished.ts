import { configSources, steersHosts, type ConfigSource } from '../facts/config/config-source';
import { languageOf, type ConfigFormat } from '../parse/config/languages';
import type { PackageView } from '../subject/subject';
import { baseName } from '../text/path';
import type { ConfigEntry } from '../parse/config/contents';
import { groupBy } from '../text/groups';

/** Keys that a configuration file set in the older package, and that the newer one sets neither there nor in a file that is new. */
export interface VanishedKeys {
  /** The newer package's file: the one of the same place, or the one that the older file moved to. */
  readonly source: ConfigSource;
  /** In the order of the older file. */
  readonly keys: readonly string[];
  /** Keys that stand there still, and in fewer places than before: a header less, a limit in one of two blocks. */
  readonly fewer: readonly FewerPlaces[];
}

export interface FewerPlaces {
  readonly key: string;
  readonly before: number;
  /** Where it stands still. */
  readonly left: readonly ConfigEntry[];
}

type Configured = PackageView<'config' | 'manifest'>;

/** Elements of lists are no keys of their own: they come and go with what the list holds. */
const isInList = (key: string): boolean => /(^|\.)\d+(\.|$)/.test(key);

/** What readers of the file pass over: compose has dropped the version of its form. */
const isPassedOver = (format: ConfigFormat, key: string): boolean => key === '$schema' || (format === 'compose' && key === 'version');

const keysOf = ({ syntax, format }: ConfigSource): string[] => [
  ...new Set(syntax.entries.flatMap(({ key, variable }) => (isInList(key) || isPassedOver(format, key) ? [] : [variable ?? key]))),
];

export function vanishedKeys(older: Configured, newer: Configured): readonly VanishedKeys[] {
  const before = sourcesOf(older);
  const after = sourcesOf(newer);
  const known = new Set(before.map(({ place }) => place));
  const fresh = after.filter(({ place }) => !known.has(place));
  const elsewhere = new Set(fresh.flatMap(keysOf));
  const byPlace = new Map(after.map((source) => [source.place, source]));
  return before.flatMap((old): VanishedKeys[] => {
    const source = byPlace.get(old.place) ?? movedTo(old, fresh);
    // What cannot be read sets who knows what.
    if (!source || old.syntax.faults.length > 0 || source.syntax.faults.length > 0) return [];
    const now = new Set([
      ...keysOf(source),
      ...source.syntax.sections.map(({ key }) => key),
      ...source.syntax.entries.map(({ key }) => key),
    ]);
    const keys = keysOf(old).filter((key) => !now.has(key) && !elsewhere.has(key));
    const fewer = fewerPlaces(old, source);
    return keys.length > 0 || fewer.length > 0 ? [{ source, keys, fewer }] : [];
  });
}

/** Of servers whose directives stand in blocks, and repeatedly. A block that is gone takes what it holds with it. */
function fewerPlaces(old: ConfigSource, own: ConfigSource): readonly FewerPlaces[] {
  if (!languageOf(own.format).repeats || old.format !== own.format) return [];
  const [blocksBefore, blocks] = [old, own].map(({ syntax }) => groupBy(syntax.sections, ({ key }) => key));
  const now = groupBy(own.syntax.entries, ({ key }) => key);
  return [...groupBy(old.syntax.entries, ({ key }) => key)].flatMap(([key, before]): FewerPlaces[] => {
    const left = now.get(key) ?? [];
    const block = key.slice(0, Math.max(key.lastIndexOf('.'), 0));
    const isWhole = (blocks?.get(block)?.length ?? 0) >= (blocksBefore?.get(block)?.length ?? 0);
    return left.length > 0 && left.length < before.length && isWhole ? [{ key, before: before.length, left }] : [];
  });
}

const sourcesOf = (reviewed: Configured): ConfigSource[] => configSources(reviewed.subjects.config, reviewed.manifest).filter(steersHosts);

/** A file of the same name elsewhere that has most of the keys. */
function movedTo(old: ConfigSource, fresh: readonly ConfigSource[]): ConfigSource | undefined {
  const keys = new Set(keysOf(old));
  return fresh.find(
    (source) => baseName(source.place) === baseName(old.place) && keysOf(source).filter((key) => keys.has(key)).length * 2 > keys.size,
  );
}
