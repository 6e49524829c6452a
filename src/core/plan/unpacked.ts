import { matches } from '../text/glob';
import { fileOf } from '../package/named-file';
import { archivesAbove, folderOfArchive } from '../package/nested-path';
import type { SourceEntry } from '../package/source';
import { fact } from '../subject/fact';
import { groupBy } from '../text/groups';
import { memo } from '../text/memo';
import { baseName } from '../text/path';
import { packagePlan } from './package-plan';
import { kindAt } from './places';
import type { Plan, PlanEffect, PlanPhase } from './plan';
import { planned } from './planned';

/** Effects of one phase that come of unpacking: nobody reads more. */
const maxUnpacked = 2000;

/** Packages that one pattern stands for. */
const maxPackages = 50;

/**
 * The plan with what dpkg and rpm unpack into the host's configuration when they install a package that lies in this one. Rules ask
 * `packagePlan`: what a package manager puts down is kept, asked about and taken back by it, and its units are read in by its own hooks.
 */
export const wholePlan = fact(planned, (reviewed): Plan => {
  const plan = packagePlan(reviewed);
  const contents = contentsOf(reviewed.files);
  return contents.packages.length === 0 ? plan : { ...plan, phases: plan.phases.map((phase) => withUnpacked(phase, contents)) };
});

interface Contents {
  /** Debian and RPM packages that were opened. */
  readonly packages: readonly SourceEntry[];
  /** What of each lies where the host is configured. */
  readonly settings: ReadonlyMap<string, readonly SourceEntry[]>;
}

const contentsOf = memo((files: readonly SourceEntry[]): Contents => {
  const inside = files.filter(({ path }) => isSetting(path));
  const settings = groupBy(inside, ({ path }) => archivesAbove(path).at(-1) ?? '');
  return { packages: files.filter(({ path }) => /\.(deb|rpm)$/i.test(path) && settings.has(path)), settings };
});

/** Where a file of a package will lie. */
const placeOf = (path: string): string => path.slice(folderOfArchive(archivesAbove(path).at(-1) ?? '').length);

function isSetting(path: string): boolean {
  if (archivesAbove(path).length === 0) return false;
  const place = placeOf(path);
  return place.startsWith('/etc/') || kindAt('file.write', place) !== 'file.write';
}

function withUnpacked(phase: PlanPhase, contents: Contents): PlanPhase {
  let room = maxUnpacked;
  const effects = phase.effects.flatMap((effect): readonly PlanEffect[] => {
    const unpacked =
      effect.kind === 'package.install' ? packagesAt(effect.target, contents).flatMap((one) => unpackedBy(effect, one, contents)) : [];
    const told = unpacked.slice(0, room);
    room -= told.length;
    return told.length > 0 ? [effect, ...told] : [effect];
  });
  return effects.length > phase.effects.length ? { ...phase, effects } : phase;
}

/** `pkgs/agent_5.2_amd64.deb`, `*.rpm`; the name of a package alone comes from elsewhere. */
function packagesAt(target: string, { packages }: Contents): readonly SourceEntry[] {
  const name = baseName(target);
  if (!/\.(deb|rpm)$/i.test(name)) return [];
  if (!name.includes('*')) return [fileOf(packages, target) ?? []].flat();
  const common = packages.map(({ path }) => commonEnd(target, path));
  const most = Math.max(1, ...common);
  return packages.filter((_, at) => common[at] === most).slice(0, maxPackages);
}

/** Names that a pattern and a path have in common, from their ends. */
function commonEnd(pattern: string, path: string): number {
  const [wanted, own] = [pattern.split('/').reverse(), path.split('/').reverse()];
  const at = own.findIndex((name, index) => !matches(wanted[index] ?? '', name));
  return at < 0 ? own.length : at;
}

const unpackedBy = (effect: PlanEffect, { path: of }: SourceEntry, { settings }: Contents): readonly PlanEffect[] =>
  (settings.get(of) ?? []).map(({ path }) => ({
    ...effect,
    kind: kindAt('file.write', placeOf(path)),
    target: placeOf(path),
    from: path,
    with: effect,
  }));
