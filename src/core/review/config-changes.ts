import { own } from '../text/own';
import { shownValue } from '../text/redact';
import { configSources, holdsDefaults, type ConfigSource } from '../facts/config/config-source';
import { hasValue } from '../facts/config/required-value';
import type { Inventory } from '../inventory/inventory';
import type { Site } from '../subject/site';
import { groupBy } from '../text/groups';
import { hostsIn } from '../inventory/inventory';
import { memoWith } from '../text/memo';

/** A configuration key whose value in the package is not what production runs with. */
export interface ConfigChange {
  readonly key: string;
  /** In the package; absent: no file of the package sets it. */
  readonly packaged?: { readonly path: string; readonly value: string };
  /** In production, hosts with the same value together. */
  readonly production: readonly { readonly hosts: readonly string[]; readonly value: string }[];
}

/** Compares the keys that production's inventory knows with the package's configuration files, by dotted key. */
export function configChanges({ package: reviewed, inventory, environment }: Site): readonly ConfigChange[] {
  const hosts = hostsIn(inventory, environment);
  const keys = keysOf(inventory, environment);
  // Without any there is nothing to compare, and a large package need not be read once more.
  if (keys.size === 0) return [];
  const packaged = new Map<string, { path: string; value: unknown }>();
  const sources = configSources(reviewed.subjects.config, reviewed.manifest);
  // What overrides a default is what counts.
  for (const source of [...sources].sort((a, b) => Number(holdsDefaults(a)) - Number(holdsDefaults(b)))) {
    for (const { key, value } of entriesOf(source, keys)) if (!packaged.has(key)) packaged.set(key, { path: source.path, value });
  }
  return [...keys].sort().flatMap((key) => {
    const ours = packaged.get(key);
    const setting = hosts.filter(({ config }) => own(config, key) !== undefined);
    const byValue = groupBy(setting, ({ config }) => shownValue(key, own(config, key)));
    const runsSo = (value: unknown): boolean => value === undefined || (ours !== undefined && hasValue(ours.value, value));
    const same = ours && hosts.every(({ config }) => runsSo(own(config, key)));
    if (same) return [];
    return [
      {
        key,
        ...(ours && { packaged: { path: ours.path, value: shownValue(key, ours.value) } }),
        production: [...byValue].map(([value, alike]) => ({ hosts: alike.map(({ name }) => name), value })),
      },
    ];
  });
}

const keysOf = memoWith(
  (inventory: Inventory, environment: string): ReadonlySet<string> =>
    new Set(hostsIn(inventory, environment).flatMap(({ config }) => Object.keys(config ?? {}))),
);

const entriesOf = memoWith(({ syntax }: ConfigSource, keys: ReadonlySet<string>) =>
  syntax.entries.flatMap(({ key, value }) => (keys.has(key) ? [{ key, value }] : [])),
);
