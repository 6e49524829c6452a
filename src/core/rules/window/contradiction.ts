import { effectsOnTheWay } from '../../facts/scripts/upgrade-effects';
import { planned } from '../../plan/planned';
import { defineRule } from '../rule';

export const windowContradiction = defineRule({
  id: 'window/contradiction',
  target: 'package',
  reads: [...planned, 'manifest'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'unplanned-work'],
  fixable: false,
  summary: 'The package announces no downtime, and its scripts stop something',
  rationale: `"No downtime" decides that nobody is told, that the upgrade runs by day, and that nobody watches. Where the scripts stop or restart a service or reboot the host, that decision was made on a wrong
number. It may be right for who runs several hosts behind a balancer and upgrades them one by one; the package does not say so.

The rule compares \`downtimeMinutes: 0\` of the manifest with what scripts of the upgrade always do. It is silent for reloads, for what happens only under a condition, and where the manifest announces nothing.`,
  references: ['https://sre.google/sre-book/embracing-risk/'],
  messages: {
    stops: (d: { by: string; target: string }) =>
      `The manifest announces no downtime, and ${d.by}${d.target === '' ? '' : ` ${d.target}`} is part of the upgrade: ask which of the two is true.`,
  },
  check(reviewed, { report }) {
    const { manifest } = reviewed;
    const claim = manifest?.syntax.downtimeMinutes;
    if (!manifest || claim?.value !== 0) return;
    const first = effectsOnTheWay(reviewed).find(
      ({ kind, when }) => when === 'always' && /^(unit\.(stop|restart)|host\.reboot|container\.stop)$/.test(kind),
    );
    if (!first) return;
    report({ path: manifest.path, span: claim.span }, 'stops', {
      data: { by: first.by, target: first.target },
      related: [{ at: 'package', path: first.path, span: first.span, message: 'it stops here' }],
    });
  },
});
