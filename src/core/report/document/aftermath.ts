import type { EffectKind } from '../../effects/effect';
import type { Review } from '../../review/review';
import type { ShownEffect } from '../../review/shown-plan';
import { groupBy } from '../../text/groups';
import { visible } from '../../text/visible';
import { identityWords } from '../changes';
import { downtimeOf } from '../../plan/downtime';
import { minutesOf } from '../pictures/window';
import { upgradePhases } from '../plan-summary';
import { heading, placeAt, quiet, section, text, type Block, type Line, type Section } from './document';
import { effectsOf } from './topics';

/** Items of one sort. */
const most = 20;

interface Chore {
  readonly what: string;
  readonly wanted: (effect: ShownEffect) => boolean;
}

const ofKind =
  (...kinds: readonly EffectKind[]) =>
  ({ kind }: ShownEffect): boolean =>
    kinds.includes(kind);

/** What people forget once the new version runs. */
const chores: readonly Chore[] = [
  { what: 'Decide on the flag, and note its value', wanted: ofKind('flag.change') },
  { what: 'Keep the webhook, or remove it where it is registered', wanted: ofKind('webhook.register') },
  { what: 'Revoke the credential if it was for the upgrade alone', wanted: ofKind('credential.create') },
  { what: 'Switch on again', wanted: ofKind('unit.disable', 'unit.mask', 'schedule.remove') },
  { what: 'Set back what was opened or switched off', wanted: ofKind('firewall.change', 'security.change') },
  {
    what: 'Delete the copy once nobody goes back',
    wanted: ({ kind, target }) =>
      (kind === 'file.write' || kind === 'database.dump') && /backup|previous|[.-](bak|old|orig)\b/i.test(target),
  },
  { what: 'Check what it did there', wanted: ofKind('cluster.apply') },
];

/** What is left to do after the upgrade, and after a rollback as well. */
export function cleanupDocument({ plan, findings }: Review): Section | undefined {
  const found = effectsOf(upgradePhases(plan), () => true);
  const items = chores.flatMap(({ what, wanted }): Line[] => {
    const byTarget = [
      ...groupBy(
        found.filter(({ effect }) => wanted(effect)),
        ({ effect }) => effect.target,
      ).values(),
    ];
    const lines = byTarget
      .slice(0, most)
      .map(([{ effect }]): Line => [`${what}: `, { code: effect.target }, ' (', placeAt(effect), '). ', { blank: 'Owner' }]);
    return byTarget.length > most ? [...lines, [`${what}: ${byTarget.length - most} more`]] : lines;
  });
  const jobs = findings.filter(({ rule }) => rule === 'schedule/runs-in-window');
  items.push(
    ...jobs.map((job): Line => [
      'Switch the job on again if it was switched off for the window (',
      placeAt(job),
      '). ',
      { blank: 'Owner' },
    ]),
  );
  return section('cleanup', 'After the upgrade', [
    items.length === 0 ? quiet('Nothing is known that has to be cleaned up.') : { kind: 'checklist', items },
    text('After a rollback the same list holds: a restored snapshot takes back none of what lies outside of the hosts.'),
  ]);
}

const minutesWords = (seconds: number): string => `${minutesOf(seconds)} minute${minutesOf(seconds) === 1 ? '' : 's'}`;

/** Texts to send, filled with what the review knows; the rest is blank. */
export function messagesDocument(review: Review): Section | undefined {
  const { package: reviewed, plan } = review;
  const environment = visible(review.environment);
  const upgrade = upgradePhases(plan);
  const { seconds, down, rollback } = downtimeOf(
    upgrade,
    plan.phases.filter(({ name }) => name === 'rollback'),
  );
  // Each on one line: a draft is copied as it is.
  const name = visible(identityWords(reviewed));
  const window = minutesWords(Math.max(1, (seconds + rollback) * 1.5));
  const units = [
    ...new Set(
      effectsOf(upgrade, (kind) => /^unit\.(stop|restart)$/.test(kind)).map(({ effect }) =>
        visible(effect.target.replace(/\.service$/, '')),
      ),
    ),
  ];
  const touched =
    units.length === 0
      ? 'nothing that is known'
      : `${units.slice(0, 5).join(', ')}${units.length > 5 ? ` and ${units.length - 5} more` : ''}`;
  const still =
    down > 0
      ? `We expect an interruption of about ${minutesWords(down)} within it; plan for the whole window.`
      : 'We expect no interruption; plan for the whole window all the same.';
  const letters: readonly (readonly [title: string, body: string])[] = [
    [
      'Announcement',
      `Subject: Maintenance of ${environment} on [day], [begin] to [end] ([time zone])\n\nWe upgrade to ${name}. The window is [${window} or more].\n${still}\nTouched: ${touched}.\nStatus is told in one place only: [channel]. Whom to call: [name, number].`,
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
      `On [day] between [begin] and [end] ([time zone]) we carry out maintenance. ${down > 0 ? 'The service may be unavailable for part of this time.' : 'You should not notice it.'} Your data stays as it is. Current status: [address of the status page].`,
    ],
  ];
  return section('messages', 'Messages', [
    quiet('Drafts. What stands in brackets a person fills in; times are guesses of the plan, told with room to spare.'),
    ...letters.flatMap(([title, body]): Block[] => [heading(title), { kind: 'lines', text: body }]),
  ]);
}
