import { waysBack } from '../../facts/side-effects/ways-back';
import { planned } from '../../plan/planned';
import { defineRule } from '../rule';

export const missingWayBack = defineRule({
  id: 'rollback/missing',
  target: 'package',
  reads: [...planned, 'manifest'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['irreversible', 'outage'],
  fixable: false,
  summary: 'Nothing in the package leads back',
  rationale: `An upgrade that fails at two in the morning is taken back by whoever is awake, with what is at hand. Without a script that was written in daylight that is a restored
snapshot: of all hosts at the same moment, with everything lost that was written since.

It is certain where the manifest names a script for the way back that the package does not hold.

Silent for packages without a manifest that names their version, for packages of dpkg and rpm, whose managers lead back, where no script changes anything, and where any script of the package is one of a way back by its name
(rollback, revert, downgrade, undo, uninstall).`,
  references: [
    'https://sre.google/sre-book/release-engineering/',
    'https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_mit_deploy_risks_plan_for_unsucessful_changes.html',
  ],
  messages: {
    named: (d: { path: string }) => `The manifest names ${d.path} as the way back, and the package does not hold it.`,
    none: (d: { steps: number }) =>
      `The upgrade changes ${d.steps} thing${d.steps === 1 ? '' : 's'} that last${d.steps === 1 ? 's' : ''}, and no script of the package leads back: plan the way back before the window.`,
  },
  check(reviewed, { report }) {
    const { manifest, files } = reviewed;
    const named = manifest?.syntax.rollback;
    if (manifest && named && /^[\w./-]+\.\w+$/.test(named.value)) {
      const path = named.value.replace(/^\.\//, '');
      if (!files.some((file) => file.path === path || file.path.endsWith(`/${path}`)))
        report({ path: manifest.path, span: named.span }, 'named', { data: { path: named.value }, confidence: 'certain' });
      return;
    }
    const { back, forth, lasting } = waysBack(reviewed);
    const [first] = forth;
    const place = first?.effects[0];
    if (back.length > 0 || !place || lasting === 0 || manifest?.syntax.version === undefined) return;
    report({ path: first.entry, span: { start: 0, end: 0 } }, 'none', { data: { steps: lasting } });
  },
});
