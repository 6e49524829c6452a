import { rules } from '../rules/index';

const titles = new Map(rules.map(({ id, summary }) => [id, summary]));

/** What a rule reports, in words; its id where it is none of ours. */
export const titleOf = (rule: string): string => titles.get(rule) ?? rule;
