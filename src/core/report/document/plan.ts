import { shownPath } from '../../package/nested-path';
import type { ShownPhase } from '../../review/shown-plan';
import { linesOfPhase, type PlanLine } from '../plan-lines';
import { summarySentence, understoodWords, type Planned } from '../plan-summary';
import { aroundWords, asideWords, doesWords, isNewLine, moreWords, phaseWords, signOf, whenWords } from '../plan-words';
import { heading, placeAt, quiet, section, table, text, type Block, type Line, type Section } from './document';

/** Lines of one script that a report lists. */
const mostLines = 60;

/** What the package would do to its hosts, in order. `most`: lines of one script that are listed; the plan alone has them all. */
export function planDocument({ plan, coverage }: Planned, most = mostLines): Section | undefined {
  const phases = plan.phases.filter(({ effects }) => effects.length > 0);
  if (phases.length === 0 && plan.understood.of === 0) return undefined;
  return section('plan', 'What this upgrade does', [
    text(`${summarySentence('It', plan)} ${understoodWords({ plan, coverage }, shownPath)}.`),
    phases.length > 0
      ? quiet(
          { code: '+' },
          ' creates, ',
          { code: '~' },
          ' changes, ',
          { code: '-' },
          ' removes, ',
          { code: '?' },
          ' is not understood; ',
          { code: '!' },
          ' cannot be undone: nothing in the package takes it back.',
        )
      : undefined,
    ...phases.flatMap((phase) => phaseBlocks(phase, most)),
    plan.more && plan.more.effects > 0
      ? quiet(`And ${plan.more.effects.toLocaleString('en')} more effects that are not listed.`)
      : undefined,
  ]);
}

function phaseBlocks(phase: ShownPhase, most: number): Block[] {
  const shown = linesOfPhase(phase);
  const rows = shown.lines.slice(0, most).map(rowOf);
  const left = shown.lines.length - rows.length + (phase.more ?? 0);
  const aside = asideWords(shown);
  return [
    heading(`${phaseWords[phase.name]}: `, { code: shownPath(phase.entry) }),
    ...(rows.length > 0 ? [table(['', 'What', 'When', 'Where'], rows)] : []),
    ...(left > 0 ? [quiet(moreWords({ ...phase, more: left }))] : []),
    ...(aside ? [quiet(aside)] : []),
  ];
}

function rowOf(line: PlanLine): Line[] {
  const [first] = line.effects;
  const said = [doesWords(line), aroundWords(first)].filter(Boolean).join(' ');
  return [[{ code: signOf(line).trim() }], [said + (isNewLine(line) ? ' (new)' : '')], [whenWords(first).slice(1, -1)], [placeAt(first)]];
}
