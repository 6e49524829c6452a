import { newCache } from '../core/review/cache';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { siteRoles } from '../core/catalog/roles/index';
import type { SiteKnowledge } from '../core/catalog/roles/role';
import { readSite } from '../core/catalog/site';
import { siteFolder } from '../core/catalog/site-folder';
import { reviewPackage, type Review, type ReviewRequest, type Step } from '../core/review/review';
import { isWorse } from '../core/rules/finding';
import { rules } from '../core/rules/index';
import { visible } from '../core/text/visible';
import { writeFileAtomically } from '../node/atomic-write';
import { openPackage, sha256OfFile, type OpenedPackage } from '../node/open-package';
import { expandGlob, readSiteFile, readSiteFolder } from '../node/site-files';
import { version } from '../../package.json';
import { fixArchive } from './fix';
import type { Io } from './io';
import { readOptions, usage, UsageError, type Options } from './options';
import { ansi } from './paint';
import { targetOf } from './target';
import { errorText } from '../core/text/error-text';

/** 0: go or conditions, 1: no-go, 2: could not run. Never throws. */
export async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  try {
    const options = readOptions(args);
    if (options.command === 'help') io.out(usage);
    if (options.command === 'version') io.out(`${version}\n`);
    if (options.command === 'preflight') return await preflight(options, io);
    if (options.command === 'fix') return await fix(options, io);
    return 0;
  } catch (error) {
    io.err(`upgrade-review: ${visible(errorText(error))}\n`);
    if (error instanceof UsageError) io.err('Run upgrade-review --help for the options.\n');
    return 2;
  }
}

async function preflight(options: Options, io: Io): Promise<0 | 1> {
  const target = options.output === undefined ? undefined : await targetOf(options.output, io.cwd, inputsOf(options));
  const site = await siteOf(options, io);
  let stop = false;
  const reports: string[] = [];
  for (const path of options.packages) {
    const opened = await openPackage(resolve(io.cwd, path));
    let older: OpenedPackage | undefined;
    try {
      if (options.baseline !== undefined) older = await openPackage(resolve(io.cwd, options.baseline));
      const request = { ...requestOf(opened, site, options), ...(older && { baseline: { source: older.source, cache: newCache() } }) };
      const review = await reviewPackage(request, progressOf(path, io)).finally(() => clearProgress(io));
      stop ||= review.findings.some(({ severity }) => severity === options.failOn || isWorse(severity, options.failOn));
      reports.push(await reportOf(review, opened, options, io));
    } finally {
      await older?.close();
      await opened.close();
    }
  }
  const text = options.format.join(reports);
  if (target !== undefined) await writeFileAtomically(target, [new TextEncoder().encode(text)]);
  else io.out(text);
  return stop ? 1 : 0;
}

const inputsOf = ({ packages, baseline }: Options): readonly string[] => [...packages, ...(baseline === undefined ? [] : [baseline])];

async function fix(options: Options, io: Io): Promise<0> {
  const unknown = options.rules.filter((id) => !rules.some((rule) => rule.id === id));
  if (unknown.length > 0) throw new UsageError(`no rule is called ${unknown.join(', ')}`);
  const site = await siteOf(options, io);
  const path = options.packages[0] ?? '';
  const opened = await openPackage(resolve(io.cwd, path));
  try {
    const summary = await fixArchive(opened, requestOf(opened, site, options), options, io, progressOf(path, io)).finally(() =>
      clearProgress(io),
    );
    io.err(summary);
  } finally {
    await opened.close();
  }
  return 0;
}

const requestOf = ({ source }: OpenedPackage, { inventory, catalog }: SiteKnowledge, { environment, limits }: Options): ReviewRequest => ({
  source,
  inventory,
  catalog,
  rules,
  environment: environment ?? 'production',
  limits,
});

async function siteOf({ site: named, config, environment }: Options, io: Io): Promise<SiteKnowledge> {
  const place = resolve(io.cwd, config ?? siteFolder);
  if (config !== undefined && !(await stat(place).catch(() => undefined))?.isDirectory()) throw new Error(`${place} is no folder`);
  const folder = await readSiteFolder(place);
  const files = await Promise.all(
    siteRoles.map(async ({ id }) => {
      const patterns = named.get(id) ?? [];
      if (patterns.length === 0) return folder.filter(({ role }) => role === id);
      const paths = await Promise.all(patterns.map((pattern) => expandGlob(pattern, io.cwd)));
      return Promise.all([...new Set(paths.flat())].map((path) => readSiteFile(id, path)));
    }),
  );
  const site = readSite(files.flat());
  const known = site.inventory.environments.map(({ name }) => name);
  if (environment !== undefined && known.length > 0 && !known.includes(environment)) {
    throw new UsageError(`no inventory tells of "${environment}", only of ${known.join(', ')}`);
  }
  for (const { path, line, message } of site.problems) io.err(`${visible(`${path}:${line + 1}: ${message}`)}\n`);
  return site;
}

async function reportOf(review: Review, opened: OpenedPackage, { format }: Options, io: Io): Promise<string> {
  const sha256 = format.tellsDigest ? await sha256OfFile(opened) : undefined;
  return format.write(review, {
    generatedAt: io.now(),
    toolVersion: version,
    patched: [],
    newOnly: true,
    ...(sha256 && { sha256 }),
    ...(io.colour && { paint: ansi }),
  });
}

function progressOf(path: string, io: Io): Step {
  if (!io.progress) return () => undefined;
  let shown = 0;
  return (done, total) => {
    const percent = Math.floor((done / Math.max(1, total)) * 100);
    if (percent === shown) return;
    shown = percent;
    io.err(`\r${visible(path)}: ${percent} %\u001b[K`);
  };
}

function clearProgress(io: Io): void {
  if (io.progress) io.err('\r\u001b[K');
}
