import type { Finding } from './finding';
import type { Rule } from './rule';

/** What it takes to waive findings of a rule. */
export type WaiverNeed = 'owner' | 'security' | 'nobody';

/** They say that the package could not be read, or not by everybody in the same way: what nobody has seen nobody can accept. */
const unwaivable: ReadonlySet<string> = new Set([
  'archive/ambiguous-directory',
  'archive/budget-exceeded',
  'archive/damaged-entry',
  'archive/unreadable-entry',
  'internal/rule-failed',
]);

/** Who made what is run or trusted is not known: a question of security, whatever else such a rule can cause. */
const ofUnknownOrigin: ReadonlySet<string> = new Set([
  'archive/ambiguous-name',
  'archive/deceptive-name',
  'archive/header-mismatch',
  'archive/hidden-data',
  'archive/overlapping-entries',
  'manifest/unlisted-file',
  'manifest/wrong-digest',
  'package/silent-binary-change',
  'script/pipe-to-shell',
  'script/unverified-download',
]);

/** Of a finding: it knows what its rule can cause. */
export const needOf = ({ rule, hazards }: Pick<Finding, 'rule' | 'hazards'>): WaiverNeed => waiverNeed({ id: rule, hazards });

/** Security decides on what exposes a secret or weakens security, on all certificates, and on what comes from nobody knows where. */
export function waiverNeed({ id, hazards }: Pick<Rule, 'id' | 'hazards'>): WaiverNeed {
  if (unwaivable.has(id)) return 'nobody';
  const isSecurity = hazards.includes('exposes-secret') || hazards.includes('weakens-security');
  return isSecurity || id.startsWith('certificate/') || ofUnknownOrigin.has(id) ? 'security' : 'owner';
}

/** The ids in the lists above, for whoever checks that such rules exist. */
export const listedForWaivers: readonly string[] = [...unwaivable, ...ofUnknownOrigin];
