import type { Catalog } from '../catalog/catalog';
import type { SiteFile } from '../catalog/site-folder';
import type { Inventory, InventorySource } from '../inventory/inventory';
import { comparePackages } from '../compare/changes';
import { buildMatrix, type Matrix } from '../inventory/matrix';
import { packageRoot } from '../package/root';
import { defaultLimits, type PackageLimits } from '../package/limits';
import type { Inspection, PackageSource, SourceEntry } from '../package/source';
import type { Finding } from '../rules/finding';
import type { ReportedFinding, ReviewedSite, Rule } from '../rules/rule';
import { namedScripts } from '../facts/scripts/called-files';
import { targets } from '../subject/group';
import { parseFile, type LookedAt, type Passed, type ReadSql } from '../subject/parse-file';
import type { Verify } from '../parse/x509-signature';
import type { Site } from '../subject/site';
import type { Subject, Target, UpgradePackage } from '../subject/subject';
import { newCache, type ParsedFiles, type ReviewCache } from './cache';
import { identityOf, type PackageIdentity } from './identity';
import { shownChanges, type Comparison } from './comparison';
import { coverageOf, fileStates, type Coverage } from './coverage';
import { configChanges, type ConfigChange } from './config-changes';
import { findingMaker } from './findings';
import type { NotChecked } from './gap';
import { notChecked } from './not-checked';
import { packageView } from './package-view';
import { fileRules, runRules, type LookAt } from './run-rules';
import { judge, type Verdict } from './verdict';
import { versionGaps } from './version-gaps';
import { errorText } from '../text/error-text';
import { redact } from '../text/redact';
import { unitKey, type LeftOut, type Watch } from './watch';

export type SiteFileName = Pick<SiteFile, 'role' | 'path'>;

/** The waist of the program: everything after it only reads. */
export interface Review {
  readonly package: PackageIdentity;
  readonly environment: string;
  readonly verdict: Verdict;
  /** Ordered by severity, then path and place. */
  readonly findings: readonly Finding[];
  readonly matrix: Matrix;
  readonly configChanges: readonly ConfigChange[];
  readonly inventorySources: readonly InventorySource[];
  /** All files that describe the site. */
  readonly siteFiles: readonly SiteFileName[];
  readonly notChecked: readonly NotChecked[];
  readonly coverage: Coverage;
  /** Only if the request names the package that came before. */
  readonly comparison?: Comparison;
}

export interface ReviewRequest {
  readonly source: PackageSource;
  readonly inventory: Inventory;
  readonly catalog: Catalog;
  readonly rules: readonly Rule[];
  /** Ids of rules that the user switched off: the report names them. */
  readonly switchedOff?: readonly string[];
  /** The environment that the verdict is about. */
  readonly environment: string;
  /** The host's cryptography: without it what signatures of certificates say is not checked. */
  readonly verify?: Verify;
  /** `undefined`: the usual ones. */
  readonly limits?: PackageLimits;
  /** Files that were named as describing the site, and of which nothing could be used. */
  readonly unreadableSite?: readonly string[];
  /** The files that inventory and catalog were read from. */
  readonly siteFiles?: readonly SiteFileName[];
  /** Site folders inside the package, which were not believed. */
  readonly passedOver?: readonly string[];
  /** What took too long or too much memory before. */
  readonly leftOut?: LeftOut;
  readonly watch?: Watch;
  /** Reads files of SQL in another thread. */
  readonly readSql?: ReadSql;
  /** The package that came before: rules on the difference run, and findings that it has as well are told apart. */
  readonly baseline?: BaselineRequest;
}

export interface BaselineRequest {
  readonly source: PackageSource;
  /** Keep it between reviews, as the one of the package. */
  readonly cache: ReviewCache;
}

/**
 * Called between files and between rules: the host shows progress, lets others run, and throws to cancel.
 * `path` is the file at hand.
 */
export type Step = (done: number, total: number, path: string) => Promise<void> | void;

