import { resolve } from 'node:path';
import { emptyOverlay } from '../core/patch/overlay';
import type { Review } from '../core/review/review';
import { redact } from '../core/text/redact';
import { visible } from '../core/text/visible';
import type { OpenedPackage } from '../node/open-package';
import type { Reviewed, ReviewTask } from '../node/review/protocol';
import type { Reviewer } from '../node/review/reviewer';
import type { Io } from './io';
import type { Options } from './options';
import { siteOf, type SiteOfRun } from './site';

export const taskOf = (
  { path, archive }: OpenedPackage,
  { files, passedOver }: SiteOfRun,
  { baseline, environment, inventoryDays, limits, blockUnchecked }: Options,
  io: Io,
): ReviewTask => ({
  package: { path, ...(archive && { identity: archive.bytes.identity }) },
  ...(baseline !== undefined && { baseline: { path: resolve(io.cwd, baseline) } }),
  edits: emptyOverlay.edits,
  site: files,
  passedOver,
  rules: [],
  now: Date.parse(io.now()),
  environment: environment ?? 'production',
  blockUnchecked,
  ...(inventoryDays !== undefined && { inventoryDays }),
  limits,
});

/** Tells what could not be used of the site's files as well. */
export async function reviewed(reviewer: Reviewer, task: ReviewTask, name: string, io: Io): Promise<Review> {
  const { review, siteProblems } = await reviewedWith(reviewer, task, name, io);
  tellProblems(siteProblems, io);
  return review;
}

export function tellProblems(problems: Reviewed['siteProblems'], io: Io): void {
  for (const { path, line, message } of problems) io.err(`${visible(`${path}:${line + 1}: ${redact(message)}`)}\n`);
}

/** Shows how far it is. */
export async function reviewedWith(reviewer: Reviewer, task: ReviewTask, name: string, io: Io): Promise<Reviewed> {
  let shown = 0;
  const progress = (done: number, total: number): void => {
    const percent = Math.floor((done / Math.max(1, total)) * 100);
    if (percent === shown) return;
    shown = percent;
    if (io.progress) io.err(`\r${visible(name)}: ${percent} %\u001b[K`);
  };
  return reviewer.review(task, { progress }).finally(() => {
    if (io.progress) io.err('\r\u001b[K');
  });
}

export async function toldSite(options: Options, io: Io): Promise<SiteOfRun> {
  const site = await siteOf(options, io.cwd);
  for (const path of site.passedOver) {
    io.err(`upgrade-review: ${visible(path)} lies inside the package and was passed over: the vendor does not describe the site\n`);
  }
  return site;
}
