import type { EffectKind } from '../effects/effect';

interface Done {
  readonly kind: EffectKind;
  readonly target: string;
}

/** What belongs to every script and would drown the rest. */
export type AsideCode = 'log' | 'temporary' | 'waits' | 'locks';

/** Scripts are expected to do so, and to leave no trace that matters. */
export function asideOf({ kind, target }: Done): AsideCode | undefined {
  if (kind === 'wait') return 'waits';
  if (kind === 'lock.take' || kind === 'lock.release') return 'locks';
  if (!/^(file|dir)\./.test(kind)) return undefined;
  if (/^(\/var)?\/tmp\/./.test(target)) return 'temporary';
  return kind === 'file.append' && /^\/var\/log\/|\.log$/.test(target) ? 'log' : undefined;
}

/** An empty folder, and a program that may have ended long ago. */
const leavesLittle: ReadonlySet<EffectKind> = new Set(['dir.create', 'process.start']);

/** What lies outside of the hosts: a restored snapshot keeps it. */
const outside: ReadonlySet<EffectKind> = new Set([
  'webhook.register',
  'flag.change',
  'message.send',
  'queue.change',
  'network.send',
  'cluster.apply',
  'credential.create',
]);

/** Whether a restored snapshot of the host keeps it. */
export const staysOutside = ({ kind, host }: Pick<Done, 'kind'> & { readonly host?: string | undefined }): boolean =>
  host !== undefined || outside.has(kind);

/** Whether somebody would have to take it back. */
export const leavesSomething = (effect: Done): boolean => !leavesLittle.has(effect.kind) && asideOf(effect) === undefined;