export async function reviewPackage(
  request: ReviewRequest,
  step: Step = () => undefined,
  cache: ReviewCache = newCache(),
): Promise<Review> {
  const { source, rules, inventory, catalog, environment, verify, baseline } = request;
  await expand(source, request, step);
  if (baseline) await expand(baseline.source, request, step);
  const own = source.entries.length;
  const total = own + (baseline?.source.entries.length ?? 0);
  const runnable = rules.filter(({ id }) => !request.leftOut?.has(unitKey({ kind: 'rule', id })));
  const reader = (of: 'package' | 'baseline', into: ReviewCache): Reader => ({
    files: into.files,
    named: into.named,
    lookAt: fileRules(runnable, { inventory, catalog, environment, verify }, into.looks),
    begin: (path) => request.watch?.({ kind: 'file', of, path }),
    readSql: request.readSql,
    leftOut: (path) => request.leftOut?.get(unitKey({ kind: 'file', of, path })),
  });
  await readAll(source, reader('package', cache), (done, path) => step(done, total, path));
  const judged: Step = (_done, _count, path) => step(total, total, path);
  const inspection = await inspect(source, request, judged);
  const reviewed = viewOf(source, cache, inspection);
  const alone: Site = { package: reviewed, inventory, catalog, environment, verify };
  if (baseline) await readAll(baseline.source, reader('baseline', baseline.cache), (done, path) => step(own + done, total, path));
  const compared = baseline && (await compareWith(baseline, { ...request, rules: runnable }, alone, judged));
  const site: ReviewedSite = { ...alone, ...(compared && { baseline: { package: compared.older, changes: compared.changes } }) };
  const findings = await findingsOf({ ...request, rules: runnable }, site, cache, judged);
  const manifest = reviewed.manifest;
  const matrix = shownMatrix(buildMatrix(manifest?.path ?? '', manifest?.syntax, inventory));
  const states = fileStates(source.entries, cache.files, findings);
  const open = [
    ...notChecked(site, states, rules, [...(source.gaps ?? []), ...(inspection?.gaps ?? [])], request),
    ...versionGaps(matrix.rows, site),
  ];
  const coverage = coverageOf(states);
  cache.states = states;
  return {
    package: identityOf(source, reviewed),
    environment,
    verdict: judge(findings, open, coverage, request.unreadableSite ?? []),
    coverage,
    findings,
    matrix,
    configChanges: configChanges(site),
    inventorySources: inventory.sources,
    siteFiles: request.siteFiles ?? [],
    notChecked: open,
    ...(compared && { comparison: compared.comparison }),
  };
}

/** Ranges are the vendor's words, and may be addresses with what opens them. */
const shownMatrix = ({ columns, rows }: Matrix): Matrix => ({
  columns,
  rows: rows.map((row) => ({ ...row, ...(row.required !== undefined && { required: redact(row.required) }) })),
});

async function compareWith({ source, cache }: BaselineRequest, request: ReviewRequest, site: Site, step: Step) {
  const older = viewOf(source, cache, await inspect(source, request, step));
  const findings = await findingsOf(request, { ...site, package: older }, cache, step);
  const changes = await comparePackages({ source, parsed: older }, { source: request.source, parsed: site.package }, () => step(1, 1, ''));
  const known = new Set(findings.map(({ fingerprint }) => fingerprint));
  const comparison: Comparison = { package: identityOf(source, older), changes: shownChanges(changes), known };
  return { older, changes, comparison };
}

const expand = async (source: PackageSource, { limits = defaultLimits }: ReviewRequest, step: Step): Promise<void> =>
  source.expand?.(limits, (entry) => step(0, 1, entry));

function viewOf(source: PackageSource, cache: ReviewCache, inspection: Inspection | undefined): UpgradePackage {
  cache.package = packageView(source, cache.files, inspection, cache.package);
  return cache.package;
}

/** Only if a rule asks: it reads the whole archive. */
async function inspect(source: PackageSource, { rules, limits }: ReviewRequest, step: Step): Promise<Inspection | undefined> {
  if (!rules.some(({ target }) => target === 'archive')) return undefined;
  return source.inspect?.(limits ?? defaultLimits, (entry) => step(1, 1, entry));
}

/** How the files of one package are read. */
interface Reader {
  readonly files: ParsedFiles;
  /** Files that are read as scripts because scripts name them, and what they were taken for before. */
  readonly named: Map<string, Passed>;
  readonly lookAt: LookAt;
  readonly begin: (path: string) => void;
  readonly leftOut: (path: string) => string | undefined;
  readonly readSql: ReadSql | undefined;
}

const allTargets: ReadonlySet<Target> = new Set(targets);

/** Files that are read while one is parsed. */
const readAhead = 8;

/** Reads what is new, each file once: parses it, asks the rules on files, gathers facts for the others. */
async function readAll(source: PackageSource, reader: Reader, step: (done: number, path: string) => Promise<void> | void): Promise<void> {
  const { files } = reader;
  const present = new Set(source.entries.map(({ path }) => path));
  for (const path of files.keys()) if (!present.has(path)) files.delete(path);
  const coming: (readonly [SourceEntry, Promise<LookedAt>])[] = [];
  let done = 0;
  const finish = async (left: number) => {
    for (let next = coming[0]; next && coming.length > left; next = coming[0]) {
      void coming.shift();
      const [{ path }, reading] = next;
      // Whatever else was begun since: this is what is waited for.
      reader.begin(path);
      files.set(path, await reading);
      await step(++done, path);
    }
  };
  for (const entry of source.entries) {
    if (files.has(entry.path)) done++;
    else coming.push([entry, readFile(source, entry, reader)]);
    await finish(readAhead);
  }
  await finish(0);
  await readNamedScripts(source, reader, (path) => step(done, path));
}

