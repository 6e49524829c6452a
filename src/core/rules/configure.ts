import { own } from '../text/own';
import { severities, type Severity } from './finding';
import type { Rule } from './rule';

/** What a user says of a rule: its severity, or that it shall not run. */
export type RuleSetting = Severity | 'off';

export const ruleSettings: readonly RuleSetting[] = [...severities, 'off'];

/** The rules that run, with the severities that the user chose. Unknown ids are the caller's to report. */
export function configureRules(rules: readonly Rule[], settings: Readonly<Record<string, RuleSetting>>): readonly Rule[] {
  return rules.flatMap((rule) => {
    const setting = own(settings, rule.id);
    if (setting === 'off') return [];
    return [setting ? { ...rule, severity: setting } : rule];
  });
}
