import { configSources } from '../facts/config/config-source';
import { hasValue } from '../facts/config/required-value';
import { hostsIn } from '../inventory/inventory';
import type { Finding } from '../rules/finding';
import type { Site } from '../subject/site';
import { groupBy } from '../text/groups';
import { own } from '../text/own';

/**
 * Fingerprints of findings on settings that production has already, with the same value on every host whose configuration is known:
 * this upgrade does not bring them. Of other things the inventory does not tell enough.
 */
export function inProduction({ package: reviewed, inventory, environment }: Site, findings: readonly Finding[]): ReadonlySet<string> {
  const known = hostsIn(inventory, environment).flatMap(({ config }) => (config ? [config] : []));
  if (known.length === 0) return new Set();
  const byPath = groupBy(findings, ({ path }) => path);
  const already = new Set<string>();
  for (const { path, syntax } of configSources(reviewed.subjects.config, reviewed.manifest)) {
    for (const { span, fingerprint } of byPath.get(path) ?? []) {
      const entry = syntax.entries.find(({ keySpan, valueSpan }) => keySpan.start <= span.start && span.end <= valueSpan.end);
      if (entry && known.every((config) => hasValue(own(config, entry.key), entry.value))) already.add(fingerprint);
    }
  }
  return already;
}
