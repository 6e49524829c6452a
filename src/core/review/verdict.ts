import { asSureAs, countOf, severities, type Finding, type Severity } from '../rules/finding';
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
  /** The package holds nothing, or nothing that could be read as something. */
  | { readonly code: 'nothing-read'; readonly files: number }
  /** A file that was named as describing the site gave nothing. */
  | { readonly code: 'site-unreadable'; readonly path: string };

/**
 * Blockers make it no-go; errors, warnings and gaps that decide something make it conditional; notes do not matter, nor does
 * what is only possible. Where nothing was understood, or a file of the site that somebody named cannot be read, nobody can judge.
 */
export function judge(
  all: readonly Finding[],
  open: readonly NotChecked[],
  { files, reviewed }: Pick<Coverage, 'files' | 'reviewed'>,
  unreadableSite: readonly string[],
): Verdict {
  const findings = asSureAs(all, 'likely');
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
  for (const { what, decisive } of open) if (decisive) reasons.push({ code: 'not-checked', what });
  const blocked = findings.some(({ severity }) => severity === 'blocker');
  return {
    decision: blocked ? 'no-go' : unjudged.length > 0 ? 'cannot-judge' : reasons.length > 0 ? 'conditions' : 'go',
    reasons: [...unjudged, ...reasons],
  };
}
