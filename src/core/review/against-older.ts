import { versionStep } from '../compare/version-step';
import type { Finding } from '../rules/finding';
import { rules as everyRule } from '../rules/index';
import type { Rule } from '../rules/rule';
import type { UpgradePackage } from '../subject/subject';
import { toldVersionOf } from './baseline-gaps';
import type { Comparison } from './comparison';
import { byExpectation } from './expected-change';
import { inOrder } from './findings';
import type { Compared } from './gather';

export interface AgainstOlder {
  readonly comparison: Comparison;
  /** As loud as the step between the versions makes them. */
  readonly findings: readonly Finding[];
}

/** Which findings the package that came before has as well, and what the size of the version step makes of the others. */
export function againstOlder(
  { older, comparison, findings: before }: Compared,
  newer: UpgradePackage,
  told: { readonly findings: readonly Finding[]; readonly likenesses: ReadonlyMap<string, string> },
  rules: readonly Rule[],
): AgainstOlder {
  const known = new Set([...told.likenesses].flatMap(([fingerprint, likeness]) => (before.has(likeness) ? [fingerprint] : [])));
  const versions = { older: toldVersionOf(older), newer: toldVersionOf(newer) };
  const step = versionStep(versions.older, versions.newer);
  const isKnown = ({ fingerprint }: Finding): boolean => known.has(fingerprint);
  return {
    comparison: { ...comparison, known, step },
    findings: inOrder(byExpectation(told.findings, { step, ...versions, isKnown, rules, usual: everyRule })),
  };
}
