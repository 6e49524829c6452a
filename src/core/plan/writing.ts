import { folderOfArchive } from '../package/nested-path';
import { baseName, folderOf } from '../text/path';
import { kindAt } from './places';
import type { PlanEffect } from './plan';
import type { Linker } from './program';

/** Effects of one entry; beyond, a plan says nothing that anybody could read. */
const maxEffects = 20_000;
/** Steps of one entry that are followed, over all calls. */
const maxWork = 60_000;

/** Where an expansion writes what it finds. */
export interface Writing {
  readonly effects: PlanEffect[];
  /** Effects and calls that were written and followed: the same again is no news. */
  readonly seen: Set<string>;
  /** Commands that a call has to tell (`"$@"`), by their places: whether each call did. */
  readonly told: Map<string, boolean>;
  readonly linker: Linker;
  left: number;
  /** Steps that may still be looked at, here and in the whole package. */
  work: number;
  readonly budget: Budget;
}

/** What the plan of a package may cost, in steps that are followed. */
export interface Budget {
  left: number;
}

export const newBudget = (): Budget => ({ left: 400_000 });

export const isSpent = ({ left, work, budget }: Writing): boolean => left <= 0 || work <= 0 || budget.left <= 0;

export const newWriting = (linker: Linker, budget: Budget): Writing => ({
  effects: [],
  seen: new Set(),
  told: new Map(),
  linker,
  left: maxEffects,
  work: maxWork,
  budget,
});

/** Steps that were followed. */
export const workOf = ({ work }: Writing): number => maxWork - work;

export const placeKey = (path: string, { start }: { readonly start: number }): string => `${path}:${start}`;

/** Once more a command is told, or is not: it is as long as each was. */
export function tell(told: Map<string, boolean>, place: string, isTold: boolean): void {
  told.set(place, isTold && told.get(place) !== false);
}

/** What lies in a temporary folder was put there by the package, under the names that it has there. */
const staged = (from: string): string => from.replace(/^\/tmp\/\*\//, '*/');

/** Adds an effect that is not there yet. */
export function write(effect: PlanEffect, writing: Writing): void {
  const { from, target } = effect;
  const files =
    from?.includes('*') && /^(file\.write|unit\.install|schedule\.add|security\.change)$/.test(effect.kind)
      ? writing.linker.filesLike(staged(from))
      : [];
  // `install systemd/*.service /etc/systemd/system/`. Of a whole tree, what lies deeper stays with the folder.
  const each =
    files.length > 0 && baseName(target) === baseName(from ?? '')
      ? [
          ...(isTree(effect, files, writing.linker) ? [effect, ...copiedBy(effect, writing.linker)] : []),
          ...files.map((file) => ofFile(effect, file)),
        ]
      : [effect, ...unpackedBy(effect, writing.linker), ...copiedBy(effect, writing.linker)];
  for (const one of each) {
    if (!isNew(keyOf(one), writing)) continue;
    writing.left--;
    writing.effects.push(one);
  }
}

const keyOf = ({ kind, target, path, span, when, as = '', host = '', container = '' }: PlanEffect): string =>
  [kind, target, path, span.start, when, as, host, container].join('\n');

/** Whether nobody has asked for this key; from now on somebody has. */
export function isNew(key: string, { seen }: Writing): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function ofFile(effect: PlanEffect, file: string): PlanEffect {
  const target = `${folderOf(effect.target)}/${baseName(file)}`;
  return { ...effect, kind: kindAt(effect.kind, target), target, from: file };
}

/** Files that one archive or folder brings to places that mean something; nobody reads more. */
const maxUnpacked = 200;

/** `tar -C /etc/systemd/system -xf units.tar`: what lies in the archive is a unit there, a schedule, a right. */
function unpackedBy(effect: PlanEffect, { file, inside }: Linker): readonly PlanEffect[] {
  const { kind, from, target, options } = effect;
  if (kind !== 'archive.extract' || from === undefined || !target.startsWith('/')) return [];
  const archive = file(staged(from));
  if (archive === undefined) return [];
  const folder = `${folderOfArchive(archive)}/`;
  const strip = Number(options.find((option) => option.startsWith('strip-components='))?.slice('strip-components='.length) ?? 0);
  return inside(archive)
    .flatMap((path): readonly PlanEffect[] => {
      const names = path.slice(folder.length).split('/').slice(strip);
      const place = `${target.replace(/\/$/, '')}/${names.join('/')}`;
      const means = kindAt('file.write', place);
      return names.length === 0 || means === 'file.write' ? [] : [{ ...effect, kind: means, target: place, from: path }];
    })
    .slice(0, maxUnpacked);
}

/** Whether a copy takes more along than the files that lie right in the folder. */
const isTree = (effect: PlanEffect, files: readonly string[], { below }: Linker): boolean =>
  copiesTree(effect) && (below(staged(effect.from ?? '').replace(/\/[.*]?$/, ''))?.files.length ?? 0) > files.length;

const copiesTree = ({ kind, by, options }: PlanEffect): boolean =>
  kind === 'file.write' && /^(?:cp|rsync)$/.test(by) && options.some((option) => /^(?:r|R|a|recursive|archive)$/.test(option));

/** `cp -a rootfs/. /`, `rsync -a files/ /`, `tar -C files -c . | tar -C / -x`: what lies in the folder is a unit there, a schedule, a right. */
function copiedBy(effect: PlanEffect, { below }: Linker): readonly PlanEffect[] {
  const { kind, from, target } = effect;
  const isWhole = kind === 'archive.extract' || copiesTree(effect);
  if (from === undefined || !target.startsWith('/') || !isWhole) return [];
  const source = below(staged(from).replace(/\/[.*]?$/, ''));
  if (source === undefined) return [];
  const base = target.replace(/\/\*?$/, '');
  return source.files
    .flatMap((path): readonly PlanEffect[] => {
      const place = `${base}${path.slice(source.folder.length)}`;
      const means = kindAt('file.write', place);
      return means === 'file.write' ? [] : [{ ...effect, kind: means, target: place, from: path }];
    })
    .slice(0, maxUnpacked);
}
