import { isSecretName, redact } from '../text/redact';
import type { Site } from '../rules/rule';

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
  const hosts = inventory.environments.find(({ name }) => name === environment)?.hosts ?? [];
  const keys = new Set(hosts.flatMap(({ config }) => Object.keys(config ?? {})));
  const packaged = new Map<string, { path: string; value: unknown }>();
  for (const { path, syntax } of reviewed.subjects('config')) {
    for (const { key, value } of syntax.entries) if (keys.has(key) && !packaged.has(key)) packaged.set(key, { path, value });
  }
  return [...keys].sort().flatMap((key) => {
    const own = packaged.get(key);
    const byValue = new Map<string, string[]>();
    for (const { name, config } of hosts) {
      if (config && key in config) byValue.set(show(key, config[key]), [...(byValue.get(show(key, config[key])) ?? []), name]);
    }
    const same = own && byValue.size === 1 && byValue.has(show(key, own.value));
    if (same) return [];
    return [
      {
        key,
        ...(own && { packaged: { path: own.path, value: show(key, own.value) } }),
        production: [...byValue].map(([value, names]) => ({ hosts: names, value })),
      },
    ];
  });
}

const show = (key: string, value: unknown): string =>
  isSecretName(key) ? '(redacted)' : redact(typeof value === 'string' ? value : JSON.stringify(value ?? null));
