import { resolve } from 'node:path';
import type { ReportContext } from '../core/report/formats/format';
import { verdictLine } from '../core/report/formats/text';
import type { Review } from '../core/review/review';
import { asSureAs, isWorse, unwaived } from '../core/rules/finding';
import type { Rehearsal } from '../core/rehearse/rehearsal';
import { errorText } from '../core/text/error-text';
import { redact } from '../core/text/redact';
import { visible } from '../core/text/visible';
import { writeFileAtomically } from '../node/atomic-write';
import { openPackage, sha256OfFile, type OpenedPackage } from '../node/open-package';
import type { ReviewTask } from '../node/review/protocol';
import { version } from '../../package.json';
import { inOrder } from './in-order';
import type { Io } from './io';
import type { Options } from './options';
import { atOnceOf, withPackagesOfGlobs } from './packages';
import { ansi } from './paint';
import { rehearsalIn } from './rehearse';
import { reviewCacheIn, type KeptReview, type ReviewCache, type Sha256 } from './review-cache';
import { reviewedWith, taskOf, tellProblems, toldSite } from './reviewing';
import { inputsOf, type SiteOfRun } from './site';
import { targetOf } from './target';

/** Commands whose exit code is the verdict: the others only tell. */
const isGate = (command: Options['command']): boolean => command === 'preflight' || command === 'plan';

/** What each package is reviewed with. */
interface Run {
  readonly options: Options;
  readonly site: SiteOfRun;
  readonly rehearsal: Rehearsal | undefined;
  readonly cache: ReviewCache | undefined;
  readonly atOnce: number;
  readonly io: Io;
}

/** `said`: what is told on the way, which comes out in the order of the packages. */
type Outcome = { readonly path: string; readonly said: readonly string[] } & (
  | { readonly kind: 'failed'; readonly error: unknown }
  | {
      readonly kind: 'reviewed';
      /** One for each form that is asked for. */
      readonly reports: readonly string[];
      readonly verdict: string;
      readonly stops: boolean;
      readonly unjudged: boolean;
    }
);

/** Reviews packages and writes what came of it; the exit code is the worst. */
export async function preflight(given: Options, io: Io): Promise<0 | 1 | 2> {
  const options = await withPackagesOfGlobs(given, io.cwd);
  const site = await toldSite(options, io);
  const inputs = inputsOf(options, site, io.cwd);
  const targets: (string | undefined)[] = [];
  for (const { path } of options.reports) targets.push(path === undefined ? undefined : await targetOf(path, io.cwd, inputs));
  const at = io.now();
  const run: Run = {
    options,
    site,
    rehearsal: options.rehearsal === undefined ? undefined : await rehearsalIn(resolve(io.cwd, options.rehearsal)),
    cache:
      options.cache === undefined ? undefined : await reviewCacheIn(resolve(io.cwd, options.cache), await io.tool(), inputs, options.cache),
    atOnce: atOnceOf(options),
    // All of a run is at one time.
    io: { ...io, now: () => at },
  };
  const outcomes = await outcomesOf(run);
  const reviewed = outcomes.flatMap((outcome) => (outcome.kind === 'reviewed' ? [outcome] : []));
  if (reviewed.length > 0) {
    for (const [form, { format }] of options.reports.entries()) {
      const text = format.join(reviewed.map(({ reports }) => reports[form] ?? ''));
      const target = targets[form];
      if (target === undefined) io.out(text);
      else await writeFileAtomically(target, [new TextEncoder().encode(text)]);
    }
  }
  // The standard output is the report's.
  if (!targets.includes(undefined)) {
    for (const { path, verdict } of reviewed) io.err(`${options.packages.length > 1 ? `${visible(path)}: ` : ''}${verdict}\n`);
  }
  if (outcomes.length > reviewed.length || reviewed.some(({ unjudged }) => unjudged)) return 2;
  return reviewed.some(({ stops }) => stops) && isGate(options.command) ? 1 : 0;
}

async function outcomesOf(run: Run): Promise<readonly Outcome[]> {
  const { io, options, atOnce } = run;
  const { packages } = options;
  const outcomes: Outcome[] = [];
  const told = new Set<string>();
  for await (const outcome of inOrder(packages, atOnce, (path) => outcomeOf(path, run))) {
    outcomes.push(outcome);
    if (io.progress && packages.length > 1) io.err(`\r\u001b[K`);
    // The same is wrong with the site for each package.
    for (const line of outcome.said.filter((each) => !told.has(each))) io.err(line);
    for (const line of outcome.said) told.add(line);
    if (outcome.kind === 'failed') {
      if (packages.length === 1) throw outcome.error;
      io.err(`upgrade-review: ${visible(redact(errorText(outcome.error)))}\n`);
    }
    if (io.progress && packages.length > 1 && outcomes.length < packages.length)
      io.err(`${outcomes.length} of ${packages.length} packages`);
  }
  return outcomes;
}

