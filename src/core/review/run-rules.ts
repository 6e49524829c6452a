import type { ReportedFinding, ReviewedSite, Rule } from '../rules/rule';
import { gatherFacts } from '../subject/fact';
import type { SiteFacts } from '../subject/site';
import type { Subject, Target, UpgradePackage } from '../subject/subject';
import { sameItems } from '../text/memo';
import { boundedByFile } from './finding-bounds';

/** What one rule said of one subject; `failed`: it threw this after its reports. */
export interface Outcome {
  readonly path: string;
  readonly reports: readonly ReportedFinding[];
  readonly failed?: { readonly error: unknown };
}

/** What a rule said last time, and everything that it had looked at. */
export interface RuleRun {
  readonly inputs: readonly unknown[];
  /** Those that have something to tell. */
  readonly outcomes: readonly Outcome[];
}

/** What the rules on files said of one subject, by rule id. */
interface Look {
  readonly inputs: readonly unknown[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** What happens around the work of rules. */
interface Around {
  /** A rule begins to look. */
  readonly begin: (id: string) => void;
  readonly pause: (path: string) => Promise<void> | void;
}

export type Looks = WeakMap<Subject, Look>;

/** The rules on files, at one package and one site. What was seen is kept for as long as the file stays as it is. */
export interface Looker {
  /** What they say of a file, by rule id. Facts for the other rules are gathered on the way, while its parsed form is at hand. */
  readonly look: (subject: Subject) => ReadonlyMap<string, Outcome>;
  /** What they have said elsewhere. */
  readonly know: (subject: Subject, outcomes: ReadonlyMap<string, Outcome>) => void;
}

const seesPackage = ({ target, reads }: Rule): boolean => reads !== undefined || target === 'package' || target === 'archive';

export function fileLooker(rules: readonly Rule[], site: SiteFacts, looks: Looks): Looker {
  const alone = rules.filter((rule) => !seesPackage(rule));
  const inputs = [site.inventory, site.catalog, site.environment, site.now, ...alone.map(({ id }) => id)];
  // Most files are in order, and there are many of them.
  const clean: Look = { inputs, outcomes: new Map() };
  const know: Looker['know'] = (subject, outcomes) => void looks.set(subject, outcomes.size > 0 ? { inputs, outcomes } : clean);
  return {
    look(subject) {
      const known = looks.get(subject);
      if (known && sameItems(known.inputs, inputs)) return known.outcomes;
      const outcomes = new Map<string, Outcome>();
      for (const rule of alone) {
        if (rule.target !== subject.target) continue;
        const outcome = outcomeOf(rule, subject, site, subject.path);
        if (tells(outcome)) outcomes.set(rule.id, outcome);
      }
      gatherFacts(subject);
      know(subject, outcomes);
      return outcomes;
    },
    know,
  };
}

/**
 * What all rules say. Those on files were asked file by file; of the others those run again that declared to read something
 * which is another object than before.
 */
export async function runRules(
  rules: readonly Rule[],
  site: ReviewedSite,
  { look }: Looker,
  runs: Map<string, RuleRun>,
  around: Around,
): Promise<(readonly [Rule, Outcome])[]> {
  const found: (readonly [Rule, Outcome])[] = [];
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const subjects of Object.values(site.package.subjects)) {
    for (const subject of subjects) {
      for (const [id, outcome] of look(subject)) {
        const rule = byId.get(id);
        if (rule) found.push([rule, outcome]);
      }
    }
  }
  for (const rule of rules.filter(seesPackage)) {
    const run = await runRule(rule, site, runs.get(rule.id), around);
    runs.set(rule.id, run);
    for (const outcome of run.outcomes) found.push([rule, outcome]);
  }
  return found;
}

async function runRule(rule: Rule, site: ReviewedSite, before: RuleRun | undefined, { begin, pause }: Around): Promise<RuleRun> {
  const inputs = inputsOf(rule, site);
  if (before && sameItems(before.inputs, inputs)) return before;
  const outcomes: Outcome[] = [];
  for (const subject of rule.target === 'package' ? [site.package] : site.package.subjects[rule.target]) {
    begin(rule.id);
    const outcome = outcomeOf(rule, subject, site, 'path' in subject ? subject.path : (site.package.files[0]?.path ?? ''));
    if (tells(outcome)) outcomes.push(outcome);
    await pause(outcome.path);
  }
  return { inputs, outcomes };
}

function inputsOf({ target, reads = [] }: Rule, site: ReviewedSite): unknown[] {
  const { package: reviewed, inventory, catalog, environment, now, baseline, rehearsal, lists } = site;
  const own = target === 'package' ? undefined : reviewed.subjects[target];
  const others = { baseline, rehearsal, lists };
  const read = reads.map((one) => (one in others ? others[one as keyof typeof others] : reviewed.subjects[one as Target]));
  return [inventory, catalog, environment, now, reviewed.files, reviewed.manifest, own, ...read];
}

function outcomeOf(rule: Rule, subject: Subject | UpgradePackage, site: SiteFacts & Partial<ReviewedSite>, path: string): Outcome {
  const reports = boundedByFile();
  try {
    rule.run(subject, site, reports.take);
  } catch (error) {
    return { path, reports: reports.all(), failed: { error } };
  }
  return { path, reports: reports.all() };
}

const tells = ({ reports, failed }: Outcome): boolean => reports.length > 0 || failed !== undefined;
