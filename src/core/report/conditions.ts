import { shownPath } from '../package/nested-path';
import type { Condition } from '../review/conditions';

/** `owner` is absent where nobody is known to answer for it. */
export function conditionJson({ owners, ...condition }: Condition) {
  const owned = owners.length > 0 ? { owner: owners.join(', ') } : {};
  if (condition.code === 'not-checked') return { ...condition, ...owned };
  const { place, already, ...rest } = condition;
  return { ...rest, ...(already > 0 && { already }), path: shownPath(place.path), line: place.range.start.line + 1, ...owned };
}

/** A line of a checklist, in plain words, without who owns it. `titleOf`: what a rule reports. */
export function conditionWords(condition: Condition, titleOf: (rule: string) => string): string {
  if (condition.code === 'not-checked') return `Check ${condition.what}: ${condition.why}.`;
  const { path, range } = condition.place;
  const what = `${titleOf(condition.rule)}: ${shownPath(path)}:${range.start.line + 1}${moreWords(condition)}.`;
  return condition.code === 'waived' ? `Waived until ${condition.until}: ${what} ${condition.reason}` : what;
}

/** Behind its first place: how many more there are, and how many of all this upgrade does not bring. */
export const moreWords = ({ count, already }: Exclude<Condition, { readonly code: 'not-checked' }>): string => {
  const before =
    already === 0 ? '' : already === count ? ', already so before this upgrade' : `, ${already} of them already so before this upgrade`;
  return `${count > 1 ? ` and ${count - 1} more` : ''}${before}`;
};

/** Who answers for it; `undefined`: a person has to write a name there. */
export const ownerWords = ({ owners }: Condition): string | undefined => (owners.length > 0 ? owners.join(', ') : undefined);
