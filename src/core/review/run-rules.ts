import type { ReportedFinding, ReviewedSite, Rule } from '../rules/rule';
import type { Subject, UpgradePackage } from '../subject/subject';

/** What one rule said of one subject; `failed`: it threw this after its reports. */
export interface Outcome {
  readonly path: string;
  readonly reports: readonly ReportedFinding[];
  readonly failed?: { readonly error: unknown };
}

/** What a rule said last time, and what it had looked at. */
export interface RuleRun {
  /** Everything that the rule declares to read, but its own subject. */
  readonly inputs: readonly unknown[];
  readonly subjects: readonly (Subject | UpgradePackage)[];
  readonly outcomes: ReadonlyMap<Subject | UpgradePackage, Outcome>;
  /** Those that have something to tell. */
  readonly telling: readonly Outcome[];
}

/**
 * Runs the rules that have something new to look at; what the others said last time holds. A rule on files runs again on
 * the files that changed, or on all if something else that it declares to read did; a rule on the package if any of it did.
 */
export async function runRules(
  rules: readonly Rule[],
  site: ReviewedSite,
  runs: Map<string, RuleRun>,
  pause: (path: string) => Promise<void> | void,
): Promise<(readonly [Rule, Outcome])[]> {
  const found: (readonly [Rule, Outcome])[] = [];
  for (const rule of rules) {
    const run = await runRule(rule, site, runs.get(rule.id), pause);
    runs.set(rule.id, run);
    for (const outcome of run.telling) found.push([rule, outcome]);
  }
  return found;
}

async function runRule(
  rule: Rule,
  site: ReviewedSite,
  before: RuleRun | undefined,
  pause: (path: string) => Promise<void> | void,
): Promise<RuleRun> {
  const inputs = inputsOf(rule, site);
  const known = before && sameItems(before.inputs, inputs) ? before : undefined;
  // That the package is another object says nothing: all that the rule reads of it is among the inputs.
  if (known && rule.target === 'package') return known;
  const subjects = rule.target === 'package' ? [site.package] : site.package.subjects[rule.target];
  if (known?.subjects === subjects) return known;
  const outcomes = new Map<Subject | UpgradePackage, Outcome>();
  for (const subject of subjects) {
    const kept = known?.outcomes.get(subject);
    const outcome = kept ?? outcomeOf(rule, subject, site);
    outcomes.set(subject, outcome);
    if (!kept) await pause(outcome.path);
  }
  return { inputs, subjects, outcomes, telling: [...outcomes.values()].filter(({ reports, failed }) => reports.length > 0 || failed) };
}

function inputsOf({ target, reads }: Rule, { package: reviewed, inventory, catalog, environment, baseline }: ReviewedSite): unknown[] {
  const site = [inventory, catalog, environment];
  if (!reads && target !== 'package' && target !== 'archive') return site;
  const lists = (reads ?? []).map((read) => (read === 'baseline' ? baseline : reviewed.subjects[read]));
  return [...site, reviewed.files, reviewed.manifest, ...lists];
}

function outcomeOf(rule: Rule, subject: Subject | UpgradePackage, site: ReviewedSite): Outcome {
  const path = 'path' in subject ? subject.path : '';
  const reports: ReportedFinding[] = [];
  try {
    rule.run(subject, site, (reported) => reports.push(reported));
  } catch (error) {
    return { path: path || (site.package.files[0]?.path ?? ''), reports, failed: { error } };
  }
  return { path, reports };
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
