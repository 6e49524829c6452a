import { configFacts } from '../../facts/config/config-facts';
import type { ConfigKey } from '../../catalog/catalog';
import { ownEntry, type ConfigSource } from '../../facts/config/config-source';
import type { TextEdit } from '../../text/edit';
import { isEntry } from '../../facts/config/key-finder';
import type { KeyUse } from '../../facts/config/known-keys';
import { predecessorsOf } from '../../facts/config/key-succession';
import { decidingUses, isRight, missingKey, type MissingKey } from '../../facts/config/required-keys';
import { isScalar } from '../../facts/config/required-value';
import { isSecretName } from '../../text/redact';
import type { Fix, Related } from '../finding';
import { planned } from '../../plan/planned';
import { defineRule } from '../rule';
import { catalogPlace, running, reasonOf, sinceOf, successionFix } from '../reporting/config-keys';

interface KeyNeed {
  readonly key: string;
  readonly wanted: string;
  readonly found: string;
  readonly since: string;
  readonly why: string;
  /** What production runs with. */
  readonly now: string;
}

export const missingRequiredKey = defineRule({
  id: 'config/missing-required-key',
  target: 'package',
  reads: ['config', 'manifest', 'text', ...planned],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage', 'silent-failure'],
  fixable: true,
  summary: 'Configuration key that the new version needs is missing or has another value',
  rationale: `A new version can need a setting that older ones did not have. Without it the service starts on a default that
fits nobody, or takes an old code path, and the upgrade looks fine until the feature is used.

The catalog says which keys are required from which version on, and with which value. One finding is reported for each key: in
the file that already holds its section, else in the product's main file. Any file of the package may set it; files with
defaults count only where nothing overrides them, and what scripts write, what processes are handed as variables or options, and templates
count as well. The rule is silent if the version is unknown, if no file of the package
configures the product, if one that does cannot be read, and about values that are filled in later (\`\${…}\`, \`{{…}}\`).

The fix writes the required value into the right section; a value that somebody chose is replaced only after review.`,
  references: ['https://12factor.net/config'],
  messages: {
    missing: ({ key, wanted, since, why, now }: KeyNeed) =>
      `${key} is required${wanted}${since}, and no file of the package sets it${why}.${now}`,
    wrong: ({ key, wanted, found, since, why, now }: KeyNeed) => `${key} is ${found} here and is required${wanted}${since}${why}.${now}`,
  },
  check(reviewed, { report, inventory, environment, ...site }) {
    const facts = configFacts({ ...site, package: reviewed, inventory, environment });
    for (const product of facts.products) {
      for (const known of product.states) {
        if (known.state !== 'required') continue;
        const older = predecessorsOf(known.key, product).map(({ key }) => key);
        const now = running(older, inventory, environment);
        const related = [...catalogPlace(known), ...now.related];
        const uses = decidingUses(known, product, facts);
        const missing = uses.length === 0 ? missingKey(known, product, facts) : undefined;
        if (missing) {
          const { source, span, key } = missing;
          report({ path: source.path, span }, 'missing', {
            data: needOf(key, known, '', now.words),
            fix: insertion(missing, known),
            related,
          });
        }
        const [wrong, ...others] = uses.some((use) => isRight(use, known.requiredValue)) ? [] : uses;
        if (wrong && isEntry(wrong.at)) {
          const { source, at } = wrong;
          const written = source.text.slice(at.valueSpan.start, at.valueSpan.end);
          report({ path: source.path, span: written ? at.valueSpan : at.keySpan }, 'wrong', {
            data: needOf(at.key, known, written, now.words),
            fix: replacement(wrong, known),
            related: [...related, ...others.map(alsoWrong)],
          });
        }
      }
    }
  },
});

/** Values that are longer are cut off. */
const maxShown = 60;

/** @param written the value as the file has it */
function needOf(key: string, known: ConfigKey, written: string, now: string): KeyNeed {
  const wanted = known.requiredValue === undefined ? '' : ` to be ${shown(key, JSON.stringify(known.requiredValue))}`;
  return { key, wanted, found: written === '' ? 'empty' : shown(key, written), since: sinceOf(known), why: reasonOf(known), now };
}

function shown(key: string, value: string): string {
  if (isSecretName(key)) return 'a secret value';
  return value.length > maxShown ? `${value.slice(0, maxShown)}…` : value;
}

function insertion({ predecessor, edits, key, source }: MissingKey, { requiredValue }: ConfigKey): Fix | undefined {
  if (predecessor) return successionFix(predecessor.use, predecessor.succession, 'after-review');
  return fixOf(`Add ${key}`, key, requiredValue, source, edits, 'always');
}

function replacement({ at, source }: KeyUse, { requiredValue }: ConfigKey): Fix | undefined {
  if (!isEntry(at) || !isScalar(requiredValue)) return undefined;
  const { syntax } = source;
  const own = ownEntry(syntax, at);
  return own && fixOf(`Set ${at.key}`, at.key, requiredValue, source, syntax.replace(own, requiredValue), 'after-review');
}

function fixOf(
  title: string,
  key: string,
  value: unknown,
  { path }: ConfigSource,
  edits: readonly TextEdit[],
  applies: Fix['applies'],
): Fix | undefined {
  if (edits.length === 0) return undefined;
  const to = isSecretName(key) ? '' : `: ${JSON.stringify(value)}`;
  return { title: title + to, edits: edits.map((edit) => ({ path, ...edit })), applies };
}

const alsoWrong = ({ source, at }: KeyUse): Related => ({
  at: 'package',
  path: source.path,
  span: at.keySpan,
  message: `${source.path} sets it as well`,
});
