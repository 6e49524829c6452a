import { asSureAs, countOf, severities, unwaived, type Finding, type Severity, type Waived } from '../rules/finding';
import { groupBy } from '../text/groups';
import type { Coverage } from './coverage';
import type { NotChecked } from './gap';

export interface Verdict {
  readonly decision: 'go' | 'conditions' | 'no-go' | 'cannot-judge';
  /** Why, most weighty first; empty only for `go`. */
  readonly reasons: readonly VerdictReason[];
}

export type VerdictReason =
  | { readonly code: 'findings'; readonly severity: Severity; readonly count: number; readonly rules: readonly string[] }
  | { readonly code: 'not-checked'; readonly what: string }
  /** What one waiver covers: it stops nothing, and its owner answers for it until it ends. */
  | ({ readonly code: 'waived'; readonly severity: Severity; readonly count: number; readonly rule: string } & Pick<
      Waived,
      'owner' | 'reason' | 'until'
    >)
  /** The package holds nothing, or nothing that could be read as something. */
  | { readonly code: 'nothing-read'; readonly files: number }
  /** A file that was named as describing the site gave nothing. */
  | { readonly code: 'site-unreadable'; readonly path: string };

/**
 * Blockers make it no-go unless somebody has waived them; what is waived, errors, warnings and gaps that decide something make it conditional; notes do not matter, nor does
 * what is only possible. Where nothing was understood, or a file of the site that somebody named cannot be read, nobody can judge.
 */
export function judge(
  all: readonly Finding[],
  open: readonly NotChecked[],
  { files, reviewed }: Pick<Coverage, 'files' | 'reviewed'>,
  unreadableSite: readonly string[],
): Verdict {
  const findings = asSureAs(unwaived(all), 'likely');
  const unjudged: VerdictReason[] = [
    ...(reviewed === 0 ? [{ code: 'nothing-read' as const, files }] : []),
    ...unreadableSite.map((path) => ({ code: 'site-unreadable' as const, path })),
  ];
  const reasons: VerdictReason[] = severities
    .filter((severity) => severity !== 'info')
    .flatMap((severity) => {
      const found = findings.filter((finding) => finding.severity === severity);
      if (found.length === 0) return [];
      return [{ code: 'findings' as const, severity, count: countOf(found), rules: [...new Set(found.map(({ rule }) => rule))] }];
    });
  reasons.push(...waivedReasons(asSureAs(all, 'likely')));
  for (const { what, decisive } of open) if (decisive) reasons.push({ code: 'not-checked', what });
  const blocked = findings.some(({ severity }) => severity === 'blocker');
  return {
    decision: blocked ? 'no-go' : unjudged.length > 0 ? 'cannot-judge' : reasons.length > 0 ? 'conditions' : 'go',
    reasons: [...unjudged, ...reasons],
  };
}

/** One for each waiver, by the place that it stands at, but of notes, which do not matter. */
function waivedReasons(findings: readonly Finding[]): VerdictReason[] {
  const waived = findings.flatMap((finding) =>
    finding.waived && finding.severity !== 'info' ? [{ finding, waived: finding.waived }] : [],
  );
  const byWaiver = groupBy(waived, ({ waived: { origin } }) => `${origin.path}\0${origin.span.start}`);
  return [...byWaiver.values()].map((alike) => {
    const [{ finding, waived: by }] = alike;
    const { owner, reason, until } = by;
    const count = countOf(alike.map((each) => each.finding));
    return { code: 'waived', severity: finding.severity, count, rule: finding.rule, owner, reason, until };
  });
}
