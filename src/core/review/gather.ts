import { comparePackages, type ComparedPackage, type PackageChanges } from '../compare/changes';
import { changedDefaults } from '../compare/defaults';
import { checkLists, type CheckedLists } from '../compare/listed-files';
import { withoutDistributions } from '../package/distribution-files';
import { defaultLimits } from '../package/limits';
import type { Inspection, PackageSource } from '../package/source';
import type { ReviewedSite } from '../rules/rule';
import type { Site } from '../subject/site';
import type { UpgradePackage } from '../subject/subject';
import type { ReviewCache } from './cache';
import type { Comparison } from './comparison';
import { identityOf } from './identity';
import { packageView } from './package-view';
import { readAll, type Reader } from './read-files';
import { lookerFor, runnableOf, siteFacts, type BaselineRequest, type ReviewRequest, type Step } from './request';
import { findingsOf } from './run-findings';
import { shippedPackage, stillChanged } from './shipped';
import { shownChanges } from './shown-changes';
import { unitKey } from './watch';

/** What was read for a review, before its rules are asked. */
export interface Gathered {
  /** What is reviewed: the package without the distributions in it. */
  readonly source: PackageSource;
  /** What rules see. */
  readonly site: ReviewedSite;
  /** The same without lists, the package that came before and the rehearsal. */
  readonly alone: ReviewedSite;
  /** What the archive, its inspection and its lists left out. */
  readonly gaps: NonNullable<PackageSource['gaps']>;
  readonly compared?: Compared;
  /** Everything is read: what is called from now on. */
  readonly judging: Step;
}

/** The package that came before, beside this one. */
export interface Compared {
  readonly older: UpgradePackage;
  readonly changes: PackageChanges;
  readonly comparison: Omit<Comparison, 'known' | 'step'>;
  /** Likenesses of its findings. */
  readonly findings: ReadonlySet<string>;
}

/** Reads the package, and the one that came before if the request names it. */
export async function gather(request: ReviewRequest, step: Step, cache: ReviewCache): Promise<Gathered> {
  const source = await opened(request.source, request, step);
  const baseline = request.baseline && { ...request.baseline, source: await opened(request.baseline.source, request, step) };
  const own = source.entries.length;
  const total = own + (baseline?.source.entries.length ?? 0);
  const judging: Step = (_done, _count, path) => step(total, total, path);
  await readAll(source, readerOf('package', request, cache), (done, path) => step(done, total, path));
  const inspection = await inspect(source, request, judging);
  const reviewed = viewOf(source, cache, inspection);
  const alone: ReviewedSite = { package: reviewed, ...siteFacts(request) };
  cache.site = alone;
  const lists = await listsOf(source, reviewed, request, request.shipped?.edited, cache, judging);
  if (baseline) {
    const reader = readerOf('baseline', request, baseline.cache);
    await readAll(baseline.source, reader, (done, path) => step(own + done, total, path));
  }
  request.others?.end();
  const compared = baseline && (await compareWith(baseline, { ...request, source }, alone, cache, judging));
  if (compared) cache.older = compared.older;
  else delete cache.older;
  return {
    source,
    site: {
      ...alone,
      ...(lists && { lists: lists.lists }),
      ...(compared && { baseline: { package: compared.older, changes: compared.changes } }),
      ...(request.rehearsal && { rehearsal: request.rehearsal }),
    },
    alone,
    gaps: [...(source.gaps ?? []), ...(inspection?.gaps ?? []), ...(lists?.gaps ?? [])],
    ...(compared && { compared }),
    judging,
  };
}

const readerOf = (of: 'package' | 'baseline', request: ReviewRequest, { files, named, looks }: ReviewCache): Reader => ({
  files,
  named,
  looker: lookerFor(request, looks),
  begin: (path) => request.watch?.({ kind: 'file', of, path }),
  others: request.others,
  leftOut: (path) => request.leftOut?.get(unitKey({ kind: 'file', of, path })),
});

async function compareWith(
  { source, cache }: BaselineRequest,
  request: ReviewRequest,
  site: Site,
  own: ReviewCache,
  step: Step,
): Promise<Compared> {
  const shipped = request.shipped && (await shippedPackage(request.shipped, own, readerOf('package', request, own)));
  const older = viewOf(source, cache, await inspect(source, request, step));
  const lists = await listsOf(source, older, request, undefined, cache, step);
  const asked = { ...request, rules: runnableOf(request) };
  const { likenesses } = await findingsOf(asked, { ...site, package: older, ...(lists && { lists: lists.lists }) }, cache, step);
  const patched = request.shipped?.edited ?? new Set<string>();
  const newer: ComparedPackage = shipped ?? { source: request.source, parsed: site.package };
  const vendors = await comparePackages({ source, parsed: older }, newer, () => step(1, 1, ''));
  const changes = shipped ? stillChanged(vendors, { defaults: changedDefaults(older, site.package) }, patched) : vendors;
  const comparison = { package: identityOf(source, older), changes: shownChanges(vendors), patched };
  return { older, changes, comparison, findings: new Set(likenesses.values()) };
}

async function opened(source: PackageSource, { limits = defaultLimits }: ReviewRequest, step: Step): Promise<PackageSource> {
  await source.expand?.(limits, (entry) => step(0, 1, entry));
  return withoutDistributions(source);
}

function viewOf(source: PackageSource, cache: ReviewCache, inspection: Inspection | undefined): UpgradePackage {
  cache.package = packageView(source, cache.files, inspection, cache.package);
  return cache.package;
}

/** Only if a rule asks: it reads the whole archive. */
async function inspect(source: PackageSource, { rules, limits }: ReviewRequest, step: Step): Promise<Inspection | undefined> {
  if (!rules.some(({ target }) => target === 'archive')) return undefined;
  return source.inspect?.(limits ?? defaultLimits, (entry) => step(1, 1, entry));
}

/** Only if a rule asks: it reads what is listed. */
async function listsOf(
  source: PackageSource,
  { files }: UpgradePackage,
  { rules, digest }: ReviewRequest,
  edited: ReadonlySet<string> | undefined,
  cache: ReviewCache,
  step: Step,
): Promise<CheckedLists | undefined> {
  if (!rules.some(({ reads }) => reads?.includes('lists'))) return undefined;
  cache.lists = await checkLists({ source, files, edited: edited ?? new Set(), digest, step: (path) => step(1, 1, path) }, cache.lists);
  return cache.lists;
}
