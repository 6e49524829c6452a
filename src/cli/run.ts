import { resolve } from 'node:path';
import type { Review } from '../core/review/review';
import { asSureAs, isWorse, unwaived } from '../core/rules/finding';
import { rules } from '../core/rules/index';
import type { ReportContext } from '../core/report/formats/format';
import { verdictLine } from '../core/report/formats/text';
import { redact } from '../core/text/redact';
import { visible } from '../core/text/visible';
import { writeFileAtomically } from '../node/atomic-write';
import { openPackage, sha256OfFile, type OpenedPackage } from '../node/open-package';
import type { Reviewer } from '../node/review/reviewer';
import { version } from '../../package.json';
import { fixArchive } from './fix';
import type { Io } from './io';
import { readOptions, UsageError, type Options, type Waive } from './options';
import { sideCommands } from './side-commands';
import { withStandardInput } from './standard-input';
import { usageOf } from './usage';
import { meantRule } from './meant-rule';
import { mustBeWaivable, waive } from './waive';
import { ansi } from './paint';
import { rehearsalIn, rehearsePackage } from './rehearse';
import { reviewed, taskOf, toldSite } from './reviewing';
import { inputsOf } from './site';
import { targetOf } from './target';
import { errorText } from '../core/text/error-text';

/** 0: go or conditions, 1: no-go, 2: could not run, or nobody can judge. Never throws. */
export async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  try {
    const [name = '', ...rest] = args;
    const side = rest.includes('--help') || rest.includes('-h') ? undefined : sideCommands.get(name);
    if (side) return await side(rest, io);
    const options = readOptions(sideCommands.has(name) ? ['--help'] : args);
    if (options.command === 'help') io.out(usageOf(options.helpOf));
    if (options.command === 'version') io.out(`${version}\n`);
    if (isReviewing(options.command)) return await withStandardInput(options, io, (told) => preflight(told, io));
    if (options.command === 'rehearse') return await rehearsePackage(options, io);
    if (options.command === 'fix') return await fix(options, io);
    if (options.waive) return await writeWaiver(options, options.waive, io);
    return 0;
  } catch (error) {
    io.err(`upgrade-review: ${visible(redact(errorText(error)))}\n`);
    if (error instanceof UsageError) io.err('Run upgrade-review --help for the options.\n');
    return 2;
  }
}

/** Commands that write what came of a review. */
const isReviewing = (command: Options['command']): boolean => ['preflight', 'report', 'plan', 'matrix', 'diff'].includes(command);

/** Commands whose exit code is the verdict: the others only tell. */
const isGate = (command: Options['command']): boolean => command === 'preflight' || command === 'plan';

async function preflight(options: Options, io: Io): Promise<0 | 1 | 2> {
  const site = await toldSite(options, io);
  const inputs = inputsOf(options, site, io.cwd);
  const rehearsal = options.rehearsal === undefined ? undefined : await rehearsalIn(resolve(io.cwd, options.rehearsal));
  const targets: (string | undefined)[] = [];
  for (const { path } of options.reports) targets.push(path === undefined ? undefined : await targetOf(path, io.cwd, inputs));
  let stop = false;
  let unjudged = false;
  const written: (readonly string[])[] = [];
  const verdicts: string[] = [];
  for (const path of options.packages) {
    const opened = await openPackage(resolve(io.cwd, path));
    const reviewer = io.reviewer();
    try {
      const task = { ...taskOf(opened, site, options, io), ...(rehearsal && { rehearsal }) };
      const review = await reviewed(reviewer, task, path, io);
      stop ||= options.blockUnchecked && review.notChecked.some(({ decisive }) => decisive);
      unjudged ||= review.verdict.decision === 'cannot-judge';
      stop ||= asSureAs(unwaived(review.findings), options.confidence).some(
        ({ severity }) => severity === options.failOn || isWorse(severity, options.failOn),
      );
      written.push(await reportsOf(review, { opened, reviewer, path }, options, io));
      verdicts.push(verdictLine(review, options));
      await opened.archive?.bytes.mustBeUnchanged();
    } finally {
      await reviewer.close();
      await opened.close();
    }
  }
  for (const [at, { format }] of options.reports.entries()) {
    const text = format.join(written.map((reports) => reports[at] ?? ''));
    const target = targets[at];
    if (target === undefined) io.out(text);
    else await writeFileAtomically(target, [new TextEncoder().encode(text)]);
  }
  // The standard output is the report's.
  if (!targets.includes(undefined)) {
    for (const [at, verdict] of verdicts.entries())
      io.err(`${verdicts.length > 1 ? `${visible(options.packages[at] ?? '')}: ` : ''}${verdict}\n`);
  }
  return unjudged ? 2 : stop && isGate(options.command) ? 1 : 0;
}