/**
 * A script may be called anything: what others read in or give to a shell is read as one, and what that names in turn. What
 * nobody names any more is again what it was.
 */
async function readNamedScripts(source: PackageSource, reader: Reader, step: (path: string) => Promise<void> | void): Promise<void> {
  const { files, named } = reader;
  for (const path of named.keys()) if (!files.has(path)) named.delete(path);
  const passed = passedByName(source, reader);
  const asked = new Set<string>();
  const meant = new Set<string>();
  const waiting = [...files].flatMap(([path, file]) => (named.has(path) ? [] : scriptsIn(file)));
  for (const script of waiting) {
    const { read, run } = namedScripts(script);
    for (const [names, certain] of [
      [read, true],
      [run, false],
    ] as const) {
      for (const name of names.map(baseName)) {
        if (asked.has(`${name}:${certain}`)) continue;
        asked.add(`${name}:${certain}`);
        for (const { entry, as } of passed.get(name) ?? []) {
          if (meant.has(entry.path) || (!certain && as.nature.language !== undefined)) continue;
          const found = named.has(entry.path) ? files.get(entry.path) : await readFile(source, entry, reader, true);
          if (!found || !(certain || 'subjects' in found)) continue;
          meant.add(entry.path);
          named.set(entry.path, as);
          files.set(entry.path, found);
          waiting.push(...scriptsIn(found));
          await step(entry.path);
        }
      }
    }
  }
  for (const [path, as] of named) {
    if (meant.has(path)) continue;
    named.delete(path);
    files.set(path, as);
  }
}

const scriptsIn = (file: LookedAt): Subject<'shell'>[] =>
  'subjects' in file ? file.subjects.filter((subject): subject is Subject<'shell'> => subject.target === 'shell') : [];

/** More files of one name, and nobody knows which is meant. */
const mostNamesakes = 100;

interface PassedFile {
  readonly entry: SourceEntry;
  readonly as: Passed;
}

function passedByName({ entries }: PackageSource, { files, named }: Reader): ReadonlyMap<string, readonly PassedFile[]> {
  const byName = new Map<string, PassedFile[]>();
  for (const entry of entries) {
    const as = named.get(entry.path) ?? files.get(entry.path);
    if (!as || !('nature' in as) || entry.symlink || entry.size === 0) continue;
    const name = baseName(entry.path);
    const alike = byName.get(name) ?? [];
    byName.set(name, alike);
    if (alike.length < mostNamesakes) alike.push({ entry, as });
  }
  return byName;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

async function readFile(
  source: PackageSource,
  entry: SourceEntry,
  { lookAt, begin, leftOut, readSql }: Reader,
  asScript = false,
): Promise<LookedAt> {
  const { path } = entry;
  const why = leftOut(path);
  if (why !== undefined) return { path, why };
  try {
    const file = await parseFile(source, entry, allTargets, { begin: () => begin(path), asScript, ...(readSql && { readSql }) });
    begin(path);
    if ('subjects' in file) file.subjects.forEach(lookAt);
    return file;
  } catch (error) {
    return { path, why: `could not be read: ${errorText(error)}` };
  }
}

async function findingsOf({ rules, watch }: ReviewRequest, site: ReviewedSite, cache: ReviewCache, step: Step): Promise<Finding[]> {
  const make = findingMaker((path) => cache.files.get(path), packageRoot(site.package.files));
  const readOnly = new Set(site.package.files.flatMap((file) => (file.readOnly ? [file.path] : [])));
  const canBeFixed = ({ fix }: ReportedFinding): boolean => !fix?.edits.some(({ path }) => readOnly.has(path));
  const total = site.package.files.length;
  const outcomes = await runRules(rules, site, fileRules(rules, site, cache.looks), cache.runs, {
    begin: (id) => watch?.({ kind: 'rule', id }),
    pause: (path) => step(total, total, path),
  });
  const findings = outcomes.flatMap(([rule, { path, reports, failed }]) => [
    ...reports.map((reported) => make(rule, reported, canBeFixed(reported))),
    ...(failed ? [make.failed(rule, path, failed.error)] : []),
  ]);
  return make.ordered(findings);
}
