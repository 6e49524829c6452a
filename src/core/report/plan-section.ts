import { shownPath } from '../package/nested-path';
import type { ShownPhase, ShownPlan } from '../review/shown-plan';
import { codeSpan, escapeMarkdown } from './escape-markdown';
import { linesOfPhase, type PlanLine } from './plan-lines';
import { itemWords, summaryOf, understoodWords, upgradePhases } from './plan-summary';
import { aroundWords, asideWords, doesWords, isNewLine, moreWords, phaseWords, placeWords, signOf, whenWords } from './plan-words';
import { table } from './table';

/** What the upgrade does, for the preflight report; `''` if the package has no scripts. `most`: lines of one script that are listed. */
export function planSection(plan: ShownPlan, most: number): string {
  const phases = plan.phases.filter(({ effects }) => effects.length > 0);
  if (phases.length === 0 && plan.understood.of === 0) return '';
  const items = summaryOf(upgradePhases(plan)).map(itemWords);
  const { more } = plan;
  return [
    '## What this upgrade does',
    `It ${items.length > 0 ? escapeMarkdown(items.join(', ')) : 'changes nothing that is known'}. ${escapeMarkdown(understoodWords(plan, shownPath))}.`,
    ...(phases.length > 0
      ? ['`+` creates, `~` changes, `-` removes, `?` is not understood; `!` cannot be undone: nothing in the package takes it back.']
      : []),
    ...phases.map((phase) => phaseSection(phase, most)),
    ...(more && more.effects > 0 ? [`And ${more.effects.toLocaleString('en')} more effects that are not listed.`] : []),
  ].join('\n\n');
}

function phaseSection(phase: ShownPhase, most: number): string {
  const shown = linesOfPhase(phase);
  const rows = shown.lines.slice(0, most).map(rowOf);
  const left = shown.lines.length - rows.length + (phase.more ?? 0);
  const aside = asideWords(shown);
  return [
    `### ${phaseWords[phase.name]}: ${codeSpan(shownPath(phase.entry))}`,
    ...(rows.length > 0 ? [table(['', 'What', 'When', 'Where'], rows)] : []),
    ...(left > 0 ? [moreWords({ ...phase, more: left })] : []),
    ...(aside ? [escapeMarkdown(aside)] : []),
  ].join('\n\n');
}

function rowOf(line: PlanLine): string[] {
  const [first] = line.effects;
  const sign = signOf(line).trim();
  const said = [doesWords(line), aroundWords(first)].filter(Boolean).join(' ');
  return [
    sign === '' ? '' : codeSpan(sign),
    escapeMarkdown(said) + (isNewLine(line) ? ' (new)' : ''),
    escapeMarkdown(whenWords(first).slice(1, -1)),
    codeSpan(placeWords(first)),
  ];
}
