import type { VersionStep } from '../compare/version-step';
import { isWorse, type Finding, type Severity } from '../rules/finding';
import type { RuleMetadata } from '../rules/rule';

/** Rules that tell of a change which a step of the version makes more or less expected, and what changes, as a clause goes on. */
const changes: ReadonlyMap<string, string> = new Map([
  ...['endpoint/new-host', 'endpoint/call-home', 'endpoint/unknown-host', 'endpoint/raw-address'].map(
    (rule) => [rule, 'a new endpoint'] as const,
  ),
  ...['script/grants-privilege', 'script/disables-protection', 'systemd/weaker-sandbox'].map((rule) => [rule, 'more privilege'] as const),
  ['schedule/embedded-job', 'a new job'],
  ['package/wider-reach', 'more reach'],
  ['interface/breaking-change', 'another interface'],
  ['config/changed-default', 'another default'],
]);

export const changeRules: readonly string[] = [...changes.keys()];

/** What weighs less than this says nothing to whoever expects no change at all. */
const alarm: Severity = 'error';

/** What a review knows of the package that came before. */
export interface Stepped {
  readonly step: VersionStep;
  readonly older: string | undefined;
  readonly newer: string | undefined;
  /** Whether the package that came before has it as well. */
  readonly isKnown: (finding: Finding) => boolean;
  /** With the severities that were chosen. */
  readonly rules: readonly Pick<RuleMetadata, 'id' | 'severity'>[];
  readonly usual: readonly Pick<RuleMetadata, 'id' | 'severity'>[];
}

/**
 * A patch release, or another package of the same version, that opens an endpoint, gains a privilege, adds a job or changes a default
 * is an alarm; a minor release that does is as loud as the rule is; of a major one it is a line. What somebody has given a severity
 * of their own keeps it, and so does what the package before has as well.
 */
export function byExpectation(findings: readonly Finding[], { step, older, newer, isKnown, rules, usual }: Stepped): readonly Finding[] {
  if (step === 'minor' || step === 'unknown') return findings;
  const usually = new Map(usual.map(({ id, severity }) => [id, severity]));
  const chosen = new Set(rules.flatMap(({ id, severity }) => (usually.get(id) === severity ? [] : [id])));
  return findings.map((finding) => {
    const what = changes.get(finding.rule);
    if (what === undefined || chosen.has(finding.rule) || isKnown(finding)) return finding;
    if (step === 'major') return finding.severity === 'warning' ? { ...finding, severity: 'info' } : finding;
    const way = step === 'same' ? `another package of version ${newer}` : `the step from ${older} to ${newer}`;
    const severity = isWorse(alarm, finding.severity) ? alarm : finding.severity;
    return { ...finding, severity, message: `${finding.message} Nobody expects ${what} of ${way}.` };
  });
}
