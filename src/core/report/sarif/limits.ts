import { severities, type Finding } from '../../rules/finding';

/** What GitHub's code scanning takes; a log with more is refused as a whole. */
const mostResults = 25_000;
const mostRuns = 20;

/** A part of a log that does not fit is told in it. */
export const notice = (text: string) => ({ level: 'warning' as const, message: { text } });

/** The most severe ones where there are too many, in their order. */
export function takenResults(findings: readonly Finding[], most = mostResults): { taken: readonly Finding[]; left: string | undefined } {
  if (findings.length <= most) return { taken: findings, left: undefined };
  const worst = findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)).slice(0, most);
  const kept = new Set(worst);
  const more = findings.length - most;
  return {
    taken: findings.filter((finding) => kept.has(finding)),
    left: `${more} ${more === 1 ? 'finding is' : 'findings are'} not in this log, none more severe than those that are: code scanning takes ${most} results of a run. The JSON report has them all.`,
  };
}

/** What is to be said of a log of that many packages. */
export const tooManyRuns = (runs: number): string | undefined =>
  runs > mostRuns
    ? `This log has ${runs} runs, one for each package, and code scanning takes ${mostRuns}: write a log for each package, or for fewer of them.`
    : undefined;
