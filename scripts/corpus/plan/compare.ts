import type { PlanEffect } from '../../../src/core/plan/plan';
import { matches } from '../../../src/core/text/glob';
import { baseName } from '../../../src/core/text/path';
import type { Happened, Happening } from './happened';
import { merged } from './trace';

export interface Miss {
  readonly what: string;
  readonly target: string;
  readonly by: string;
}

export interface Compared {
  /** Things that happened, one for each target that the plan names and one for each command whose targets it does not name. */
  readonly happened: number;
  /** Those that the plan names by what they are done to. */
  readonly named: number;
  /** Those of which it names the command only: `ldconfig` changes settings of the host. */
  readonly byCommand: number;
  readonly missed: readonly Miss[];
  /** Effects that the plan is sure of, and those of them that happened. */
  readonly sure: number;
  readonly right: number;
  readonly wrong: readonly PlanEffect[];
}

const kindsOf: Readonly<Record<Happening['what'], RegExp>> = {
  created: /./,
  changed: /./,
  removed: /./,
  user: /^user\./,
  group: /^(group|user)\./,
  enabled: /^unit\./,
  alternative: /^file\.link$/,
};

/** Effects on a folder that say something about what is in it. */
const reachesIn = /^(archive\.extract|file\.(delete|move|write|owner|mode|link)|unit\.install|dir\.create|schedule\.|security\.)/;

/** Kinds whose commands keep to themselves where they write. */
const keepsPlace = /^(host|unit|user|group|package|security|credential|process|kernel|database|network|firewall|schedule)\.|^file\.edit$/;

/** The plan of a script beside what its run has done. */
export function compare(effects: readonly PlanEffect[], run: Happened): Compared {
  const named: Happening[] = [];
  const groups = new Map<string, { readonly isSaid: boolean; readonly miss: Miss }>();
  for (const happening of run.happenings) {
    if (effects.some((effect) => names(effect, happening))) {
      named.push(happening);
      continue;
    }
    const program = baseName(happening.by?.argv[0] ?? 'the script');
    const isSaid =
      happening.by !== undefined &&
      effects.some(
        ({ by, kind, target }) => kind !== 'unknown' && by.split(' ')[0] === program && (!target.startsWith('/') || keepsPlace.test(kind)),
      );
    // A loop over what nobody knows is one line of the script.
    const key = isSaid ? program : happening.by ? happening.by.argv.join(' ') : happening.target;
    if (!groups.has(key)) groups.set(key, { isSaid, miss: { what: happening.what, target: happening.target, by: program } });
  }
  const said = [...groups.values()].filter(({ isSaid }) => isSaid);
  const missed = [...groups.values()].filter(({ isSaid }) => !isSaid).map(({ miss }) => miss);
  const sure = untilItStopped(effects, run);
  const wrong = sure.filter((effect) => !hasHappened(effect, run));
  return {
    happened: named.length + groups.size,
    named: named.length,
    byCommand: said.length,
    missed,
    sure: sure.length,
    right: sure.length - wrong.length,
    wrong,
  };
}

const plain = (unit: string): string => baseName(unit).replace(/\.service$/, '');

function names({ kind, target, options, from }: PlanEffect, { what, target: path }: Happening): boolean {
  if (!kindsOf[what].test(kind) || target === '') return false;
  if (what === 'user' || what === 'group') return target === path || target === '*';
  if (what === 'enabled') return matches(plain(target), plain(path));
  if (what === 'alternative') return baseName(target) === path;
  if (kind === 'file.move' && what === 'removed' && from !== undefined && fitsPath(merged(from), path)) return true;
  if (!target.startsWith('/') && !target.startsWith('*')) return false;
  const place = merged(target.replace(/\/$/, ''));
  if (fitsPath(place, path)) return true;
  const isDeep =
    kind.startsWith('file.owner') || kind.startsWith('file.mode') ? options.some((option) => /^(R|recursive)$/.test(option)) : true;
  if (isDeep && reachesIn.test(kind) && place.length > 1 && folders(path).some((folder) => fitsPath(place, folder))) return true;
  // `mkdir -p a/b` makes `a` as well.
  return kind === 'dir.create' && folders(place).includes(path);
}

const fitsPath = (pattern: string, path: string): boolean =>
  pattern === path || (pattern.includes('*') && pattern.replace(/[*/]/g, '').length > 2 && matches(pattern, path));

function folders(path: string): readonly string[] {
  const names = path.split('/');
  return names.map((_, at) => names.slice(0, at + 1).join('/')).filter((folder) => folder !== '' && folder !== path);
}

/** What the plan is sure of. Of a script that failed, only what stands before the last thing that happened. */
function untilItStopped(effects: readonly PlanEffect[], run: Happened): readonly PlanEffect[] {
  const last =
    run.run.status === 0 ? effects.length : effects.findLastIndex((effect) => effect.when === 'always' && hasHappened(effect, run)) + 1;
  return effects
    .slice(0, last)
    .filter(({ when, kind, host, container }) => when === 'always' && !/^(unknown|prompt|wait)$/.test(kind) && !host && !container);
}

function hasHappened(effect: PlanEffect, { trace, isThere, happenings }: Happened): boolean {
  const { kind, target, by } = effect;
  if (happenings.some((happening) => names(effect, happening))) return true;
  const place = merged(target.replace(/\/$/, ''));
  if (target.startsWith('/')) {
    if ([...trace.touched.keys()].some((path) => fitsPath(place, path))) return true;
    if (kind === 'file.delete' && !target.includes('*') && isThere(place) === false) return true;
  }
  const word = baseName(target).replaceAll('*', '');
  return trace.started.some(
    ({ argv: [program = '', ...words] }) =>
      baseName(program) === baseName(by.split(' ')[0] ?? '') && (word === '' || words.some((one) => one.includes(word))),
  );
}
