import { configSources, type ConfigSource } from '../facts/config/config-source';
import { hasValue } from '../facts/config/required-value';
import { hostsIn } from '../inventory/inventory';
import type { ConfigEntry } from '../parse/config/contents';
import type { Finding } from '../rules/finding';
import type { Site } from '../subject/site';
import { entryOf, groupBy } from '../text/groups';
import { memo } from '../text/memo';
import { own } from '../text/own';
import type { Span } from '../text/span';

/**
 * Fingerprints of findings on settings that production has already, with the same value on every host whose configuration is known:
 * this upgrade does not bring them. Of other things the inventory does not tell enough.
 */
export function inProduction({ package: reviewed, inventory, environment }: Site, findings: readonly Finding[]): ReadonlySet<string> {
  const known = hostsIn(inventory, environment).flatMap(({ config }) => (config ? [config] : []));
  if (known.length === 0) return new Set();
  const byPath = groupBy(findings, ({ path }) => path);
  const already = new Set<string>();
  for (const source of configSources(reviewed.subjects.config, reviewed.manifest)) {
    for (const { span, fingerprint } of byPath.get(source.path) ?? []) {
      const entry = settingAt(source, span);
      if (entry && known.every((config) => hasValue(own(config, entry.key), entry.value))) already.add(fingerprint);
    }
  }
  return already;
}

/** A finding of a file that stays as it is asks again at each review: the file is parsed for the first one. */
const settingAt = (source: ConfigSource, { start, end }: Span): Setting | undefined =>
  entryOf(askedOf(source), `${start}-${end}`, () => {
    const found = source.syntax.entries.find(({ keySpan, valueSpan }) => keySpan.start <= start && end <= valueSpan.end);
    return { setting: found && { key: found.key, value: found.value } };
  }).setting;

type Setting = Pick<ConfigEntry, 'key' | 'value'>;

const askedOf = memo((_source: ConfigSource) => new Map<string, { readonly setting: Setting | undefined }>());
