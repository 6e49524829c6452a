import type { Catalog } from '../catalog/catalog';
import type { SiteFile } from '../catalog/site-folder';
import type { Note } from '../catalog/note';
import type { Waiver } from '../catalog/waiver';
import type { Inventory, InventorySource } from '../inventory/inventory';
import { comparePackages, type ComparedPackage } from '../compare/changes';
import { changedDefaults } from '../compare/defaults';
import { checkLists, type CheckedList, type CheckedLists } from '../compare/listed-files';
import { steppedVersionOf } from '../compare/previous';
import { versionStep } from '../compare/version-step';
import { matrixOf, type Matrix } from '../inventory/matrix';
import { dependencies } from '../facts/needs/undeclared';
import { packageRoot } from '../package/root';
import { defaultLimits, type PackageLimits } from '../package/limits';
import type { Inspection, PackageSource, SourceEntry } from '../package/source';
import { pathsOfFix, type Finding } from '../rules/finding';
import { rules as everyRule } from '../rules/index';
import type { Rehearsal } from '../rehearse/rehearsal';
import type { ReportedFinding, ReviewedSite, Rule } from '../rules/rule';
import type { Digest } from '../parse/checksums';
import type { Verify } from '../parse/x509-signature';
import type { LookedAt } from '../subject/parse-file';
import type { Site, SiteFacts } from '../subject/site';
import type { UpgradePackage } from '../subject/subject';
import { newCache, type ReviewCache } from './cache';
import { identityOf, type PackageIdentity } from './identity';
import type { Comparison } from './comparison';
import { coverageOf, fileStates, type Coverage } from './coverage';
import { configChanges, type ConfigChange } from './config-changes';
import { findingMaker, inOrder } from './findings';
import type { NotChecked } from './gap';
import { lackingGaps, needGaps, withBroughtAlong } from './lacking-gaps';
import { byExpectation } from './expected-change';
import { announcedBy, type Announced } from './announced';
import { failureGaps, notChecked } from './not-checked';
import { packageView } from './package-view';
import { inProduction } from './in-production';
import { ownersOf } from './owners';
import { readAll, type Reader } from './read-files';
import { rehearsalGaps, reviewedRehearsal, type ReviewedRehearsal } from './reviewed-rehearsal';
import { restartsOf, type Restart } from './restarts';
import { riskOf, type Risk } from './risk';
import { serviceMap } from '../facts/service-map';
import { signingOf, type Signing } from './signing';
import { boundedOutcomes } from './finding-bounds';
import { boundedGaps } from './gap-bounds';
import { boundedMatrix } from './matrix-bounds';
import { effectKeys } from '../plan/news';
import { wholePlan } from '../plan/unpacked';
import { placedNotes, type PlacedNote } from './placed-notes';
import { planGaps } from './plan-gaps';
import { shownPlan, type ShownPlan } from './shown-plan';
import { fileLooker, runRules, type Looker, type Looks, type Outcome } from './run-rules';
import { shownChanges } from './shown-changes';
import type { OtherReaders } from './told-file';
import { shippedPackage, stillChanged, type ShippedRequest } from './shipped';
import { judge, type Verdict } from './verdict';
import { seriesGaps } from './series-gaps';
import { versionGaps } from './version-gaps';
import { applyWaivers } from './waivers';
import type { WaiverUse } from './waiver-use';
import type { SiteFinding } from './site-finding';
import { memo } from '../text/memo';
import { compareText } from '../text/order';
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
  /** What became of each waiver of the site. */
  readonly waivers: readonly WaiverUse[];
  /** What is wrong with files of the site, such as waivers that cover nothing; the verdict is not about it. */
  readonly siteFindings: readonly SiteFinding[];
  /** Fingerprints of findings on settings that production has already; the verdict counts them all the same. */
  readonly inProduction: ReadonlySet<string>;
  /** What it could cost, whatever the verdict. */
  readonly risk: Risk;
  /** Ids of the rules that ran; those on a rehearsal only did if there was one. */
  readonly ran: readonly string[];
  readonly matrix: Matrix;
  readonly configChanges: readonly ConfigChange[];
  readonly inventorySources: readonly InventorySource[];
  /** All files that describe the site. */
  readonly siteFiles: readonly SiteFileName[];
  readonly notChecked: readonly NotChecked[];
  readonly coverage: Coverage;
  /** What reviewers say of its lines. */
  readonly notes: readonly PlacedNote[];
  /** Who vouches for it, and whom the site trusts. */
  readonly signing: Signing;
  /** What the package would do to its hosts. */
  readonly plan: ShownPlan;
  /** Units that run on with what they have read before, unless they are restarted. */
  readonly restarts: readonly Restart[];
  readonly announced: Announced;
  /** Only if the request names the package that came before. */
  readonly comparison?: Comparison;
  /** Only if the migrations were rehearsed. */
  readonly rehearsal?: ReviewedRehearsal;
}