/** Never throws: of many packages one that cannot be read leaves the others as they are. */
async function outcomeOf(path: string, run: Run): Promise<Outcome> {
  const { options } = run;
  const said: string[] = [];
  const isAlone = options.packages.length === 1;
  const io: Io = { ...run.io, progress: run.io.progress && isAlone, err: isAlone ? run.io.err : (text) => void said.push(text) };
  let opened: OpenedPackage | undefined;
  try {
    const own = await openPackage(resolve(io.cwd, path));
    opened = own;
    let digest: Promise<string | undefined> | undefined;
    const sha256: Sha256 = () => (digest ??= sha256OfFile(own));
    const kept = await keptOf({ opened, sha256, path }, { ...run, io });
    tellProblems(kept.siteProblems, io);
    const { review } = kept;
    const reports = await reportsOf(kept, { sha256, path }, options, io);
    await opened.archive?.bytes.mustBeUnchanged();
    return {
      kind: 'reviewed',
      path,
      said,
      reports,
      verdict: verdictLine(review, options),
      stops: stops(review, options),
      // What blocks, blocks without the site as well; that a file which was named tells nothing is for whoever named it.
      unjudged: review.verdict.decision === 'cannot-judge' || review.verdict.reasons.some(({ code }) => code === 'site-unreadable'),
    };
  } catch (error) {
    return { kind: 'failed', path, said, error };
  } finally {
    await opened?.close().catch(() => undefined);
  }
}

const stops = ({ findings, notChecked }: Review, { blockUnchecked, confidence, failOn }: Options): boolean =>
  (blockUnchecked && notChecked.some(({ decisive }) => decisive)) ||
  asSureAs(unwaived(findings), confidence).some(({ severity }) => severity === failOn || isWorse(severity, failOn));

/** The review, from the cache if it is there. */
async function keptOf(
  { opened, sha256, path }: { readonly opened: OpenedPackage; readonly sha256: Sha256; readonly path: string },
  { options, site, rehearsal, cache, atOnce, io }: Run,
): Promise<KeptReview> {
  const task: ReviewTask = {
    ...taskOf(opened, site, options, io),
    ...(rehearsal && { rehearsal }),
    ...(atOnce > 1 && { isOneOfMany: true }),
  };
  const holdsTexts = options.reports.some(({ format }) => format.holdsTexts);
  const key = await cache?.keyOf(opened, sha256, task, holdsTexts);
  const known = key === undefined ? undefined : await cache?.read(key);
  if (known) {
    io.err(`${visible(path)}: as it was reviewed before; the cache has it\n`);
    return known;
  }
  const reviewer = io.reviewer(atOnce);
  try {
    const { review, siteProblems } = await reviewedWith(reviewer, task, path, io);
    const shown = holdsTexts ? await reviewer.ask('shown', { paths: review.findings.map((finding) => finding.path) }) : undefined;
    const kept = { review, siteProblems, shown };
    // What was cut off by a bound of time may come out in full another time.
    if (key !== undefined && !(holdsTexts && shown === undefined)) await cache?.write(key, kept);
    return kept;
  } finally {
    await reviewer.close();
  }
}

/** One for each form that is asked for. */
async function reportsOf(
  { review, shown }: KeptReview,
  { sha256: digest, path }: { readonly sha256: Sha256; readonly path: string },
  { reports, confidence, packages }: Options,
  io: Io,
): Promise<readonly string[]> {
  const sha256 = reports.some(({ format }) => format.tellsDigest) ? await digest() : undefined;
  const context: ReportContext = {
    generatedAt: io.now(),
    toolVersion: version,
    patched: [],
    newOnly: true,
    confidence,
    ...(sha256 && { sha256 }),
    ...(shown && { texts: shown }),
    ...(packages.length > 1 && { heading: path }),
  };
  return reports.map(({ format, path: file }) =>
    format.write(review, { ...context, ...(io.colour && file === undefined && { paint: ansi }) }),
  );
}
