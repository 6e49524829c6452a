import { configFacts } from '../../catalog/config-facts';
import type { ConfigKey } from '../../catalog/catalog';
import { isEntry, type KeyUse } from '../../catalog/known-keys';
import { decidingUses, isRight, missingKey, type MissingKey } from '../../catalog/required-keys';
import { isScalar } from '../../catalog/required-value';
import { isSecretName } from '../../text/redact';
import type { Fix, Related } from '../finding';
import { defineRule } from '../rule';
import { catalogPlace, hostsWith, reasonOf, sinceOf, successionFix } from './key-finding';

interface RequiredData {
  readonly key: string;
  readonly wanted: string;
  readonly found: string;
  readonly since: string;
  readonly why: string;
}

export const missingRequiredKey = defineRule({
  id: 'config/missing-required-key',
  target: 'package',
  reads: ['config', 'manifest'],
  severity: 'error',
  fixable: true,
  summary: 'Configuration key that the new version needs is missing or has another value',
  rationale: `A new version can need a setting that older ones did not have. Without it the service starts on a default that
fits nobody, or takes an old code path, and the upgrade looks fine until the feature is used.

The catalog says which keys are required from which version on, and with which value. One finding is reported for each key: in
the file that already holds its section, else in the product's main file. Any file of the package may set it; files with
defaults count only where nothing overrides them. The rule is silent if the version is unknown, if no file of the package
configures the product, if one that does cannot be read, and about values that are filled in later (\`\${…}\`, \`{{…}}\`).

The fix writes the required value into the right section; a value that somebody chose is replaced only after review.`,
  references: ['https://12factor.net/config'],
  messages: {
    missing: ({ key, wanted, since, why }: RequiredData) =>
      `\`${key}\` is required${wanted}${since}, and no file of the package sets it${why}.`,
    wrong: ({ key, wanted, found, since, why }: RequiredData) => `\`${key}\` is ${found} here and is required${wanted}${since}${why}.`,
  },
  check(reviewed, { report, inventory, environment, ...site }) {
    const facts = configFacts({ ...site, package: reviewed, inventory, environment });
    for (const product of facts.products) {
      for (const known of product.states) {
        if (known.state !== 'required') continue;
        const uses = decidingUses(known, product, facts);
        const related = [...catalogPlace(known), ...hostsWith(known.key, inventory, environment)];
        const missing = uses.length === 0 ? missingKey(known, product, facts) : undefined;
        if (missing) {
          const at = { path: missing.source.path, span: missing.span };
          report(at, 'missing', { data: dataOf(missing.key, known, ''), fix: insertion(missing, known), related });
        }
        const [wrong, ...others] = uses.some((use) => isRight(use, known.requiredValue)) ? [] : uses;
        if (wrong && isEntry(wrong.at)) {
          const { keySpan, valueSpan, key } = wrong.at;
          const at = { path: wrong.source.path, span: valueSpan.start < valueSpan.end ? valueSpan : keySpan };
          const fix = replacement(wrong, known);
          report(at, 'wrong', {
            data: dataOf(key, known, wrong.source.text.slice(valueSpan.start, valueSpan.end)),
            fix,
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
function dataOf(key: string, known: ConfigKey, written: string): RequiredData {
  const secret = isSecretName(key);
  const wanted = known.requiredValue === undefined || secret ? '' : ` to be \`${JSON.stringify(known.requiredValue)}\``;
  const short = written.length > maxShown ? `${written.slice(0, maxShown)}…` : written;
  const found = written === '' ? 'empty' : secret ? 'something else' : `\`${short}\``;
  return { key, wanted, found, since: sinceOf(known), why: reasonOf(known) };
}

function insertion(missing: MissingKey, known: ConfigKey): Fix | undefined {
  const { predecessor, edits, key, source } = missing;
  if (predecessor) return successionFix(predecessor.use, predecessor.succession, 'after-review');
  if (edits.length === 0) return undefined;
  const title = `Add ${key} with ${JSON.stringify(known.requiredValue)}`;
  return { title, edits: edits.map((edit) => ({ path: source.path, ...edit })), applies: 'always' };
}

function replacement({ at, source }: KeyUse, { requiredValue }: ConfigKey): Fix | undefined {
  if (!isEntry(at) || !isScalar(requiredValue)) return undefined;
  const edits = source.syntax.replace(at, requiredValue);
  if (edits.length === 0) return undefined;
  const title = `Set ${at.key} to ${JSON.stringify(requiredValue)}`;
  return { title, edits: edits.map((edit) => ({ path: source.path, ...edit })), applies: 'after-review' };
}

const alsoWrong = ({ source, at }: KeyUse): Related => ({
  at: 'package',
  path: source.path,
  span: at.keySpan,
  message: `${source.path} sets it as well`,
});
