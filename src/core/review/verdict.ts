import { asSureAs, severities, type Finding, type Severity } from '../rules/finding';
import type { NotChecked } from './not-checked';

export interface Verdict {
  readonly decision: 'go' | 'conditions' | 'no-go';
  /** Why, most weighty first; empty only for `go`. */
  readonly reasons: readonly VerdictReason[];
}

export type VerdictReason =
  | { readonly code: 'findings'; readonly severity: Severity; readonly count: number; readonly rules: readonly string[] }
  | { readonly code: 'not-checked'; readonly what: string };

/**
 * Blockers make it no-go; errors, warnings and gaps that decide something make it conditional; notes do not matter, nor does
 * what is only possible.
 */
export function judge(all: readonly Finding[], open: readonly NotChecked[]): Verdict {
  const findings = asSureAs(all, 'likely');
  const reasons: VerdictReason[] = severities
    .filter((severity) => severity !== 'info')
    .flatMap((severity) => {
      const found = findings.filter((finding) => finding.severity === severity);
      if (found.length === 0) return [];
      return [{ code: 'findings' as const, severity, count: found.length, rules: [...new Set(found.map(({ rule }) => rule))] }];
    });
  for (const { what, decisive } of open) if (decisive) reasons.push({ code: 'not-checked', what });
  const blocked = findings.some(({ severity }) => severity === 'blocker');
  return { decision: blocked ? 'no-go' : reasons.length > 0 ? 'conditions' : 'go', reasons };
}
