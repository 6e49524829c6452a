import type { Downtime } from '../../plan/downtime';
import type { Review } from '../../review/review';
import { clockOf, minutesOf, spansOf, windowPicture } from '../pictures/window';
import { windowNeeds } from '../window';
import { groupBy } from '../../text/groups';
import { between, heading, placeAt, quiet, section, table, text, type Block, type Line, type Section } from './document';

/** What the window has to hold, in guesses that say so. */
export function windowDocument(review: Review): Section | undefined {
  const needs = windowNeeds(review);
  if (!needs) return undefined;
  const { downtime, spare, all } = needs;
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
    [['Spare, half of both'], [`${minutesOf(spare)} min`]],
    [['A window of at least'], [{ strong: `${minutesOf(all)} min` }]],
    ...announcedRows(review, minutesOf(all)),
    [
      ['Point of no return'],
      [
        downtime.noReturn === undefined
          ? 'no data is known to be changed'
          : `${clockOf(downtime.noReturn)} min after the begin: data is changed for the first time. Decide before whether to go on.`,
      ],
    ],
  ];
  return section('window', 'Window', [
    { kind: 'picture', picture: windowPicture(downtime, spare) },
    table(['What', 'How long'], rows),
    heading('Time line, in minutes and seconds'),
    table(['Phase', 'Begins', 'Takes', 'Of that, something stands still'], timeLine(downtime, spare)),
    quiet(
      'Guesses: a step counts a round figure for its kind (a statement file a minute, a restart a quarter of one, a reboot five), a pause what the script says. Nobody has measured them here. What a migration takes on production data a rehearsal tells.',
    ),
    jobs.length > 0
      ? text(
          `${jobs.length} job${jobs.length === 1 ? ' runs' : 's run'} within the window: switch ${jobs.length === 1 ? 'it' : 'them'} off before the window, and on again after it: `,
          ...between(jobs.slice(0, mostJobs).map(placeAt), ', '),
          jobs.length > mostJobs ? ` and ${jobs.length - mostJobs} more.` : '.',
        )
      : undefined,
    ...restartBlocks(review),
  ]);
}

/** The rows of the picture, for who reads text. */
const timeLine = (downtime: Downtime, buffer: number): Line[][] =>
  spansOf(downtime, buffer).map(({ name, begin, seconds, down }) => [
    [name],
    [clockOf(begin)],
    [clockOf(seconds)],
    [down > 0 ? clockOf(down) : '–'],
  ]);

/** What the package and the site say, beside what the plan comes to. */
function announcedRows({ announced: { downtime, window } }: Review, least: number): Line[][] {
  const said = [...groupBy(downtime, ({ minutes }) => minutes)].map(([minutes, places]): Line => {
    const shown = minutes > 0 && minutes < 1 ? 'less than a minute' : minutes === 0 ? 'none' : `${Math.round(minutes * 10) / 10} min`;
    return [shown, ' (', ...between(places.slice(0, mostPlaces).map(placeAt), ', '), ')'];
  });
  return [
    [
      ['The package announces a downtime of'],
      said.length === 0 ? ['nothing'] : said.flatMap((line, at) => (at === 0 ? line : ['; ', ...line])),
    ],
    ...(window === undefined
      ? []
      : [[['The window in the inventory'], [`${window} min${window < least ? ': too short for all of this' : ''}`]] satisfies Line[]]),
  ];
}

/** Jobs that are named. */
const mostJobs = 10;

/** Places that are named. */
const mostPlaces = 3;

/** Which units have to be restarted, and which of them the package forgets. */
function restartBlocks({ restarts }: Review): Block[] {
  if (restarts.length === 0) return [];
  const forgotten = restarts.filter(({ by }) => by === undefined);
  const renamed = restarts.filter(({ by }) => by?.under !== undefined).length;
  const rows = restarts.map(({ unit, because, by, services }): Line[] => [
    [{ code: unit }],
    [{ code: because.target }, ' (', placeAt(because), ')'],
    by === undefined
      ? [{ strong: 'nothing in the package' }]
      : by.under === undefined
        ? [placeAt(by)]
        : [placeAt(by), ', under its old name ', { code: by.under }],
    [services.length === 0 ? '–' : services.join(', ')],
  ]);
  return [
    heading('Restarts'),
    text(
      'What these units run or read is changed. ',
      forgotten.length === 0
        ? 'A later step restarts each of them.'
        : `The package forgets ${forgotten.length} of them: ${forgotten.length === 1 ? 'it runs' : 'they run'} on with the old state until somebody restarts ${forgotten.length === 1 ? 'it' : 'them'}.`,
      renamed > 0 ? ` ${renamed} only under a name that production does not have any more.` : '',
    ),
    table(['Unit', 'Changed', 'Restarted by', 'Carries'], rows),
  ];
}
