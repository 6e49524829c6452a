import { configFacts } from '../../facts/config/config-facts';
import { successionOf } from '../../facts/config/key-succession';
import { planned } from '../../plan/planned';
import { defineRule } from '../rule';
import { keyEvidence, successionFix, sureness, type KeyData } from '../reporting/config-keys';

export const deprecatedKey = defineRule({
  id: 'config/deprecated-key',
  target: 'package',
  reads: ['config', 'manifest', 'text', ...planned],
  severity: 'warning',
  confidence: 'certain',
  hazards: ['unplanned-work'],
  fixable: true,
  summary: 'Configuration key that the new version still reads, but a later one will not',
  rationale: `A deprecated key works today and stops working with some later upgrade, when nobody remembers why it was there. The
package that brings the new version is the place to change it.

The catalog says which keys are deprecated from which version on. The rule is silent about keys of other products, before
that version, with an unknown version, and about keys that are gone already: those are \`config/removed-key\`.`,
  references: ['https://www.postgresql.org/docs/current/release.html'],
  messages: {
    deprecated: ({ key, since, instead, why, now }: KeyData) =>
      `${key} is deprecated${since}${why}: a later version will no longer read it.${instead}${now}`,
  },
  check(reviewed, { report, inventory, environment, ...site }) {
    const facts = configFacts({ ...site, package: reviewed, inventory, environment });
    for (const use of facts.uses) {
      if (use.known.state !== 'deprecated') continue;
      const succession = successionOf(use, facts);
      const asWritten = succession?.kind === 'rename' && succession.value === undefined && !succession.rival;
      report({ path: use.source.path, span: use.at.keySpan }, 'deprecated', {
        ...keyEvidence(use, inventory, environment),
        ...sureness(use),
        fix: successionFix(use, succession, asWritten ? 'always' : 'after-review'),
      });
    }
  },
});
