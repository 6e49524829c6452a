import { isNamedAsCopy } from '../../../facts/side-effects/ways-back';
import { namesakesOf } from '../../../package/named-file';
import type { SourceEntry } from '../../../package/source';
import type { PlanEffect, PlanPhase } from '../../../plan/plan';
import { memo } from '../../../text/memo';
import { baseName } from '../../../text/path';

/** What a step of a way back takes from somewhere. */
export interface Restored {
  readonly effect: PlanEffect;
  /** Without `/*` at its end. */
  readonly from: string;
  /** Which step of its script it is. */
  readonly at: number;
}

const restores: ReadonlySet<string> = new Set(['file.write', 'file.move', 'archive.extract', 'database.restore', 'database.run']);

/** dpkg and rpm keep copies by themselves. */
const ofManager = /\.(dpkg|ucf)-[a-z]+$|\.rpm(save|orig|new)$/;

/** What a way back reads on its own host, each once, and only where its name is known. */
export function restoredIn({ effects }: PlanPhase): readonly Restored[] {
  const found = new Map<string, Restored>();
  for (const [at, effect] of effects.entries()) {
    const from = effect.from?.replace(/\/(\*|\.)?$/, '') ?? '';
    const isHere = effect.host === undefined && effect.container === undefined && effect.when !== 'on-failure' && !effect.isCode;
    if (restores.has(effect.kind) && isHere && from !== '' && !/^(\*|[a-z][\w+.-]*:)/i.test(from) && !found.has(from))
      found.set(from, { effect, from, at });
  }
  return [...found.values()];
}

/** It lies on the host and is called like a copy. */
export const isKeptCopy = ({ from }: Restored): boolean => from.startsWith('/') && isNamedAsCopy(from) && !ofManager.test(from);

/** It is named from where the package lies, and the package has nothing of that name. */
export function isAbsent({ from }: Restored, files: readonly SourceEntry[]): boolean {
  if (from.startsWith('/') || from.includes('*') || isNamedAsCopy(from) || from === '.') return false;
  const name = baseName(from);
  return namesakesOf(files, name).length === 0 && !folders(files).has(name);
}

const folders = memo(
  (files: readonly SourceEntry[]): ReadonlySet<string> => new Set(files.flatMap(({ path }) => path.split('/').slice(0, -1))),
);

/** Whether two names, in which `*` stands for what is not known, can be the same file, or one a folder of the other. */
export function meets(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (isBelow(known(short), known(long)) || isBelow(known(long), known(short))) return true;
  return (short.includes('*') && known(long).startsWith(known(short))) || (long.includes('*') && known(short).startsWith(known(long)));
}

const known = (path: string): string => path.split('*', 1)[0]?.replace(/\/$/, '') ?? '';

const isBelow = (folder: string, path: string): boolean => folder !== '' && (path === folder || path.startsWith(`${folder}/`));

/** Nobody can tell what it makes, so it may be the copy. */
export const mayMakeCopy = ({ kind, target, by, why = '' }: PlanEffect): boolean =>
  kind === 'unknown' || kind === 'script.run' || kind === 'process.start'
    ? /back[-_ ]?up|snapshot|restic|borg|etckeeper/i.test(`${by} ${target} ${why}`)
    : /^(file\.(write|move|append)|dir\.create|archive)/.test(kind) && target.startsWith('*');
