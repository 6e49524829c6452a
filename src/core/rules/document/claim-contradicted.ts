import { documentClaims, type DocumentClaim } from '../../facts/document-claims';
import { effectsOnTheWay } from '../../facts/scripts/upgrade-effects';
import type { EffectKind } from '../../effects/effect';
import { planned } from '../../plan/planned';
import { defineRule } from '../rule';

export const claimContradicted = defineRule({
  id: 'document/claim-contradicted',
  target: 'package',
  reads: [...planned, 'text'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['unplanned-work', 'outage'],
  fixable: false,
  summary: 'A document promises what the scripts do not keep',
  rationale: `"No reboot is required" and "no database changes" decide how long the window is, who is asked, and whether a backup is drawn before. Documents are written once and copied from release to release; the scripts are what
happens.

The rule compares such sentences in documents about the upgrade (README, UPGRADING, INSTALL, release notes; English and German) with what scripts of the upgrade always do: reboots, restarts and stops of services, downloads from other hosts, and SQL that they run. What is said of the downtime is told by
window/contradiction and window/too-short. Changelogs are left alone, as they tell of all releases, and so are sentences with a condition or a wish in them.`,
  references: ['https://sre.google/sre-book/release-engineering/'],
  messages: {
    broken: (d: { promise: string; by: string; target: string }) =>
      `This promises ${d.promise}, and ${d.by}${d.target === '' ? '' : ` ${d.target}`} is part of the upgrade.`,
  },
  check(reviewed, { report }) {
    const said = documentClaims(reviewed).filter(({ kind }) => promises.has(kind));
    if (said.length === 0) return;
    const effects = effectsOnTheWay(reviewed).filter(({ when }) => when === 'always');
    for (const { kind, path, span } of said) {
      const [promise, kinds] = promises.get(kind) ?? ['', []];
      const found = effects.find((effect) => kinds.includes(effect.kind) && (kind !== 'no-network' || isFarAway(effect.target)));
      if (found)
        report({ path, span }, 'broken', {
          data: { promise, by: found.by, target: found.target },
          related: [{ at: 'package', path: found.path, span: found.span, message: 'it happens here' }],
        });
    }
  },
});

/** Another host, by a name that is no name of the site's own. */
const isFarAway = (target: string): boolean =>
  /^(?:https?|ftp|git|ssh):\/\//.test(target) &&
  !/^\w+:\/\/(?:[^/@]*@)?(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[|\*|[\w-]+(?:[:/]|$)|[\w.-]+\.(?:local|internal|lan|intranet)\b)/.test(
    target,
  );

const promises: ReadonlyMap<DocumentClaim['kind'], readonly [words: string, broken: readonly EffectKind[]]> = new Map([
  ['no-reboot', ['that nothing is rebooted', ['host.reboot']]],
  ['no-restart', ['that services keep running', ['unit.restart', 'unit.stop', 'container.stop', 'host.reboot']]],
  ['no-network', ['that nothing is reached over the net', ['network.fetch', 'network.send']]],
  ['no-schema-change', ['that the database stays as it is', ['database.run', 'database.drop', 'database.create']]],
] as const);
