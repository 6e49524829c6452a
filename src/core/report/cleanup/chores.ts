import type { EffectKind } from '../../effects/effect';
import type { Review } from '../../review/review';
import { upgradePhases, type ShownEffect, type ShownPlace } from '../../review/shown-plan';
import { ownersAt } from '../../review/owners';
import { groupBy } from '../../text/groups';
import { baseName } from '../../text/path';
import { thingOf } from '../effect-words';
import { effectsOf } from '../document/topics';

/** Things of one sort that are named. */
const most = 20;

/** Something to do once the new version runs. */
export interface Chore {
  readonly what: string;
  /** What it is about, as the package names it. */
  readonly target?: string;
  readonly place: ShownPlace;
  /** Who answers for it; none where nobody is known to. */
  readonly owners: readonly string[];
  /** The words of the command that does it; absent: a person has to. */
  readonly command?: readonly string[];
}

export interface Chores {
  readonly chores: readonly Chore[];
  /** How many of each sort are not named. */
  readonly more: readonly { readonly what: string; readonly count: number }[];
}

interface Sort {
  readonly what: string;
  readonly wanted: (effect: ShownEffect) => boolean;
  readonly command?: (effect: ShownEffect) => readonly string[] | undefined;
}

const ofKind =
  (...kinds: readonly EffectKind[]) =>
  ({ kind }: ShownEffect): boolean =>
    kinds.includes(kind);

/** A name that systemctl takes for one unit, and never for an option or a pattern. */
const unitName = /^[A-Za-z0-9][\w@:.-]*$/;

/** A path of one file that is certain, below a folder, without steps upwards. */
const filePath = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.+@:=,~-]+){2,}$/;

/** Programs that copy files to other hosts and stores. */
const copies = /^(scp|rsync|sftp|rclone|gsutil|mc|s3cmd|azcopy|aws)\b/;

/** What people forget. */
const sorts: readonly Sort[] = [
  { what: 'Decide on the flag, and note its value', wanted: ofKind('flag.change') },
  { what: 'Keep the webhook, or remove it where it is registered', wanted: ofKind('webhook.register') },
  { what: 'Revoke the account or credential if it was for the upgrade alone', wanted: ofKind('credential.create') },
  { what: 'Check the queue, topic or key, and what waits in it', wanted: ofKind('queue.change') },
  { what: 'Keep or delete what was sent there', wanted: ({ kind, by }) => kind === 'network.send' && copies.test(by) },
  {
    what: 'Switch on again',
    wanted: ofKind('unit.disable', 'unit.mask', 'schedule.remove'),
    command: ({ kind, target }) =>
      kind !== 'schedule.remove' && unitName.test(target)
        ? ['systemctl', ...(kind === 'unit.mask' ? ['unmask'] : ['enable', '--now']), target]
        : undefined,
  },
  { what: 'Set back what was opened or switched off', wanted: ofKind('firewall.change', 'security.change') },
  {
    what: 'Delete the copy once nobody goes back',
    wanted: ({ kind, target }) =>
      (kind === 'file.write' || kind === 'database.dump') && /backup|previous|[.-](bak|old|orig)\b/i.test(target),
    command: ({ target }) => (filePath.test(target) ? ['rm', '-f', '--', target] : undefined),
  },
  { what: 'Check what it changed there', wanted: ofKind('cluster.apply') },
];

/** What is left to do after the upgrade, and after a way back as well, each thing once. */
export function choresOf({ plan, findings, owners }: Pick<Review, 'plan' | 'findings' | 'owners'>): Chores {
  const found = effectsOf(upgradePhases(plan), () => true).map(({ effect }) => effect);
  const bySort = sorts.map((sort) => ({ sort, things: [...groupBy(found.filter(sort.wanted), ({ target }) => target).values()] }));
  const jobs = findings.filter(({ rule }) => rule === 'schedule/runs-in-window');
  return {
    chores: [
      ...bySort.flatMap(({ sort, things }) =>
        things.slice(0, most).map(([effect]) => ({ ...choreOf(sort, effect), owners: ownersAt(owners, effect) })),
      ),
      ...jobs.map((job): Chore => ({
        what: 'Switch the job on again if it was switched off for the window',
        place: job,
        owners: ownersAt(owners, job),
        ...timerOf(job.path),
      })),
    ],
    more: bySort.flatMap(({ sort: { what }, things }) => (things.length > most ? [{ what, count: things.length - most }] : [])),
  };
}

function choreOf({ what, command }: Sort, effect: ShownEffect): Omit<Chore, 'owners'> {
  const { host, container } = effect;
  // Of what is computed or has no name, the command is told.
  const target = thingOf(effect);
  // What happened on another machine is not done here.
  const words = host === undefined && container === undefined ? command?.(effect) : undefined;
  return { what, target, place: effect, ...(words && { command: words }) };
}

/** A timer is started by its name; a line of a crontab a person puts back. */
const timerOf = (path: string): Pick<Chore, 'target' | 'command'> => {
  const name = baseName(path);
  return name.endsWith('.timer') && unitName.test(name) ? { target: name, command: ['systemctl', 'enable', '--now', name] } : {};
};
