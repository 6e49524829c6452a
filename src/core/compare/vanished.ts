import { configSources, steersHosts, type ConfigSource } from '../facts/config/config-source';
import type { PackageView } from '../subject/subject';
import { baseName } from '../text/path';

/** Keys that a configuration file set in the older package, and that the newer one sets neither there nor in a file that is new. */
export interface VanishedKeys {
  /** The newer package's file: the one of the same place, or the one that the older file moved to. */
  readonly source: ConfigSource;
  /** In the order of the older file. */
  readonly keys: readonly string[];
}

type Configured = PackageView<'config' | 'manifest'>;

/** Elements of lists are no keys of their own: they come and go with what the list holds. */
const isInList = (key: string): boolean => /(^|\.)\d+(\.|$)/.test(key);

const keysOf = ({ syntax }: ConfigSource): string[] => [
  ...new Set(syntax.entries.flatMap(({ key, variable }) => (isInList(key) ? [] : [variable ?? key]))),
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
    return keys.length > 0 ? [{ source, keys }] : [];
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
