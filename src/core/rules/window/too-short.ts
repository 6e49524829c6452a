import { documentClaims } from '../../facts/document-claims';
import { downtimeOf } from '../../plan/downtime';
import { planned } from '../../plan/planned';
import { upgradeRuns } from '../../facts/scripts/upgrade-effects';
import { defineRule } from '../rule';

export const windowTooShort = defineRule({
  id: 'window/too-short',
  target: 'package',
  reads: [...planned, 'manifest', 'text'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'unplanned-work'],
  fixable: false,
  summary: 'The package stands still for longer than it announces',
  rationale: `Vendors announce what the upgrade took on an empty machine. Who plans the window by that number is still at it when the shops open.

The rule adds up what the scripts themselves say: pauses (\`sleep 600\`) between the stop of a service and its start, and five minutes for each reboot, and compares that with
\`downtimeMinutes\` of the manifest, or, without it, with what documents about the upgrade announce in figures or words (English and German). What steps take that nobody has measured is not counted: the report has an estimate with these, and a rehearsal measures migrations.

Silent where nothing is announced, for pauses on paths that only a failure takes, and for scripts of which nobody knows that the upgrade runs them.`,
  references: ['https://sre.google/sre-book/embracing-risk/'],
  messages: {
    short: (d: { claimed: number; least: number }) =>
      `${d.claimed} minute${d.claimed === 1 ? ' is' : 's are'} announced here, and pauses and reboots of the scripts alone take ${d.least}: plan the window by the scripts.`,
  },
  check(reviewed, { report }) {
    const { manifest } = reviewed;
    const claim = manifest?.syntax.downtimeMinutes;
    const claims =
      manifest && claim
        ? [{ path: manifest.path, span: claim.span, minutes: claim.value }]
        : documentClaims(reviewed).flatMap(({ path, span, minutes }) => (minutes === undefined ? [] : [{ path, span, minutes }]));
    if (claims.length === 0) return;
    const runs = upgradeRuns(reviewed).filter(
      ({ name, isSure }) => isSure && name !== 'rollback' && name !== 'check' && name !== 'scheduled',
    );
    const reboots = new Set(runs.flatMap(({ effects }) => effects.filter(({ kind, when }) => kind === 'host.reboot' && when === 'always')));
    const seconds = downtimeOf(runs, []).stated + reboots.size * secondsOfReboot;
    for (const { path, span, minutes } of claims)
      if (minutes > 0 && seconds > minutes * 60)
        report({ path, span }, 'short', { data: { claimed: minutes, least: Math.ceil(seconds / 60) } });
  },
});

/** A server with a controller and a few disks is back after about so long. */
const secondsOfReboot = 300;
