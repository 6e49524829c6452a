import { upgradePhases } from '../../review/shown-plan';
import type { Review } from '../../review/review';
import { enumerate } from '../../text/enumerate';
import { visible } from '../../text/visible';
import { identityWords } from '../changes';
import { choresOf } from '../cleanup/chores';
import { downtimeOf } from '../../plan/downtime';
import { minutesOf } from '../pictures/window';
import { heading, ownerLine, placeAt, quiet, section, text, type Block, type Line, type Section } from './document';
import { effectsOf } from './topics';

/** What is left to do after the upgrade, and after a rollback as well. */
export function cleanupDocument(review: Review): Section | undefined {
  const { chores, more } = choresOf(review);
  const items = [
    ...chores.map(({ what, target, place, owners }): Line => [
      what,
      ...(target === undefined ? [] : [': ', { code: target }]),
      ' (',
      placeAt(place),
      '). ',
      ...ownerLine(owners.length > 0 ? owners.join(', ') : undefined),
    ]),
    ...more.map(({ what, count }): Line => [`${what}: ${count} more`]),
  ];
  return section('cleanup', 'After the upgrade', [
    items.length === 0 ? quiet('Nothing is known that has to be cleaned up.') : { kind: 'checklist', items },
    text('The same list holds after a rollback: a restored snapshot takes back nothing that lies outside of the hosts.'),
  ]);
}

const minutesWords = (seconds: number): string => `${minutesOf(seconds)} minute${minutesOf(seconds) === 1 ? '' : 's'}`;

/** Services by their names, then units that belong to none. */
function touchedWords({ touched: { services, depending, units } }: Review): string {
  const named = (names: readonly string[]): string => enumerate(names.map(visible), mostTouched);
  const own = [...services, ...units];
  if (own.length === 0) return 'nothing that is known';
  return depending.length === 0 ? named(own) : `${named(own)}; with them ${named(depending)}`;
}

/** Names in a draft. */
const mostTouched = 6;

/** Texts to send, filled with what the review knows; the rest is blank. */
export function messagesDocument(review: Review): Section | undefined {
  const { package: reviewed, plan, announced } = review;
  const environment = visible(review.environment);
  const upgrade = upgradePhases(plan);
  const {
    seconds,
    down: guessed,
    rollback,
  } = downtimeOf(
    upgrade,
    plan.phases.filter(({ name }) => name === 'rollback'),
  );
  // What is promised too long disappoints nobody: of our guess, the vendor's words and the site's window the longest counts.
  const down = Math.max(guessed, ...announced.downtime.map(({ minutes }) => minutes * 60));
  // Each on one line: a draft is copied as it is.
  const name = visible(identityWords(reviewed));
  const window = minutesWords(Math.max(1, (seconds + rollback) * 1.5, down, (announced.window ?? 0) * 60));
  const touched = touchedWords(review);
  const still =
    down > 0
      ? `We expect an interruption of about ${minutesWords(down)} within it; plan for the whole window.`
      : 'No interruption is planned; plan for the whole window all the same.';
  const data =
    effectsOf(upgrade, (kind) => kind === 'database.run').length > 0
      ? '\nThe database is changed while it is used: requests may be slow or fail meanwhile.'
      : '';
  const letters: readonly (readonly [title: string, body: string])[] = [
    [
      'Announcement',
      `Subject: Maintenance of ${environment} on [day], [begin] to [end] ([time zone])\n\nWe upgrade to ${name}. The window is [${window} or more].\n${still}${data}\nAffected: ${touched}.\nStatus is told in one place only: [channel]. Whom to call: [name, number].`,
    ],
    [
      'Status update',
      `[time] ${name} on ${environment}: [begun / step of the plan / paused / going back]. What users notice: [nothing / what].\nNext update by [time], here in [channel], even if nothing has changed.`,
    ],
    [
      'All clear',
      `[time] ${name} runs on ${environment}. Checked: [what, by whom]. What users noticed: [nothing / what, from when to when].\nWe keep watching until [time]. Please report what is odd in [channel].`,
    ],
    [
      'Customer note',
      `On [day] between [begin] and [end] ([time zone]) we carry out maintenance. ${down > 0 ? 'The service may be unavailable for part of this time.' : 'No interruption is planned.'} Current status: [address of the status page].`,
    ],
  ];
  return section('messages', 'Messages', [
    quiet('Drafts. What stands in brackets a person fills in; times are guesses of the plan, told with room to spare.'),
    ...letters.flatMap(([title, body]): Block[] => [heading(title), { kind: 'lines', text: body }]),
  ]);
}
