import { configFacts } from '../../facts/config/config-facts';
import { successionOf } from '../../facts/config/key-succession';
import { keyEvidence, successionFix, sureness, type KeyData } from '../reporting/config-keys';
import { planned } from '../../plan/planned';
import { defineRule } from '../rule';

export const removedKey = defineRule({
  id: 'config/removed-key',
  target: 'package',
  reads: ['config', 'manifest', 'text', ...planned],
  severity: 'error',
  confidence: 'certain',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'Configuration key that the new version no longer reads',
  rationale: `The new version ignores a key that it has dropped or renamed. The setting is lost without a word and the
service runs on its default; some servers refuse to start instead. Nobody sees it in the installer's output.

The catalog says which keys went with which version. A key counts for the package's own product, and for a component that a
file configures (\`postgresql.conf\`) at the version that the manifest or the inventory names. With an unknown version, keys
that are bound to one are left alone, and so are examples, documentation, schemas and translations. What scripts of the upgrade write counts as well:
here-documents and \`echo\` into a file of settings, and the keys that \`sed -i\`, \`crudini\`, \`yq\`, \`jq\` and \`augtool\` set. So do variables
and options that are handed to a process (Kubernetes, charts, Dockerfiles, units, what scripts export, \`-Ddten.hybrid.mode=auto\`,
\`dtend --hybrid-mode=auto\`), templates of settings files, examples that a script copies to where they are read, and programs that
hold settings as literals (PHP, JavaScript, Ruby, Lua, HCL). Directives of nginx and Apache count in every block. A \`*\` in a key of the catalog
stands for any name: \`dten.rooms.*.mode\`.

The fix gives the key its new name; where the new key is set already, or there is none, the old one goes, along with the
comment that is about it alone.`,
  references: [
    'https://www.postgresql.org/docs/current/release.html',
    'https://dev.mysql.com/doc/refman/8.0/en/added-deprecated-removed.html',
  ],
  messages: {
    removed: ({ key, since, instead, why, now }: KeyData) =>
      `${key} is gone${since}${why}: it has no effect any more, or keeps the service from starting.${instead}${now}`,
    renamed: ({ key, since, instead, why, now }: KeyData) =>
      `${key} has another name${since}${why}, so the setting is lost.${instead}${now}`,
  },
  check(reviewed, { report, inventory, environment, ...site }) {
    const facts = configFacts({ ...site, package: reviewed, inventory, environment });
    for (const use of facts.uses) {
      const { state } = use.known;
      if (state !== 'removed' && state !== 'renamed') continue;
      const succession = successionOf(use, facts);
      const asWritten = succession?.kind === 'remove' || (state === 'renamed' && succession?.value === undefined && !succession?.rival);
      report({ path: use.source.path, span: use.at.keySpan }, state, {
        ...keyEvidence(use, inventory, environment),
        ...sureness(use),
        fix: successionFix(use, succession, asWritten ? 'always' : 'after-review'),
      });
    }
  },
});
