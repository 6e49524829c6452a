import { rulePage } from '../core/report/rule-page';
import { ruleListJson, ruleListText } from '../core/report/rule-list';
import { rules } from '../core/rules/index';
import { UsageError } from './options';
import { meantRule } from './meant-rule';
import { parseSide } from './side-options';

/** `rules`: what is checked. */
export function listRules(args: readonly string[]): string {
  const { values, positionals } = parseSide('rules', args, { format: { type: 'string' } });
  if (positionals.length > 0) throw new UsageError('rules takes no package: upgrade-review explain <rule> tells of one rule');
  const { format = 'text' } = values;
  if (format === 'json') return ruleListJson(rules);
  if (format === 'text') return ruleListText(rules);
  throw new UsageError(`--format is "${format}": use text, json`);
}

/** `explain <rule>`: its page. */
export function explainRules(args: readonly string[]): string {
  const { positionals } = parseSide('explain', args, {});
  if (positionals.length === 0) throw new UsageError('explain needs a rule: upgrade-review explain migration/missing-lock');
  const found = positionals.map((id) => {
    const rule = rules.find((each) => each.id === id);
    if (!rule) throw new UsageError(`no rule is called ${id}${meantRule(id)}`);
    return rulePage(rule);
  });
  return found.join('\n');
}
