import type { Confidence, Hazard, Severity } from '../../rules/finding';

export const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  blocker: 'error',
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** As code scanning names how sure a rule is. */
export const precisions: Readonly<Record<Confidence, string>> = { certain: 'very-high', likely: 'high', possible: 'medium' };

/** As code scanning names it for rules that are not about security. */
export const problemSeverities: Readonly<Record<Severity, string>> = {
  blocker: 'error',
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
};

/** Hazards of which code scanning makes an alert of security. */
const ofSecurity: ReadonlySet<Hazard> = new Set(['exposes-secret', 'weakens-security', 'untrusted-origin']);

/** In the bands in which code scanning reads CVSS: over 9 critical, from 7 high, from 4 medium, else low. */
const scores: Readonly<Record<Severity, string>> = { blocker: '9.1', error: '7.5', warning: '5.0', info: '2.0' };

/** `undefined` for what is not about security. */
export const securityScore = (hazards: readonly Hazard[], severity: Severity): string | undefined =>
  hazards.some((hazard) => ofSecurity.has(hazard)) ? scores[severity] : undefined;
