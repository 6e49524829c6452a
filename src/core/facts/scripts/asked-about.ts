import type { PlanEffect } from '../../plan/plan';
import { baseName } from '../../text/path';

/** Of a question, so much is looked at. */
const maxQuestion = 400;

const plainly = (text: string): string => text.replace(/["'{}]/g, '');

/** What is asked before an effect happens, as written; the innermost question last. */
export const questionsOf = ({ asked }: PlanEffect, texts: ReadonlyMap<string, string>): readonly string[] =>
  asked.map(({ path, span: { start, end } }) => (texts.get(path) ?? '').slice(start, Math.min(end, start + maxQuestion)));

/** Short words are part of many others, but for what a function is given. */
const tellsEnough = (name: string): boolean => name.replace(/\*/g, '').length > 2 || /^\$\d$/.test(name);

/**
 * Whether a question around an effect is about what it is done to: it has the same word (`[ -e "$CONF" ] || cp x "$CONF"`) or the name
 * of the file, user or folder.
 */
export function isAskedAbout(effect: PlanEffect, texts: ReadonlyMap<string, string>, target = effect.target): boolean {
  if (effect.asked.length === 0) return false;
  const { start, end } = effect.span;
  const word = plainly((texts.get(effect.path) ?? '').slice(start, end)).replace(/\/$/, '');
  const names = [word, target.replace(/\/$/, ''), baseName(target.replace(/\/$/, ''))].filter(tellsEnough);
  return questionsOf(effect, texts).some((question) => names.some((name) => plainly(question).includes(name)));
}
