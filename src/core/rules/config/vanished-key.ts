import type { ConfigKey } from '../../catalog/catalog';
import { vanishedKeys, type VanishedKeys } from '../../compare/vanished';
import { plainName } from '../../facts/config/key-names';
import { span, type Span } from '../../text/span';
import { running } from '../reporting/config-keys';
import { defineRule } from '../rule';
import { groupBy } from '../../text/groups';

export const vanishedKey = defineRule({
  id: 'config/vanished-key',
  target: 'package',
  reads: ['baseline', 'config', 'manifest'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'A key that the package before set is set nowhere any more',
  rationale: `A key that goes without a word was renamed, moved into the program, or forgotten. Where the shipped file replaces the one
on a host, its value is lost, and the service runs on a default that nobody chose; where the host keeps its own file, the key
may have no effect any more.

Directives of nginx and Apache stand in blocks, and repeatedly: one that stands in fewer places than before, while no block is gone, is told as well.

The rule needs the package that came before (\`--baseline\`, *Compare with Previous Package*). It reports once for each file.
It is silent about keys that a new file of the package sets, files that moved with their keys, keys whose end the catalog
knows, elements of lists, files that cannot be read, and files of builds, tests, examples and translation. A file that is gone as a whole is shown
by the comparison.`,
  references: ['https://12factor.net/config'],
  messages: {
    vanished: ({ keys, more, older, now }: { keys: readonly string[]; more: number; older: string; now: string }) =>
      `${keys.join(', ')}${more > 0 ? ` and ${more} more` : ''} ${keys.length + more > 1 ? 'were' : 'was'} set here in ${older}, and no file of the package sets ${keys.length + more > 1 ? 'them' : 'it'} any more: what hosts have there is lost or has no effect.${now}`,
    fewer: ({ key, before, now, older }: { key: string; before: number; now: number; older: string }) =>
      `${key} stands in ${now === 1 ? 'one place' : `${now} places`} of this file and stood in ${before} in ${older}, though no block is gone: what it said there is lost.`,
  },
  check(reviewed, { report, baseline, inventory, environment, catalog }) {
    if (!baseline) return;
    const ended = new Set(catalog.configKeys.filter(hasEnded).flatMap(namesOf));
    for (const { source, keys, fewer } of vanishedKeys(baseline.package, reviewed)) {
      for (const { key, before, left } of fewer.slice(0, named)) {
        const at = { path: source.path, span: left[0]?.keySpan ?? placeFor(key, source) };
        report(at, 'fewer', { data: { key, before, now: left.length, older: nameOf(baseline.package) } });
      }
      const gone = together(
        keys.filter((key) => !ended.has(plainName(key))),
        source,
      );
      if (gone.length === 0) continue;
      const { words, related } = running(keys, inventory, environment);
      report({ path: source.path, span: placeFor(gone[0] ?? '', source) }, 'vanished', {
        data: { keys: gone.slice(0, named), more: Math.max(gone.length - named, 0), older: nameOf(baseline.package), now: words },
        related,
      });
    }
  },
});

/** Keys that are named; more are counted. */
const named = 8;

const nameOf = ({
  manifest,
  name,
}: {
  readonly manifest: { readonly syntax: { readonly version?: { readonly value: string } } } | undefined;
  readonly name: string;
}) => manifest?.syntax.version?.value ?? name;

/** Other rules say what became of these. */
const hasEnded = ({ state }: ConfigKey): boolean => state === 'removed' || state === 'renamed' || state === 'deprecated';

/** With and without the product's name in front. */
const namesOf = ({ key }: ConfigKey): string[] => [plainName(key), plainName(key.slice(key.indexOf('.') + 1))];

/** Several keys of a section that is gone as a whole are told as the section. */
function together(keys: readonly string[], { syntax: { entries, sections } }: VanishedKeys['source']): string[] {
  const left = new Set([...sections, ...entries].flatMap(({ key }) => ancestorsOf(key)));
  const groups = groupBy(keys, (key) => ancestorsOf(key).find((ancestor) => !left.has(ancestor)) ?? key);
  return [...groups].flatMap(([top, group]) => (group.length > 1 ? [`${top} (${group.length} keys)`] : group));
}

/** From the root on, the key last. Deeper ones are one key. */
const ancestorsOf = (key: string): string[] => {
  const parts = key.split('.', maxDepth);
  return [...parts.slice(0, -1).map((_part, index) => parts.slice(0, index + 1).join('.')), key];
};

const maxDepth = 16;

/** The nearest section that is left, else the beginning of the file. */
function placeFor(key: string, { text, syntax: { entries, sections } }: VanishedKeys['source']): Span {
  const byKey = new Map([...entries, ...sections].map((at) => [at.key, at.keySpan]));
  const nearest = ancestorsOf(key).findLast((ancestor) => byKey.has(ancestor));
  return byKey.get(nearest ?? '') ?? span(0, Math.min(1, text.length));
}
