import type { ConfigKey } from '../../catalog/catalog';
import { reaches } from '../../catalog/product';

/**
 * What holds for each key at all of `versions`: deprecated since 4 and removed since 5 is removed in 5.1. A key without
 * `since` always holds; with unknown versions nothing else does.
 */
export function keyStates(keys: readonly ConfigKey[], versions: readonly string[]): readonly ConfigKey[] {
  const states = new Map<string, ConfigKey>();
  for (const known of keys) {
    const { key, since, state } = known;
    if (state === 'default-changed') continue;
    if (since !== undefined && !(versions.length > 0 && versions.every((version) => reaches(version, since)))) continue;
    const earlier = states.get(key);
    if (!earlier || isLater(since, earlier.since)) states.set(key, known);
  }
  return [...states.values()];
}

const isLater = (since: string | undefined, than: string | undefined): boolean =>
  than === undefined || (since !== undefined && reaches(since, than));
