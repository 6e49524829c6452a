import { ownEntry } from '../../facts/config/config-source';
import type { DefaultChange } from '../../compare/defaults';
import { hasValue, isPlaceholder, isScalar } from '../../facts/config/required-value';
import { type Inventory, hostsIn } from '../../inventory/inventory';
import { own } from '../../text/own';
import { isSecretName } from '../../text/redact';
import type { Fix } from '../finding';
import { defineRule, type Baseline } from '../rule';
import { running } from '../reporting/config-keys';
import { changesWithRelease, shownChange } from './changed-default/release-noise';
import { growth, valueKind, type ValueKind } from './changed-default/value-kind';

interface Facts {
  readonly key: string;
  readonly kind: ValueKind;
  readonly before: string;
  readonly after: string;
  /** 4: four times as much; absent: not to be compared. */
  readonly growth: number | undefined;
  /** The package that came before. */
  readonly older: string;
  readonly now: string;
}

export const changedDefault = defineRule({
  id: 'config/changed-default',
  target: 'package',
  reads: ['baseline', 'config', 'manifest'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'A shipped setting has another value than in the package that came before',
  rationale: `Release notes rarely list every default. One that changes quietly shows only under load: five retries become nine,
the waits between them get four times as long, and a short outage of a provider becomes a long one of everything that calls it.

The message says what the value steers, as far as the key tells: retries, the backoff between them, timeouts, pools, limits. Settings
are followed into other files and formats. The fix keeps the old value. Only a person knows whether that is right.

The rule needs the package that came before (\`--baseline\`, *Compare with Previous Package*). It is silent about secrets, placeholders,
versions, digests and images of the same line, downloads that differ in their version alone, what only moved within a list, tasks of Ansible (the plan
tells what they do), files of builds, tests, packaging and translation, and values that production runs with already.`,
  references: [
    'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
    'https://sre.google/sre-book/addressing-cascading-failures/',
  ],
  messages: {
    changed: (facts: Facts) =>
      `${facts.key}${kindWords[facts.kind]} goes from ${facts.before} to ${facts.after}${times(facts.growth)} since ${facts.older}: ${consequence(facts)}.${facts.now}`,
  },
  check(_reviewed, { report, baseline, inventory, environment }) {
    if (!baseline) return;
    const older = nameOf(baseline);
    const seen = new Set<string>();
    for (const change of baseline.changes.defaults) {
      const { key, before, after } = change;
      if (isQuiet(change, baseline) || runsAlready(change, inventory, environment)) continue;
      // A YAML anchor is one place, however often it is used.
      const place = `${after.source.path}:${after.entry.valueSpan.start}:${after.entry.valueSpan.end}`;
      if (seen.size === seen.add(place).size) continue;
      const now = running([key], inventory, environment);
      report({ path: after.source.path, span: after.entry.valueSpan }, 'changed', {
        data: {
          key,
          kind: valueKind(key),
          ...shownChange(key, before.entry.value, after.entry.value),
          growth: growth(before.entry.value, after.entry.value),
          older,
          now: now.words,
        },
        fix: fixOf(change, older),
        related: now.related,
      });
    }
  },
});

const nameOf = ({ package: { manifest, name } }: Baseline): string => {
  const { product, version } = manifest?.syntax ?? {};
  return version ? [product?.value, version.value].filter(Boolean).join(' ') : name;
};

/** Values that change with every release, or that nobody shall read. */
function isQuiet(change: DefaultChange, baseline: Baseline): boolean {
  const { key, before, after } = change;
  const version = baseline.package.manifest?.syntax.version?.value;
  const carriesVersion = version !== undefined && String(before.entry.value).includes(version);
  return (
    changesWithRelease(change) ||
    isSecretName(key) ||
    carriesVersion ||
    isPlaceholder(before.entry.value) ||
    isPlaceholder(after.entry.value)
  );
}

/** Every host that tells of the key has the new value: nothing changes there. */
function runsAlready({ key, after }: DefaultChange, inventory: Inventory, environment: string): boolean {
  const values = hostsIn(inventory, environment)
    .map(({ config }) => own(config, key))
    .filter((value) => value !== undefined);
  return values.length > 0 && values.every((value) => hasValue(after.entry.value, value));
}

function fixOf({ before, after }: DefaultChange, older: string): Fix | undefined {
  const { source, entry } = after;
  if (!isScalar(before.entry.value) || !isScalar(entry.value) || entry.inherited) return undefined;
  // Line formats know only text: `500` of a properties file is 500 in YAML.
  const asNumber = typeof entry.value === 'number' && hasNumber(before.entry.value);
  const value = asNumber ? Number(before.entry.value) : before.entry.value;
  const { syntax } = source;
  const found = ownEntry(syntax, entry);
  const edits = found ? syntax.replace(found, value) : [];
  if (edits.length === 0) return undefined;
  return {
    title: `Keep ${JSON.stringify(value)}, the value of ${older}`,
    edits: edits.map((edit) => ({ path: source.path, ...edit })),
    applies: 'after-review',
  };
}

const hasNumber = (value: unknown): boolean => String(value).trim() !== '' && Number.isFinite(Number(value));

const times = (ratio: number | undefined): string =>
  ratio === undefined || ratio < 1.5 ? '' : ` (${Number(ratio.toFixed(1))} times as much)`;

const kindWords: Readonly<Record<ValueKind, string>> = {
  retry: ', which steers retries,',
  backoff: ', which steers the backoff between retries,',
  timeout: ', a timeout,',
  pool: ', the size of a pool,',
  limit: ', a limit,',
  other: '',
};

const taken = 'hosts that do not set it take the new value with the upgrade';

/** What more, less or otherwise means. */
const consequences: Readonly<Record<ValueKind, readonly [more: string, less: string, otherwise: string]>> = {
  retry: ['what fails is called more often, by every host at once', 'calls are given up sooner', 'other failures are tried again'],
  backoff: [
    'after a failure the next call comes later, and so does recovery',
    'calls that failed come back sooner, on what is failing already',
    'hosts come back to what is failing in another rhythm',
  ],
  timeout: ['callers hold threads and connections longer before they give up', 'slow answers that were accepted are given up', taken],
  pool: ['the other side must have room for more from every host', 'work that was done at once waits', taken],
  limit: ['more is let through than before', 'what was accepted may be refused', taken],
  other: [taken, taken, taken],
};

const consequence = ({ kind, growth: ratio }: Facts): string => consequences[kind][ratio === undefined ? 2 : ratio > 1 ? 0 : 1];