export interface ReviewRequest {
  readonly source: PackageSource;
  readonly inventory: Inventory;
  readonly catalog: Catalog;
  readonly rules: readonly Rule[];
  /** What the site has accepted; without it nothing. */
  readonly waivers?: readonly Waiver[];
  /** What reviewers say of lines; without it nothing. */
  readonly notes?: readonly Note[];
  /** Rules that were switched off, for all files or for some: the report names them. */
  readonly switchedOff?: readonly string[];
  /** The environment that the verdict is about. */
  readonly environment: string;
  /** The host's cryptography: without it what signatures of certificates say is not checked. */
  readonly verify?: Verify;
  /** The host's digests: without them what checksum files say is not checked. */
  readonly digest?: Digest;
  /** Milliseconds since 1970: core has no clock. */
  readonly now?: number | undefined;
  /** Days for which what was collected counts as true; absent: as many as usual. */
  readonly inventoryDays?: number | undefined;
  /** `undefined`: the usual ones. */
  readonly limits?: PackageLimits;
  /** Files that were named as describing the site, and of which nothing could be used. */
  readonly unreadableSite?: readonly string[];
  /** What decides something and was not checked makes it no-go; without it conditional. */
  readonly blockUnchecked?: boolean;
  /** The files that inventory and catalog were read from. */
  readonly siteFiles?: readonly SiteFileName[];
  /** What would describe the site, but lies inside a package and was not believed. */
  readonly passedOver?: readonly string[];
  /** What took too long or too much memory before. */
  readonly leftOut?: LeftOut;
  readonly watch?: Watch;
  /** Without them this thread reads everything. */
  readonly others?: OtherReaders;
  /** Only if the package is patched: what the vendor changed is told without our patches. */
  readonly shipped?: ShippedRequest;
  /** What the rehearsal of its migrations has shown, perhaps before some of them changed. */
  readonly rehearsal?: Rehearsal | undefined;
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
  const { source, rules, inventory, baseline } = request;
  await expand(source, request, step);
  if (baseline) await expand(baseline.source, request, step);
  const own = source.entries.length;
  const total = own + (baseline?.source.entries.length ?? 0);
  const runnable = runnableOf(request);
  const reader = (of: 'package' | 'baseline', into: ReviewCache): Reader => ({
    files: into.files,
    named: into.named,
    looker: lookerFor(request, into.looks),
    begin: (path) => request.watch?.({ kind: 'file', of, path }),
    others: request.others,
    leftOut: (path) => request.leftOut?.get(unitKey({ kind: 'file', of, path })),
  });
  await readAll(source, reader('package', cache), (done, path) => step(done, total, path));
  const judged: Step = (_done, _count, path) => step(total, total, path);
  const inspection = await inspect(source, request, judged);
  const reviewed = viewOf(source, cache, inspection);
  const alone: ReviewedSite = { package: reviewed, ...siteFacts(request) };
  cache.site = alone;
  const lists = await listsOf(source, reviewed, request, request.shipped?.edited, cache, judged);
  if (baseline) await readAll(baseline.source, reader('baseline', baseline.cache), (done, path) => step(own + done, total, path));
  request.others?.end();
  const shipped = baseline && request.shipped && (await shippedPackage(request.shipped, cache, reader('package', cache)));
  const compared = baseline && (await compareWith(baseline, { ...request, rules: runnable }, alone, shipped, judged));
  if (compared) cache.older = compared.older;
  else delete cache.older;
  const site: ReviewedSite = {
    ...alone,
    ...(lists && { lists: lists.lists }),
    ...(compared && { baseline: { package: compared.older, changes: compared.changes } }),
    ...(request.rehearsal && { rehearsal: request.rehearsal }),
  };
  const { findings: told, likenesses, failures } = await findingsOf({ ...request, rules: runnable }, site, cache, judged);
  const known = new Set([...likenesses].flatMap(([fingerprint, likeness]) => (compared?.findings.has(likeness) ? [fingerprint] : [])));
  const [older, newer] = [compared && toldVersionOf(compared.older), toldVersionOf(reviewed)];
  const taken = versionStep(older, newer);
  const comparison: Comparison | undefined = compared && { ...compared.comparison, known, step: taken };
  const isKnown = ({ fingerprint }: Finding): boolean => known.has(fingerprint);
  const all = compared ? inOrder(byExpectation(told, { step: taken, older, newer, isKnown, rules, usual: everyRule })) : told;
  const identity = identityOf(source, reviewed);
  const ran = runnable.filter(({ reads = [] }) => request.rehearsal !== undefined || !reads.includes('rehearsal')).map(({ id }) => id);
  const { findings, waivers, notes } = applyWaivers(request.waivers ?? [], {
    findings: all,
    rules: everyRule,
    ran,
    package: identity,
    paths: source.entries.map(({ path }) => path),
    root: packageRoot(reviewed.files),
    now: startOfDay(request.now),
  });
  const manifest = reviewed.manifest;
  const declared = dependencies(reviewed);
  const matrix = withBroughtAlong(shownMatrix(matrixOf(declared, inventory)), declared, reviewed.files);
  const ofManifest = { ...matrix, rows: matrix.rows.slice(0, manifest?.syntax.dependencies.length ?? 0) };
  const plan = planOf(reviewed, compared?.older, cache);
  const rehearsed = request.rehearsal && reviewedRehearsal(request.rehearsal, alone);
  const states = fileStates(source.entries, cache.files, findings);
  const open = boundedGaps([
    ...notChecked(site, states, rules, [...(source.gaps ?? []), ...(inspection?.gaps ?? []), ...(lists?.gaps ?? [])], request),
    ...(compared ? [] : seriesGaps(reviewed)),
    ...versionGaps(ofManifest.rows, site),
    ...lackingGaps(ofManifest, site),
    ...needGaps(site),
    ...planGaps(plan, reviewed),
    ...rehearsalGaps(alone, rehearsed),
    ...failures,
  ]);
  const coverage = coverageOf(states);
  const already = inProduction(site, findings);
  const services = serviceMap(inventory.services, request.catalog.units);
  cache.states = states;
  cache.matrix = matrix;
  return {
    package: identity,
    environment: request.environment,
    verdict: judge({
      findings,
      open,
      coverage,
      unreadableSite: request.unreadableSite ?? [],
      blockUnchecked: request.blockUnchecked ?? false,
      ownersOf: ownersOf(plan, services),
      isAlready: ({ fingerprint }) => known.has(fingerprint) || already.has(fingerprint),
    }),
    coverage,
    findings,
    waivers,
    siteFindings: notes,
    inProduction: already,
    risk: riskOf({ findings, plan, inventory, environment: request.environment, services }),
    ran,
    matrix: boundedMatrix(matrix, request.environment),
    configChanges: configChanges(site),
    inventorySources: inventory.sources,
    siteFiles: request.siteFiles ?? [],
    notChecked: open,
    notes: await placedNotes(request.notes ?? [], { source, root: packageRoot(reviewed.files), files: cache.files }),
    signing: signingOf(reviewed, request.catalog, request.verify),
    plan,
    restarts: restartsOf(plan, site, { services, renamed: request.catalog.units }),
    announced: announcedBy(site),
    ...(comparison && { comparison }),
    ...(rehearsed && { rehearsal: rehearsed }),
  };
}

