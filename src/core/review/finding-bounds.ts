import { severities } from '../rules/finding';
import type { ReportedFinding, ReportHead, Rule, TakeReport } from '../rules/rule';
import { entryOf } from '../text/groups';

/** Findings of one rule in one file that are told one by one: nobody reads further, and a file of megabytes has a hundred thousand. */
export const mostPerFile = 1000;

/** Findings of a package that are told one by one: their report has about 50 MB. */
export const mostPerPackage = 50_000;

export interface BoundedReports {
  readonly take: TakeReport;
  readonly all: () => readonly ReportedFinding[];
}

/** Reports of one rule on one subject: what a file has beyond its bound is told in one report. */
export function boundedByFile(): BoundedReports {
  const perFile = new Map<string, number>();
  const hasRoom = ({ path }: ReportHead): boolean => {
    const before = perFile.get(path) ?? 0;
    perFile.set(path, before + 1);
    return before < mostPerFile;
  };
  return bounded(hasRoom, ({ path }) => path, 'this file');
}

/** Reports of one rule in a package that has `room` for that many. */
function boundedByPackage(room: number): BoundedReports {
  let left = room;
  return bounded(
    () => left-- > 0,
    () => '',
    'the package',
  );
}

/** What rules say of a package, the most severe first if it is too much. */
export function boundedOutcomes(
  outcomes: readonly (readonly [Rule, { readonly reports: readonly ReportedFinding[] }])[],
): (readonly [Rule, ReportedFinding])[] {
  const total = outcomes.reduce((sum, [, { reports }]) => sum + reports.length, 0);
  if (total <= mostPerPackage) return outcomes.flatMap(([rule, { reports }]) => reports.map((report) => [rule, report] as const));
  const byRule = new Map<Rule, ReportedFinding[]>();
  for (const [rule, { reports }] of outcomes) {
    const known = entryOf(byRule, rule, () => []);
    for (const report of reports) known.push(report);
  }
  const ranked = [...byRule].sort(([a], [b]) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  let room = mostPerPackage;
  return ranked.flatMap(([rule, all]) => {
    const reports = boundedByPackage(room);
    for (const report of all) reports.take(report, () => report);
    room = Math.max(0, room - all.length);
    return reports.all().map((report) => [rule, report] as const);
  });
}

/**
 * What is taken while there is room; the rest is counted, and told in one report for each group whose reports weigh the same,
 * at the place of the first of them.
 */
function bounded(hasRoom: (head: ReportHead) => boolean, groupOf: (head: ReportHead) => string, where: string): BoundedReports {
  const kept: ReportedFinding[] = [];
  const rest = new Map<string, { readonly first: ReportedFinding; count: number }>();
  return {
    take: (head, make) => {
      if (hasRoom(head)) {
        kept.push(make());
        return;
      }
      const key = [groupOf(head), head.confidence, head.atMost].join('\0');
      const group = entryOf(rest, key, () => ({ first: make(), count: 0 }));
      group.count += head.standsFor ?? 1;
    },
    all: () => [...kept, ...[...rest.values()].map(({ first, count }) => summaryOf(first, count, where))],
  };
}

/** A fix of one place would leave the others as they are. */
function summaryOf({ fix: _fix, ...first }: ReportedFinding, count: number, where: string): ReportedFinding {
  const message = `The first of ${count.toLocaleString('en')} more of this rule in ${where}, which are not listed: ${first.message}`;
  return { ...first, message, related: [], standsFor: count };
}
