import type { CheckedList } from '../compare/listed-files';
import { reachesHosts } from '../facts/scripts/reaching-hosts';
import { packageRoot } from '../package/root';
import type { SourceEntry } from '../package/source';
import { isWorse, pathsOfFix } from '../rules/finding';
import type { ReportedFinding, ReviewedSite, Rule } from '../rules/rule';
import type { LookedAt } from '../subject/parse-file';
import { memo } from '../text/memo';
import { compareText } from '../text/order';
import type { ReviewCache } from './cache';
import { boundedOutcomes } from './finding-bounds';
import { findingMaker, inOrder } from './findings';
import { failureGaps } from './not-checked';
import type { ReviewRequest, Step } from './request';
import { fileLooker, runRules, type Outcome } from './run-rules';

/** Checksum files are read by nobody else. */
const listAsFile = memo(({ text }: CheckedList): LookedAt => ({ text, subjects: [] }));

/** What rules read as SQL stands there in other words: what they would write is none of these. */
const isToldOtherwise = (read: LookedAt | undefined): boolean =>
  read !== undefined && 'subjects' in read && read.subjects.some((subject) => subject.target === 'sql' && 'unread' in subject.syntax);

const readOnlyPaths = memo(
  (files: readonly SourceEntry[]): ReadonlySet<string> => new Set(files.filter((file) => file.readOnly).map(({ path }) => path)),
);

/** Without what is switched off in the files that it was found in. */
function wantedOf({ settingAt }: Rule, outcome: Outcome): Pick<Outcome, 'reports'> {
  return settingAt ? { reports: outcome.reports.filter(({ path }) => settingAt(path) !== 'off') } : outcome;
}

/** With the severity that was chosen for a file, else with that which it has where the file lies. */
function atFile(rule: Rule, path: string, reaches: (path: string) => boolean): Rule {
  const setting = rule.settingAt?.(path) ?? 'off';
  if (setting !== 'off') return { ...rule, severity: setting };
  return rule.whereInstalled && isWorse(rule.severity, 'warning') && !reaches(path) ? { ...rule, severity: 'warning' } : rule;
}

/** Asks every rule; `likenesses` tells findings of two packages that are the same in otherwise other lines. */
export async function findingsOf({ rules, watch }: ReviewRequest, site: ReviewedSite, cache: ReviewCache, step: Step) {
  const lists = new Map(site.lists?.map((list) => [list.path, listAsFile(list)]));
  const textOf = (path: string): LookedAt | undefined => {
    const read = cache.files.get(path);
    return read && 'subjects' in read ? read : (lists.get(path) ?? read);
  };
  const make = findingMaker(textOf, packageRoot(site.package.files));
  const readOnly = readOnlyPaths(site.package.files);
  const canBeFixed = ({ fix }: ReportedFinding): boolean =>
    !fix || !pathsOfFix(fix).some((path) => readOnly.has(path) || isToldOtherwise(textOf(path)));
  const total = site.package.files.length;
  const outcomes = await runRules(rules, site, fileLooker(rules, site, cache.looks), cache.runs, {
    begin: (id) => watch?.({ kind: 'rule', id }),
    pause: (path) => step(total, total, path),
  });
  const wanted = outcomes.map(([rule, outcome]) => [rule, wantedOf(rule, outcome)] as const);
  // Of equal lines each is told by its number, whatever order a rule looks at them in.
  const byPlace = boundedOutcomes(wanted).sort(([, a], [, b]) => compareText(a.path, b.path) || a.span.start - b.span.start);
  const reaches = reachesHosts(site.package);
  const findings = byPlace.map(([rule, reported]) => make(atFile(rule, reported.path, reaches), reported, canBeFixed(reported)));
  const failures = outcomes.flatMap(([rule, { path, failed }]) => (failed ? [{ rule, path, error: failed.error }] : []));
  return {
    findings: inOrder([...findings, ...failures.map(({ rule, path, error }) => make.failed(rule, path, error))]),
    likenesses: make.likenesses,
    failures: failureGaps(failures.map(({ rule, path }) => ({ id: rule.id, path }))),
  };
}