async function fix(options: Options, io: Io): Promise<0> {
  const unknown = options.rules.filter((id) => !rules.some((rule) => rule.id === id));
  if (unknown.length > 0) throw new UsageError(`no rule is called ${unknown.map((id) => id + meantRule(id)).join(', ')}`);
  const site = await toldSite(options, io);
  const inputs = inputsOf(options, site, io.cwd);
  const target = await targetOf(options.output ?? options.patch ?? '', io.cwd, inputs);
  const path = options.packages[0] ?? '';
  const opened = await openPackage(resolve(io.cwd, path));
  const reviewer = io.reviewer();
  try {
    // What fixes change may lie in inner archives.
    await opened.source.expand(options.limits, () => undefined);
    const task = taskOf(opened, site, options, io);
    io.err(await fixArchive(opened, ({ edits }) => reviewed(reviewer, { ...task, edits }, path, io), { target, inputs, options }, io));
  } finally {
    await reviewer.close();
    await opened.close();
  }
  return 0;
}

async function writeWaiver(options: Options, wanted: Waive, io: Io): Promise<0> {
  const today = io.now().slice(0, 10);
  mustBeWaivable(wanted, today);
  // The file that is named for waivers is written to, and may not be there yet.
  const site = await toldSite({ ...options, site: new Map([...options.site].filter(([role]) => role !== 'waivers')) }, io);
  const path = options.packages[0] ?? '';
  const opened = await openPackage(resolve(io.cwd, path));
  const reviewer = io.reviewer();
  try {
    const review = await reviewed(reviewer, taskOf(opened, site, options, io), path, io);
    await opened.source.expand(options.limits, () => undefined);
    const { folder } = site;
    const inputs = inputsOf(options, site, io.cwd);
    io.err(await waive(review, opened.source.entries, { wanted, today, options, folder, cwd: io.cwd, inputs }));
  } finally {
    await reviewer.close();
    await opened.close();
  }
  return 0;
}

interface ReviewedPackage {
  readonly opened: OpenedPackage;
  readonly reviewer: Reviewer;
  /** As it was named. */
  readonly path: string;
}

/** One for each form that is asked for. */
async function reportsOf(
  review: Review,
  { opened, reviewer, path }: ReviewedPackage,
  { reports, confidence, packages }: Options,
  io: Io,
): Promise<readonly string[]> {
  const formats = reports.map(({ format }) => format);
  const sha256 = formats.some(({ tellsDigest }) => tellsDigest) ? await sha256OfFile(opened) : undefined;
  const texts = formats.some(({ holdsTexts }) => holdsTexts)
    ? await reviewer.ask('shown', { paths: review.findings.map((finding) => finding.path) })
    : undefined;
  const context: ReportContext = {
    generatedAt: io.now(),
    toolVersion: version,
    patched: [],
    newOnly: true,
    confidence,
    ...(sha256 && { sha256 }),
    ...(texts && { texts }),
    ...(packages.length > 1 && { heading: path }),
  };
  return reports.map(({ format, path: file }) =>
    format.write(review, { ...context, ...(io.colour && file === undefined && { paint: ansi }) }),
  );
}