export type LookRequest = Pick<
  ReviewRequest,
  'rules' | 'inventory' | 'catalog' | 'environment' | 'verify' | 'now' | 'inventoryDays' | 'leftOut'
>;

/** What looks at single files for a review, perhaps in another thread. */
export const lookerFor = (request: LookRequest, looks: Looks): Looker => fileLooker(runnableOf(request), siteFacts(request), looks);

const runnableOf = ({ rules, leftOut }: LookRequest): readonly Rule[] =>
  rules.filter(({ id }) => !leftOut?.has(unitKey({ kind: 'rule', id })));

const siteFacts = ({ inventory, catalog, environment, verify, now, inventoryDays }: LookRequest): SiteFacts => ({
  inventory,
  catalog,
  environment,
  verify,
  now: startOfDay(now),
  inventoryDays,
});

/** What rules said holds for the day: with every second they would look at everything again. */
const startOfDay = (time: number | undefined): number | undefined => (time === undefined ? undefined : time - (time % 86_400_000));

/** Ranges are the vendor's words, and may be addresses with what opens them. */
const shownMatrix = ({ columns, rows }: Matrix): Matrix => ({
  columns,
  rows: rows.map((row) => ({ ...row, ...(row.required !== undefined && { required: redact(row.required) }) })),
});

