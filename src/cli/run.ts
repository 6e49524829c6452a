import { resolve } from 'node:path';
import { rules } from '../core/rules/index';
import { redact } from '../core/text/redact';
import { visible } from '../core/text/visible';
import { openPackage } from '../node/open-package';
import { version } from '../../package.json';
import { fixArchive } from './fix';
import type { Io } from './io';
import { readOptions, UsageError, type Options, type Waive } from './options';
import { sideCommands } from './side-commands';
import { withStandardInput } from './standard-input';
import { usageOf } from './usage';
import { meantRule } from './meant-rule';
import { mustBeWaivable, waive } from './waive';
import { rehearsePackage } from './rehearse';
import { preflight } from './preflight';
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
    const options = readOptions(args);
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

async function fix(options: Options, io: Io): Promise<0> {
  const unknown = options.rules.filter((id) => !rules.some((rule) => rule.id === id));
  if (unknown.length > 0) throw new UsageError(`no rule is called ${unknown.map((id) => id + meantRule(id)).join(', ')}`);
  const site = await toldSite(options, io);
  const inputs = inputsOf(options, site, io.cwd);
  const target = await targetOf(options.output ?? options.patch ?? '', io.cwd, inputs);
  const path = options.packages[0] ?? '';
  const opened = await openPackage(resolve(io.cwd, path));
  const reviewer = io.reviewer(1);
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
  const reviewer = io.reviewer(1);
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
