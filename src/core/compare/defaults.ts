import { configSources, holdsDefaults, steersHosts } from '../facts/config/config-source';
import { hasValue } from '../facts/config/required-value';
import { isOfTask } from '../parse/tasks/ansible';
import type { ConfigEntry } from '../parse/config/contents';
import type { UpgradePackage } from '../subject/subject';
import { partners, type Setting } from './partners';

/** A configuration key that both packages set, to different values. */
export interface DefaultChange {
  readonly key: string;
  readonly before: Setting;
  readonly after: Setting;
}

/**
 * Keys whose shipped value is another one, in the order of the newer package's files. A key is looked for in the same
 * file, else where it is no longer set: sections move to files of their own. A new default that the newer package itself overrides with
 * the old value changes nothing.
 */
export function changedDefaults(older: UpgradePackage, newer: UpgradePackage): readonly DefaultChange[] {
  const [before, after] = [settingsOf(older), settingsOf(newer)];
  const inPlace = partners(before.all, after.all);
  return after.all.flatMap((setting): DefaultChange[] => {
    const { key, value } = setting.entry;
    const elsewhere = before.effective.get(key);
    const moved = elsewhere && !after.places.has(placeOf(elsewhere)) ? elsewhere : undefined;
    const old = inPlace.get(setting) ?? (before.places.has(placeOf(setting)) ? undefined : moved);
    if (!old || sameValue(old.entry.value, value)) return [];
    const counts = after.effective.get(key);
    if (
      counts &&
      counts !== setting &&
      placeOf(counts) !== placeOf(setting) &&
      sameValue(before.effective.get(key)?.entry.value, counts.entry.value)
    )
      return [];
    return [{ key, before: old, after: setting }];
  });
}

interface Settings {
  readonly all: readonly Setting[];
  readonly places: ReadonlySet<string>;
  /** By key: what overrides a default is what counts. */
  readonly effective: ReadonlyMap<string, Setting>;
}

function settingsOf(reviewed: UpgradePackage): Settings {
  const sources = configSources(reviewed.subjects.config, reviewed.manifest);
  // What a value holds that is a file of its own is told by its keys.
  const startOf = (path: string, { keySpan }: ConfigEntry): string => `${keySpan.start} ${path}`;
  const files = new Set(sources.flatMap(({ path, syntax: { within } }) => (within ? [startOf(path, within)] : [])));
  const all = sources
    .filter(steersHosts)
    .flatMap((source) =>
      source.syntax.entries.flatMap((entry): Setting[] =>
        files.has(startOf(source.path, entry)) || isOfTask(source.place, entry.key) ? [] : [{ source, entry }],
      ),
    );
  const ordered = [...all].sort((a, b) => Number(holdsDefaults(a.source)) - Number(holdsDefaults(b.source)));
  return { all, places: new Set(all.map(placeOf)), effective: firstBy(ordered, ({ entry }) => entry.key) };
}

function firstBy(settings: readonly Setting[], keyOf: (setting: Setting) => string): Map<string, Setting> {
  const found = new Map<string, Setting>();
  for (const setting of settings) if (!found.has(keyOf(setting))) found.set(keyOf(setting), setting);
  return found;
}

const placeOf = ({ source, entry }: Setting): string => `${source.place}\0${entry.key}`;

/** However the formats write it: a section may move from YAML to properties. */
const sameValue = (a: unknown, b: unknown): boolean => hasValue(a, b) || hasValue(b, a);
