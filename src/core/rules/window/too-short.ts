import { downtimeOf } from '../../plan/downtime';
import { planned } from '../../plan/planned';
import { upgradeRuns } from '../../facts/scripts/upgrade-effects';
import { defineRule } from '../rule';

export const windowTooShort = defineRule({
  id: 'window/too-short',
  target: 'package',
  reads: [...planned, 'manifest'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'unplanned-work'],
  fixable: false,
  summary: 'The package stands still for longer than it announces',
  rationale: `Vendors announce what the upgrade took on an empty machine. Who plans the window by that number is still at it when the shops open.

The rule adds up what the scripts themselves say: pauses (\`sleep 600\`) between the stop of a service and its start, and five minutes for each reboot, and compares that with
\`downtimeMinutes\` of the manifest. What steps take that nobody has measured is not counted: the report has an estimate with these, and a rehearsal measures migrations.

Silent where the manifest announces nothing, for pauses on paths that only a failure takes, and for scripts of which nobody knows that the upgrade runs them.`,
  references: ['https://sre.google/sre-book/embracing-risk/'],
  messages: {
    short: (d: { claimed: number; least: number }) =>
      `The manifest announces ${d.claimed} minute${d.claimed === 1 ? '' : 's'}, and pauses and reboots of the scripts alone take ${d.least}: plan the window by the scripts.`,
  },
  check(reviewed, { report }) {
    const { manifest } = reviewed;
    const claim = manifest?.syntax.downtimeMinutes;
    if (!manifest || !claim || claim.value <= 0) return;
    const runs = upgradeRuns(reviewed).filter(
      ({ name, isSure }) => isSure && name !== 'rollback' && name !== 'check' && name !== 'scheduled',
    );
    const reboots = new Set(runs.flatMap(({ effects }) => effects.filter(({ kind, when }) => kind === 'host.reboot' && when === 'always')));
    const seconds = downtimeOf(runs, []).stated + reboots.size * secondsOfReboot;
    if (seconds <= claim.value * 60) return;
    report({ path: manifest.path, span: claim.span }, 'short', { data: { claimed: claim.value, least: Math.ceil(seconds / 60) } });
  },
});

/** A server with a controller and a few disks is back after about so long. */
const secondsOfReboot = 300;
