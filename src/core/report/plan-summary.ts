import type { EffectKind } from '../effects/effect';
import type { Coverage } from '../review/coverage';
import { upgradePhases, type ShownEffect, type ShownPhase, type ShownPlan } from '../review/shown-plan';
import { baseName } from '../text/path';
import { asideOf } from '../plan/lasting';
import { isLasting } from './plan-lines';

/** What is counted of a plan, in the order in which it is told. */
export const summaryCodes = [
  'reboots',
  'writes',
  'deletes',
  'stops',
  'restarts',
  'starts',
  'packages',
  'users',
  'databases',
  'containers',
  'clusters',
  'settings',
  'sends',
  'asks',
  'unknown',
  'lasting',
] as const;
export type SummaryCode = (typeof summaryCodes)[number];

/** `names`: what is counted, each once. */
export interface SummaryItem {
  readonly code: SummaryCode;
  readonly names: readonly string[];
}

const kindsOf: Readonly<Record<Exclude<SummaryCode, 'lasting'>, readonly EffectKind[]>> = {
  reboots: ['host.reboot'],
  writes: [
    'file.write',
    'file.append',
    'file.edit',
    'file.move',
    'file.link',
    'archive.extract',
    'unit.install',
    'schedule.add',
    'package.source',
  ],
  deletes: ['file.delete'],
  stops: ['unit.stop', 'unit.disable', 'unit.mask'],
  restarts: ['unit.restart'],
  starts: ['unit.start'],
  packages: ['package.install', 'package.remove'],
  users: ['user.create', 'user.change', 'user.delete'],
  databases: ['database.run', 'database.create', 'database.drop', 'database.restore'],
  containers: ['container.run', 'container.stop'],
  clusters: ['cluster.apply'],
  settings: ['host.setting', 'security.change', 'firewall.change', 'kernel.module', 'mount.change'],
  sends: ['network.send', 'message.send', 'queue.change', 'webhook.register', 'flag.change'],
  asks: ['prompt'],
  unknown: ['unknown'],
};

/** Settings of the host, of its security and of its firewall are files as well where they have a path. */
const alsoFiles: ReadonlySet<EffectKind> = new Set(['host.setting', 'security.change', 'firewall.change', 'kernel.module']);

/** What phases come to; what is not there is left out. */
export function summaryOf(phases: readonly ShownPhase[]): readonly SummaryItem[] {
  return summaryCodes.flatMap((code): SummaryItem[] => {
    const names = new Set<string>();
    for (const phase of phases) for (const effect of phase.effects) if (counts(code, effect, phase)) names.add(nameOf(effect, code));
    return names.size > 0 ? [{ code, names: [...names] }] : [];
  });
}

function counts(code: SummaryCode, effect: ShownEffect, phase: ShownPhase): boolean {
  if (asideOf(effect)) return false;
  if (code === 'lasting') return isLasting(effect, phase);
  const isFile = alsoFiles.has(effect.kind) && effect.target.startsWith('/');
  return code === 'settings' && isFile ? false : kindsOf[code].includes(effect.kind) || (code === 'writes' && isFile);
}

/** Units by their plain names; where steps are counted, what one command does to one thing. */
function nameOf({ kind, target, host, path, command: { start } }: ShownEffect, code: SummaryCode): string {
  if (code === 'lasting' || code === 'unknown' || code === 'asks') return `${path}:${start.line}:${start.character} ${target}`;
  const plain = kind.startsWith('unit.') && code !== 'writes' ? baseName(target).replace(/\.service$/, '') : target;
  return host === undefined ? plain : `${plain} on ${host}`;
}

/** What compose files name in the place of a container. */
export const everyOne = '*';

/** `writes 41 files`, `restarts dtend`. */
export function itemWords({ code, names }: SummaryItem): string {
  const count = names.length;
  const s = count === 1 ? '' : 's';
  const [only = ''] = names;
  switch (code) {
    case 'reboots':
      return 'reboots the host';
    case 'writes':
      return `writes ${count} file${s}`;
    case 'deletes':
      return `deletes ${count} file${s}`;
    case 'stops':
    case 'restarts':
    case 'starts':
      return `${code} ${count === 1 ? only : `${count} units`}`;
    case 'packages':
      return `installs or removes ${count === 1 ? only : `${count} packages`}`;
    case 'users':
      return `changes ${count} user${s}`;
    case 'databases':
      return `changes ${count} database${s}`;
    case 'containers':
      return names.includes(everyOne) ? 'runs or stops containers' : `runs or stops ${count} container${s}`;
    case 'clusters':
      return 'changes a cluster';
    case 'settings':
      return `changes ${count} setting${s} of the host`;
    case 'sends':
      return `sends to ${count} address${count === 1 ? '' : 'es'}`;
    case 'asks':
      return `asks ${count} question${s}`;
    case 'unknown':
      return `${count} step${s} not understood`;
    case 'lasting':
      return `${count} cannot be undone`;
  }
}

/** `It writes 41 files, restarts dtend; 2 steps not understood, 4 cannot be undone.` */
export function summarySentence(subject: string, plan: ShownPlan): string {
  const items = summaryOf(upgradePhases(plan));
  const words = (isAside: boolean) => items.filter(({ code }) => (code === 'unknown' || code === 'lasting') === isAside).map(itemWords);
  const [does, aside] = [words(false), words(true)];
  return `${[`${subject} ${does.length > 0 ? does.join(', ') : 'changes nothing that is known'}`, ...(aside.length > 0 ? [aside.join(', ')] : [])].join('; ')}.`;
}

/** Lines that are named. */
const named = 3;

/** What words about a plan are made of. */
export interface Planned {
  readonly plan: ShownPlan;
  readonly coverage: Pick<Coverage, 'notUnderstood'>;
}

/** `97 % of 221 commands understood; 4 not: scripts/a.sh:40, …; 2 files are not understood at all`. */
export function understoodWords({ plan, coverage }: Planned, shown: (path: string) => string): string {
  const parts = [commandWords(plan, shown), unreadWords(coverage)];
  return parts.filter((part) => part !== '').join('; ');
}

function commandWords({ understood, unknown, more }: ShownPlan, shown: (path: string) => string): string {
  const { commands, of } = understood;
  if (of === 0) return 'no command in any script';
  const left = unknown.length + (more?.unknown ?? 0);
  // Not 100 before it is all.
  const share = commands === of ? 100 : Math.min(99, Math.round((100 * commands) / of));
  const places = unknown.slice(0, named).map(({ path, range }) => `${shown(path)}:${range.start.line + 1}`);
  const rest = left > named ? [`${left - named} more`] : [];
  return `${share} % of ${of} command${of === 1 ? '' : 's'} understood${left > 0 ? `; ${left} not: ${[...places, ...rest].join(', ')}` : ''}`;
}

/** What is not read as commands at all may do more than all that is. */
const unreadWords = ({ notUnderstood }: Planned['coverage']): string =>
  notUnderstood === 0 ? '' : `${notUnderstood.toLocaleString('en')} file${notUnderstood === 1 ? ' is' : 's are'} not understood at all`;
