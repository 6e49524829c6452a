import { severities, countOf, type Finding, type Severity, type Waived } from '../rules/finding';
import { groupBy } from '../text/groups';
import type { NotChecked } from './gap';
import type { ShownPlace } from './shown-plan';

/** What has to be settled before the upgrade, by somebody where it is known by whom: a line of a checklist. */
export type Condition = { readonly owners: readonly string[] } & (
  | (FoundCondition & { readonly code: 'findings' })
  /** It stops nothing, and its owner answers for it through the last day. */
  | (FoundCondition & { readonly code: 'waived' } & Pick<Waived, 'reason' | 'until' | 'authority'>)
  | { readonly code: 'not-checked'; readonly what: string; readonly why: string }
);

interface FoundCondition {
  readonly rule: string;
  readonly severity: Severity;
  readonly count: number;
  /** How many of them stand in production, or in the package that came before, as they do here. */
  readonly already: number;
  /** Of the first. */
  readonly place: ShownPlace;
}

/** What conditions are made from; `findings` are those that are sure enough to count. */
export interface Conditional {
  readonly findings: readonly Finding[];
  readonly open: readonly NotChecked[];
  /** Of no findings at all: who answers for the product. */
  readonly ownersOf: (findings: readonly Finding[]) => readonly string[];
  readonly isAlready: (finding: Finding) => boolean;
}

/** The worst first: a line for each rule that speaks against the package, then for each waiver, then for each gap that decides. */
export function conditionsOf({ findings, open, ownersOf, isAlready }: Conditional): readonly Condition[] {
  const against = findings.filter(({ severity }) => severity !== 'info');
  const found = (alike: readonly [Finding, ...Finding[]]): FoundCondition => {
    const [{ rule, severity, path, range }] = alike;
    return { rule, severity, count: countOf(alike), already: countOf(alike.filter(isAlready)), place: { path, range } };
  };
  const mended = groupBy(
    against.filter(({ waived }) => !waived),
    ({ severity, rule }) => `${severities.indexOf(severity)} ${rule}`,
  );
  const accepted = groupBy(
    against.flatMap(({ waived, ...finding }) => (waived ? [{ ...finding, waived }] : [])),
    ({ waived: { origin } }) => `${origin.path}\0${origin.span.start}`,
  );
  return [
    ...[...mended.values()].map((alike): Condition => ({ code: 'findings', ...found(alike), owners: ownersOf(alike) })),
    ...[...accepted.values()].map((alike): Condition => {
      const { owner, reason, until, authority } = alike[0].waived;
      return { code: 'waived', ...found(alike), reason, until, ...(authority !== undefined && { authority }), owners: [owner] };
    }),
    ...open.flatMap(({ what, why, decisive }): Condition[] => (decisive ? [{ code: 'not-checked', what, why, owners: ownersOf([]) }] : [])),
  ];
}
