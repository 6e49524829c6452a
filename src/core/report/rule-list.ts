import { visibleJson } from '../text/visible';
import type { Rule } from '../rules/rule';

type Listed = Pick<Rule, 'id' | 'severity' | 'confidence' | 'hazards' | 'fixable' | 'summary'>;

/** A line for each rule, with what it reports. */
export function ruleListText(rules: readonly Listed[]): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  return rules.map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`).join('');
}

/** For scripts: ids are stable names. */
export const ruleListJson = (rules: readonly Listed[]): string => {
  const listed = rules.map(({ id, severity, confidence, hazards, fixable, summary }) => ({
    id,
    severity,
    confidence,
    hazards,
    fixable,
    summary,
  }));
  return `${visibleJson(JSON.stringify({ schemaVersion: 1, rules: listed }, undefined, 2))}\n`;
};
