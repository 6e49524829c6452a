import { rules as everyRule } from '../rules/index';
import { packageRoot } from '../package/root';
import { environmentOf, type InventorySource, type SiteProblem } from '../inventory/inventory';
import type { Matrix } from '../inventory/matrix';
import { serviceMap } from '../facts/service-map';
import type { Finding } from '../rules/finding';
import { againstOlder } from './against-older';
import { announcedBy, type Announced } from './announced';
import { newCache, type ReviewCache } from './cache';
import type { Comparison } from './comparison';
import { configChanges, type ConfigChange } from './config-changes';
import { coverageOf, fileStates, type Coverage } from './coverage';
import { gather } from './gather';
import type { NotChecked } from './gap';
import { identityOf, type PackageIdentity } from './identity';
import { inProduction } from './in-production';
import { boundedMatrix } from './matrix-bounds';
import { openGaps } from './open-gaps';
import { ownersIn, ownersOf, type Owners } from './owners';
import { packageMatrix } from './package-matrix';
import { placedNotes, type PlacedNote } from './placed-notes';
import { ranRules, runnableOf, startOfDay, type ReviewRequest, type SiteFileName, type Step } from './request';
import { restartsOf, type Restart } from './restarts';
import { touchedBy, type Touched } from './touched';
import { reviewedRehearsal, type ReviewedRehearsal } from './reviewed-rehearsal';
import { riskOf } from './risk';
import type { Risk } from './risk-axes';
import { findingsOf } from './run-findings';
import { planOf, type ShownPlan } from './shown-plan';
import { signingOf, type Signing } from './signing';
import type { SiteFinding } from './site-finding';
import { judge, type Verdict } from './verdict';
import type { WaiverUse } from './waiver-use';
import { applyWaivers } from './waivers';

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
  /** What of these could not be used: it counts as unknown. */
  readonly siteProblems: readonly Pick<SiteProblem, 'path' | 'line' | 'message'>[];
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
  readonly touched: Touched;
  readonly owners: Owners;
  readonly announced: Announced;
  /** Only if the request names the package that came before. */
  readonly comparison?: Comparison;
  /** Only if the migrations were rehearsed. */
  readonly rehearsal?: ReviewedRehearsal;
}

/** Of a window that is over, nothing. */
function windowEndOf({ inventory, environment, now }: ReviewRequest): { readonly windowEnd?: number } {
  const window = environmentOf(inventory, environment)?.window;
  const end = window ? Date.parse(window.start) + window.minutes * 60_000 : NaN;
  return Number.isNaN(end) || now === undefined || end < now ? {} : { windowEnd: end };
}

/** Reads the package, asks its rules, and judges: the same for the same request, whatever `cache` holds of reviews before. */
export async function reviewPackage(
  request: ReviewRequest,
  step: Step = () => undefined,
  cache: ReviewCache = newCache(),
): Promise<Review> {
  const { inventory, environment, catalog } = request;
  const { source, site, alone, compared, gaps, judging } = await gather(request, step, cache);
  const reviewed = site.package;
  const root = packageRoot(reviewed.files);
  const told = await findingsOf({ ...request, rules: runnableOf(request) }, site, cache, judging);
  const beside = compared && againstOlder(compared, reviewed, told, request.rules);
  const identity = identityOf(request.source, reviewed);
  const ran = ranRules(request);
  const { findings, waivers, notes } = applyWaivers(request.waivers ?? [], {
    findings: beside?.findings ?? told.findings,
    rules: everyRule,
    ran,
    package: identity,
    paths: source.entries.map(({ path }) => path),
    root,
    now: startOfDay(request.now),
    ...windowEndOf(request),
  });
  const matrix = packageMatrix(reviewed, inventory, catalog.advisories);
  const plan = planOf(reviewed, compared?.older, cache.files);
  const rehearsal = request.rehearsal && reviewedRehearsal(request.rehearsal, alone);
  const states = fileStates(source.entries, cache.files, findings);
  const open = openGaps({ request, site, alone, states, gaps, matrix, plan, rehearsal, failures: told.failures });
  const coverage = coverageOf(states);
  const already = inProduction(site, findings);
  const services = serviceMap(inventory.services, catalog.units);
  const owners = ownersIn(plan, services, reviewed);
  cache.states = states;
  cache.matrix = matrix;
  return {
    package: identity,
    environment,
    verdict: judge({
      findings,
      open,
      coverage,
      unreadableSite: request.unreadableSite ?? [],
      blockUnchecked: request.blockUnchecked ?? false,
      ownersOf: ownersOf(plan, services, owners),
      isAlready: ({ fingerprint }) => beside?.comparison.known.has(fingerprint) === true || already.has(fingerprint),
    }),
    coverage,
    findings,
    waivers,
    siteFindings: notes,
    inProduction: already,
    risk: riskOf({ findings, plan, inventory, environment, services }),
    ran,
    matrix: boundedMatrix(matrix, environment),
    configChanges: configChanges(site),
    inventorySources: inventory.sources,
    siteFiles: request.siteFiles ?? [],
    siteProblems: (request.siteProblems ?? []).map(({ path, line, message }) => ({ path, line, message })),
    notChecked: open,
    notes: await placedNotes(request.notes ?? [], { source, root, files: cache.files }),
    signing: signingOf(reviewed, catalog, request.verify),
    plan,
    restarts: restartsOf(plan, site, { services, renamed: catalog.units }),
    touched: touchedBy(plan, services),
    owners,
    announced: announcedBy(site),
    ...(beside && { comparison: beside.comparison }),
    ...(rehearsal && { rehearsal }),
  };
}
