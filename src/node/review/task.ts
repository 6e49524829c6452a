import { basename } from 'node:path';
import { openArchive } from '../../core/archive/archive';
import { archiveSource } from '../../core/archive/archive-source';
import { bytesSource } from '../../core/archive/byte-source';
import { nestingSource, type NestingSource } from '../../core/archive/nesting-source';
import type { SiteKnowledge } from '../../core/catalog/roles/role';
import { readSite, unreadableOf } from '../../core/catalog/site';
import type { SiteFile } from '../../core/catalog/site-folder';
import { kindOfPath } from '../../core/package/classify';
import { differingPaths } from '../../core/patch/merge-overlays';
import { emptyOverlay, overlaidSource, type Overlay } from '../../core/patch/overlay';
import { newCache, reviewedText, type ReviewCache } from '../../core/review/cache';
import type { Step } from '../../core/review/request';
import { reviewPackage, type Review } from '../../core/review/review';
import { isWorthTelling, type OtherReaders } from '../../core/review/told-file';
import type { LeftOut, Watch } from '../../core/review/watch';
import { configureRules, unknownRules } from '../../core/rules/configure';
import { rules } from '../../core/rules/index';
import { inflateRaw } from '../inflate';
import { digest } from '../digest';
import { innerArchives } from '../inner-archives';
import { openPackage } from '../open-package';
import { verifyIssued } from '../verify';
import type { PackagePlace, Reviewed, ReviewTask } from './protocol';

interface Side {
  readonly key: string;
  readonly source: NestingSource;
  readonly cache: ReviewCache;
  close(): Promise<void>;
}

export interface Around {
  readonly leftOut?: LeftOut;
  readonly watch?: Watch;
  readonly step?: Step;
}

/** Reviews the same package again and again, and keeps what stays: what is open, parsed, said and told. */
export interface TaskRunner {
  /** @throws Error if a package cannot be opened, and what `step` throws. */
  run(task: ReviewTask, around?: Around): Promise<Reviewed>;
  /** As the last review left it. */
  readonly cache: ReviewCache;
  close(): Promise<void>;
}

/** Bytes of files from which on other threads read them: starting one takes as long as reading so much. */
const worthThreads = 500_000;

/** `startThreads`: starts threads that read files for a review. */
export function taskRunner(startThreads?: (task: ReviewTask, leftOut: LeftOut) => OtherReaders | undefined): TaskRunner {
  let own: Side | undefined;
  let older: Side | undefined;
  let edits: Overlay = emptyOverlay;
  let told = new Map<string, string>();
  const siteOf = rememberedSite();

  const sideFor = async (place: PackagePlace | undefined, known: Side | undefined): Promise<Side | undefined> => {
    const key = place && ('path' in place ? `${place.path}\0${place.version ?? ''}` : `bytes:${place.name}:${place.bytes.length}`);
    if (known && known.key === key) return known;
    await known?.close();
    return place && key !== undefined ? { key, cache: newCache(), ...(await openPlace(place)) } : undefined;
  };

  return {
    get cache() {
      return own?.cache ?? newCache();
    },
    async run(task, { leftOut, watch, step } = {}) {
      const before = own;
      // Where another one cannot be opened, the closed one must not stay.
      own = undefined;
      own = await sideFor(task.package, before);
      const olderBefore = older;
      older = undefined;
      older = await sideFor(task.baseline, olderBefore);
      if (!own) throw new Error('no package is named');
      if (own !== before) told = new Map();
      const overlay = { edits: task.edits };
      for (const path of differingPaths(edits, overlay)) own.cache.files.delete(path);
      edits = overlay;
      const { inventory, catalog, ruleLayers, waivers, notes, problems } = siteOf(task.site);
      const configured = configureRules(rules, [...ruleLayers, ...task.rules]);
      const threads = !task.isOneOfMany && bytesToRead(own, older) > worthThreads ? startThreads?.(task, leftOut ?? new Map()) : undefined;
      const siteProblems = [...problems, ...unknownRules(rules, ruleLayers)];
      const review = await reviewPackage(
        {
          source: overlaidSource(own.source, overlay),
          inventory,
          catalog,
          ...configured,
          waivers,
          notes,
          environment: task.environment,
          ...(task.rehearsal && { rehearsal: task.rehearsal }),
          ...(task.blockUnchecked && { blockUnchecked: true }),
          unreadableSite: unreadableOf(task.site),
          siteFiles: task.site.map(({ role, path }) => ({ role, path })),
          siteProblems,
          ...(task.passedOver && { passedOver: task.passedOver }),
          limits: task.limits,
          now: task.now,
          inventoryDays: task.inventoryDays,
          verify: verifyIssued,
          digest,
          ...(leftOut && { leftOut }),
          ...(watch && { watch }),
          ...(threads && { others: threads }),
          ...(older && { baseline: { source: older.source, cache: older.cache } }),
          ...(edits.edits.size > 0 && { shipped: { source: own.source, edited: new Set(edits.edits.keys()) } }),
        },
        step,
        own.cache,
      ).finally(() => threads?.end());
      return { review, siteProblems, texts: newTexts(review, own.cache, told) };
    },
    async close() {
      await own?.close();
      await older?.close();
      own = undefined;
      older = undefined;
    },
  };
}

const bytesToRead = (...sides: readonly (Side | undefined)[]): number =>
  sides
    .flatMap((side) => side?.source.entries.filter(({ path }) => !side.cache.files.has(path)) ?? [])
    .reduce((sum, { path, size }) => (isWorthTelling(kindOfPath(path)) ? sum + size : sum), 0);

async function openPlace(place: PackagePlace): Promise<Pick<Side, 'source' | 'close'>> {
  if ('path' in place) {
    const opened = await openPackage(place.path);
    if (place.identity === undefined || opened.archive?.bytes.identity === place.identity) return opened;
    await opened.close();
    throw new Error(`${place.path} has changed since it was opened`);
  }
  const archive = await openArchive(bytesSource(place.bytes), { inflate: inflateRaw });
  return { source: nestingSource(archiveSource(basename(place.name), archive), innerArchives), close: () => Promise.resolve() };
}

/** The same knowledge for the same files: what rules said of it holds. */
function rememberedSite(): (from: readonly SiteFile[]) => SiteKnowledge {
  let known: { readonly from: readonly SiteFile[]; readonly site: SiteKnowledge } | undefined;
  return (from) => {
    const same =
      known?.from.length === from.length &&
      known.from.every(({ role, path, text }, at) => role === from[at]?.role && path === from[at].path && text === from[at].text);
    known = known && same ? known : { from, site: readSite(from) };
    return known.site;
  };
}

/** Texts that places of the review lie in, and that were not told yet. */
function newTexts(review: Review, { files }: ReviewCache, told: Map<string, string>): Map<string, string> {
  const paths = new Set([
    ...review.findings.flatMap(({ path, related, fix }) => [
      path,
      ...related.flatMap((one) => (one.at === 'package' ? [one.path] : [])),
      ...(fix?.edits.map((edit) => edit.path) ?? []),
    ]),
    ...review.matrix.rows.map(({ path }) => path),
    ...(review.comparison?.changes.defaults.map(({ after }) => after.path) ?? []),
  ]);
  const fresh = new Map<string, string>();
  for (const path of paths) {
    const text = reviewedText(files, path);
    if (told.get(path) === text) continue;
    told.set(path, text);
    fresh.set(path, text);
  }
  return fresh;
}
