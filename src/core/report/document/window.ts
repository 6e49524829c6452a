import { downtimeOf, type Downtime } from '../../plan/downtime';
import type { Review } from '../../review/review';
import { minutesOf, spansOf, windowPicture } from '../pictures/window';
import { upgradePhases } from '../plan-summary';
import { heading, quiet, section, table, text, type Line, type Section } from './document';

/** Of the upgrade and its way back, what is left free for what nobody foresees. */
const spare = 0.5;

/** What the window has to hold, in guesses that say so. */
export function windowDocument(review: Review): Section | undefined {
  const upgrade = upgradePhases(review.plan);
  const back = review.plan.phases.filter(({ name }) => name === 'rollback');
  const downtime = downtimeOf(upgrade, back);
  if (downtime.seconds === 0) return undefined;
  const buffer = Math.round((downtime.seconds + downtime.rollback) * spare);
  const all = downtime.seconds + downtime.rollback + buffer;
  const jobs = review.findings.filter(({ rule }) => rule === 'schedule/runs-in-window');
  const rows: Line[][] = [
    [['The upgrade itself'], [`${minutesOf(downtime.seconds)} min`]],
    [['Of that, something stands still'], [downtime.down > 0 ? `${minutesOf(downtime.down)} min` : 'nothing is known to']],
    [
      ['The way back'],
      [
        downtime.rollback > 0 ? `${minutesOf(downtime.rollback)} min` : 'the package has none: what restoring a snapshot takes, ',
        ...(downtime.rollback > 0 ? [] : [{ blank: 'minutes' }]),
      ],
    ],
    [['Spare, half of both'], [`${minutesOf(buffer)} min`]],
    [['A window of at least'], [{ strong: `${minutesOf(all)} min` }]],
    [
      ['Point of no return'],
      [
        downtime.noReturn === undefined
          ? 'no data is known to be changed'
          : `${minutesOf(downtime.noReturn)} min after the begin data is changed for the first time: decide before it whether to go on`,
      ],
    ],
  ];
  return section('window', 'Window', [
    { kind: 'picture', picture: windowPicture(downtime, buffer) },
    table(['What', 'How long'], rows),
    heading('Time line'),
    table(['Phase', 'Begins', 'Takes', 'Of that, something stands still'], timeLine(downtime, buffer)),
    quiet(
      'Guesses: a step counts a round figure for its kind (a statement file a minute, a restart a quarter of one, a reboot five), a pause what the script says. Nobody has measured them here. What a migration takes on production data a rehearsal tells.',
    ),
    jobs.length > 0
      ? text(
          `${jobs.length} job${jobs.length === 1 ? ' runs' : 's run'} within the window: switch them off before the window, and on again after it.`,
        )
      : undefined,
  ]);
}

/** The rows of the picture, for who reads text. */
const timeLine = (downtime: Downtime, buffer: number): Line[][] =>
  spansOf(downtime, buffer).map(({ name, begin, seconds, down }) => [
    [name],
    [begin === 0 ? 'at once' : `after ${minutesOf(begin)} min`],
    [`${minutesOf(seconds)} min`],
    [down > 0 ? `${minutesOf(down)} min` : '–'],
  ]);
