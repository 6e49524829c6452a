import { asSureAs, countOf, severities, unwaived, type Finding, type Severity, type Waived } from '../rules/finding';
import { groupBy } from '../text/groups';
import { conditionsOf, type Condition, type Conditional } from './conditions';
import type { Coverage } from './coverage';

export interface Verdict {
  readonly decision: 'go' | 'conditions' | 'no-go' | 'cannot-judge';
  /** Why, most weighty first; empty only for `go`. */
  readonly reasons: readonly VerdictReason[];
  /** What has to be settled before the upgrade, the worst first; also of a no-go, whose blockers are among them. */
  readonly conditions: readonly Condition[];
}

export type VerdictReason =
  | {
      readonly code: 'findings';
      readonly severity: Severity;
      readonly count: number;
      /** How many of them this upgrade does not bring: production, or the package that came before, has them as well. Absent: none is known. */
      readonly already?: number;
      readonly rules: readonly string[];
    }
  /** `blocks`: the site lets nothing through that was not checked. */
  | { readonly code: 'not-checked'; readonly what: string; readonly blocks?: true }
  /** What one waiver covers: it stops nothing, and its owner answers for it until it ends. */
  | ({ readonly code: 'waived'; readonly severity: Severity; readonly count: number; readonly rule: string } & Pick<
      Waived,
      'owner' | 'reason' | 'until'
    >)
  /** The package holds nothing, or nothing that could be read as something. */
  | { readonly code: 'nothing-read'; readonly files: number }
  /** A file that was named as describing the site gave nothing. */
  | { readonly code: 'site-unreadable'; readonly path: string };

/** What a verdict is made from. */
export interface Judged extends Omit<Conditional, 'findings'> {
  readonly findings: readonly Finding[];
  readonly coverage: Pick<Coverage, 'files' | 'reviewed'>;
  /** Files that were named as describing the site, and of which nothing could be used. */
  readonly unreadableSite: readonly string[];
  /** The site lets nothing through that was not checked. */
  readonly blockUnchecked: boolean;
}

/**
 * Blockers make it no-go unless somebody has waived them; what is waived, errors, warnings and gaps that decide something make it
 * conditional, or, where the site wants it so, such gaps block as well. Notes do not matter, nor does what is only possible. Where
 * nothing was understood, or a file of the site that somebody named cannot be read, nobody can judge.
 */
export function judge({ findings: all, open, coverage: { files, reviewed }, unreadableSite, blockUnchecked, ...asked }: Judged): Verdict {
  const sure = asSureAs(all, 'likely');
  const findings = unwaived(sure);
  const unjudged: VerdictReason[] = [
    ...(reviewed === 0 ? [{ code: 'nothing-read' as const, files }] : []),
    ...unreadableSite.map((path) => ({ code: 'site-unreadable' as const, path })),
  ];
  const reasons: VerdictReason[] = severities
    .filter((severity) => severity !== 'info')
    .flatMap((severity) => {
      const found = findings.filter((finding) => finding.severity === severity);
      if (found.length === 0) return [];
      const already = countOf(found.filter(asked.isAlready));
      const rules = [...new Set(found.map(({ rule }) => rule))];
      return [{ code: 'findings' as const, severity, count: countOf(found), ...(already > 0 && { already }), rules }];
    });
  reasons.push(...waivedReasons(sure));
  const unchecked = open.filter(({ decisive }) => decisive);
  for (const { what } of unchecked) reasons.push({ code: 'not-checked', what, ...(blockUnchecked && { blocks: true as const }) });
  const blocked = findings.some(({ severity }) => severity === 'blocker') || (blockUnchecked && unchecked.length > 0);
  return {
    decision: blocked ? 'no-go' : unjudged.length > 0 ? 'cannot-judge' : reasons.length > 0 ? 'conditions' : 'go',
    reasons: [...unjudged, ...reasons],
    conditions: conditionsOf({ findings: sure, open, ...asked }),
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