async function compareWith(
  { source, cache }: BaselineRequest,
  request: ReviewRequest,
  site: Site,
  shipped: ComparedPackage | undefined,
  step: Step,
) {
  const older = viewOf(source, cache, await inspect(source, request, step));
  const lists = await listsOf(source, older, request, undefined, cache, step);
  const { likenesses } = await findingsOf(request, { ...site, package: older, ...(lists && { lists: lists.lists }) }, cache, step);
  const patched = request.shipped?.edited ?? new Set<string>();
  const own = shipped ?? { source: request.source, parsed: site.package };
  const vendors = await comparePackages({ source, parsed: older }, own, () => step(1, 1, ''));
  const changes = shipped ? stillChanged(vendors, { defaults: changedDefaults(older, site.package) }, patched) : vendors;
  const comparison = { package: identityOf(source, older), changes: shownChanges(vendors), patched };
  return { older, changes, comparison, findings: new Set(likenesses.values()) };
}

const versionOf = ({ manifest }: UpgradePackage): string | undefined => manifest?.syntax.version?.value;

/** Of the manifest, else of the file's name: most archives have no manifest of ours. */
function toldVersionOf(told: UpgradePackage): string | undefined {
  const version = versionOf(told);
  return steppedVersionOf({ file: told.name, ...(version !== undefined && { version }) });
}

function planOf(own: UpgradePackage, older: UpgradePackage | undefined, { files }: ReviewCache): ShownPlan {
  const known = older && effectKeys(wholePlan(older), versionOf(older));
  return shownPlan(wholePlan(own), files, versionOf(own), known);
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

/** Checksum files are read by nobody else. */
const listAsFile = memo(({ text }: CheckedList): LookedAt => ({ text, subjects: [] }));

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

const readOnlyPaths = memo(
  (files: readonly SourceEntry[]): ReadonlySet<string> => new Set(files.filter((file) => file.readOnly).map(({ path }) => path)),
);

/** Without what is switched off in the files that it was found in. */
function wantedOf({ settingAt }: Rule, outcome: Outcome): Pick<Outcome, 'reports'> {
  return settingAt ? { reports: outcome.reports.filter(({ path }) => settingAt(path) !== 'off') } : outcome;
}

/** With the severity that was chosen for a file. */
function atFile(rule: Rule, path: string): Rule {
  const setting = rule.settingAt?.(path) ?? 'off';
  return setting === 'off' ? rule : { ...rule, severity: setting };
}

async function findingsOf({ rules, watch }: ReviewRequest, site: ReviewedSite, cache: ReviewCache, step: Step) {
  const lists = new Map(site.lists?.map((list) => [list.path, listAsFile(list)]));
  const textOf = (path: string): LookedAt | undefined => {
    const read = cache.files.get(path);
    return read && 'subjects' in read ? read : (lists.get(path) ?? read);
  };
  const make = findingMaker(textOf, packageRoot(site.package.files));
  const readOnly = readOnlyPaths(site.package.files);
  const canBeFixed = ({ fix }: ReportedFinding): boolean => !fix || !pathsOfFix(fix).some((path) => readOnly.has(path));
  const total = site.package.files.length;
  const outcomes = await runRules(rules, site, fileLooker(rules, site, cache.looks), cache.runs, {
    begin: (id) => watch?.({ kind: 'rule', id }),
    pause: (path) => step(total, total, path),
  });
  const wanted = outcomes.map(([rule, outcome]) => [rule, wantedOf(rule, outcome)] as const);
  // Of equal lines each is told by its number, whatever order a rule looks at them in.
  const byPlace = boundedOutcomes(wanted).sort(([, a], [, b]) => compareText(a.path, b.path) || a.span.start - b.span.start);
  const findings = byPlace.map(([rule, reported]) => make(atFile(rule, reported.path), reported, canBeFixed(reported)));
  const failures = outcomes.flatMap(([rule, { path, failed }]) => (failed ? [{ rule, path, error: failed.error }] : []));
  return {
    findings: inOrder([...findings, ...failures.map(({ rule, path, error }) => make.failed(rule, path, error))]),
    likenesses: make.likenesses,
    failures: failureGaps(failures.map(({ rule, path }) => ({ id: rule.id, path }))),
  };
}
