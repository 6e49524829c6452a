import type { EffectKind } from '../effects/effect';

/** What becomes of the target: it is new, another one, gone, or stays as it is. */
export type Mark = 'creates' | 'changes' | 'removes' | 'leaves';

/** As plans are printed elsewhere; the shape says as much as a colour. */
export const signs: Readonly<Record<Mark, string>> = { creates: '+', changes: '~', removes: '-', leaves: ' ' };

interface EffectWords {
  readonly mark: Mark;
  /** Before the target, or alone. */
  readonly verb: string;
}

const words: Readonly<Record<EffectKind, EffectWords>> = {
  'file.write': { mark: 'creates', verb: 'writes' },
  'file.append': { mark: 'changes', verb: 'appends to' },
  'file.edit': { mark: 'changes', verb: 'edits' },
  'file.delete': { mark: 'removes', verb: 'deletes' },
  'file.move': { mark: 'changes', verb: 'moves something to' },
  'file.mode': { mark: 'changes', verb: 'changes the mode of' },
  'file.owner': { mark: 'changes', verb: 'changes the owner of' },
  'file.link': { mark: 'creates', verb: 'links' },
  'dir.create': { mark: 'creates', verb: 'makes the folder' },
  'archive.extract': { mark: 'creates', verb: 'unpacks into' },
  'unit.install': { mark: 'creates', verb: 'installs the unit' },
  'unit.enable': { mark: 'creates', verb: 'enables' },
  'unit.disable': { mark: 'removes', verb: 'disables' },
  'unit.start': { mark: 'creates', verb: 'starts' },
  'unit.stop': { mark: 'removes', verb: 'stops' },
  'unit.restart': { mark: 'changes', verb: 'restarts' },
  'unit.reload': { mark: 'changes', verb: 'reloads' },
  'unit.mask': { mark: 'removes', verb: 'masks' },
  'unit.unmask': { mark: 'creates', verb: 'unmasks' },
  'unit.daemon-reload': { mark: 'leaves', verb: 'makes systemd read its units again' },
  'package.install': { mark: 'creates', verb: 'installs the package' },
  'package.remove': { mark: 'removes', verb: 'removes the package' },
  'package.source': { mark: 'changes', verb: 'changes where packages come from:' },
  'user.create': { mark: 'creates', verb: 'creates the user' },
  'user.change': { mark: 'changes', verb: 'changes the user' },
  'user.delete': { mark: 'removes', verb: 'deletes the user' },
  'group.create': { mark: 'creates', verb: 'creates the group' },
  'group.delete': { mark: 'removes', verb: 'deletes the group' },
  'schedule.add': { mark: 'creates', verb: 'schedules' },
  'schedule.remove': { mark: 'removes', verb: 'no longer schedules' },
  'database.run': { mark: 'changes', verb: 'runs statements on the database' },
  'database.create': { mark: 'creates', verb: 'creates the database' },
  'database.drop': { mark: 'removes', verb: 'drops the database' },
  'database.dump': { mark: 'leaves', verb: 'dumps the database' },
  'database.restore': { mark: 'changes', verb: 'restores the database' },
  'network.fetch': { mark: 'leaves', verb: 'fetches' },
  'network.send': { mark: 'changes', verb: 'sends something to' },
  'network.session': { mark: 'leaves', verb: 'opens a session on' },
  'process.start': { mark: 'leaves', verb: 'runs the program' },
  'process.kill': { mark: 'removes', verb: 'ends the process' },
  'host.reboot': { mark: 'changes', verb: 'reboots the host' },
  'host.setting': { mark: 'changes', verb: 'changes the setting' },
  'kernel.module': { mark: 'changes', verb: 'changes kernel modules:' },
  'firewall.change': { mark: 'changes', verb: 'changes the firewall:' },
  'security.change': { mark: 'changes', verb: 'changes who may do what:' },
  'mount.change': { mark: 'changes', verb: 'changes what is mounted:' },
  'container.run': { mark: 'creates', verb: 'runs the container' },
  'container.stop': { mark: 'removes', verb: 'stops the container' },
  'container.pull': { mark: 'leaves', verb: 'pulls the image' },
  'cluster.apply': { mark: 'changes', verb: 'changes in the cluster:' },
  'flag.change': { mark: 'changes', verb: 'switches the flag' },
  'webhook.register': { mark: 'creates', verb: 'registers the webhook' },
  'queue.change': { mark: 'changes', verb: 'changes the queue, topic or key' },
  'message.send': { mark: 'changes', verb: 'sends a message to' },
  'credential.create': { mark: 'creates', verb: 'creates the credential' },
  'lock.take': { mark: 'leaves', verb: 'takes the lock' },
  'lock.release': { mark: 'leaves', verb: 'releases the lock' },
  prompt: { mark: 'leaves', verb: 'asks whoever runs it' },
  wait: { mark: 'leaves', verb: 'waits' },
  'script.run': { mark: 'leaves', verb: 'runs the script' },
  unknown: { mark: 'leaves', verb: 'does what nobody here understands:' },
};

/** Verbs that need no thing. */
const alone: ReadonlySet<EffectKind> = new Set(['unit.daemon-reload', 'host.reboot', 'wait', 'prompt', 'unknown']);

/** What it is done to; of what is computed or has no name, the command is told. */
export function thingOf({ kind, target, by }: { readonly kind: EffectKind; readonly target: string; readonly by: string }): string {
  if (alone.has(kind) || !/^\*?$/.test(target)) return target;
  // A client is no database.
  return target === '' && !kind.startsWith('database.') ? by : `${target} (${by})`.trim();
}

export const markOf = (kind: EffectKind): Mark => words[kind].mark;
export const verbOf = (kind: EffectKind): string => words[kind].verb;
