import { shownPath } from '../package/nested-path';
import type { ShownPhase } from '../review/shown-plan';
import { visible } from '../text/visible';
import { plain, type Paint } from './code-frame';
import { linesOfPhase, type PlanLine } from './plan-lines';
import { summarySentence, understoodWords, type Planned } from './plan-summary';
import { aroundWords, asideWords, doesWords, isNewLine, moreWords, phaseWords, placeWords, signOf, stretchesOf } from './plan-words';

/** Lines under one question that have it above them, once. */
const leastUnderOne = 3;

const legend = '+ creates  ~ changes  - removes  ? not understood  ! cannot be undone: nothing in the package takes it back';

/** The plan for a terminal: a block for each script that is started, a line for each thing that it does, the sum last. */
export function planText(planned: Planned, paint: Paint = plain): string[] {
  const phases = planned.plan.phases.filter(({ effects }) => effects.length > 0);
  if (phases.length === 0) return ['No script of the package does anything that is known.', '', ...sumLines(planned)];
  return [...phases.flatMap((phase) => [...phaseText(phase, paint), '']), paint('faint', legend), '', ...sumLines(planned)];
}

/** What the upgrade comes to, in two lines. */
export function sumLines({ plan, coverage }: Planned): string[] {
  const { more } = plan;
  return [
    summarySentence('The upgrade', plan),
    ...(more && more.effects > 0 ? [`And ${more.effects.toLocaleString('en')} more effects that are not listed.`] : []),
    visible(`${understoodWords({ plan, coverage }, shownPath)}.`),
  ];
}

function phaseText(phase: ShownPhase, paint: Paint): string[] {
  const shown = linesOfPhase(phase);
  const aside = asideWords(shown);
  const more = moreWords(phase);
  return [
    `${paint('strong', phaseWords[phase.name])}  ${visible(shownPath(phase.entry))}`,
    ...stretchesOf(shown.lines).flatMap(({ when, lines }) =>
      when !== '' && lines.length >= leastUnderOne
        ? [`    ${paint('faint', visible(when))}`, ...lines.map((line) => `  ${lineText(line, '', paint)}`)]
        : lines.map((line) => lineText(line, when, paint)),
    ),
    ...(more ? [`     ${more}`] : []),
    ...(aside ? [`     ${paint('faint', visible(aside))}`] : []),
  ];
}

function lineText(line: PlanLine, when: string, paint: Paint): string {
  const [first] = line.effects;
  const sign = signOf(line);
  const said = [doesWords(line), aroundWords(first), when].filter(Boolean).map(visible).join(' ');
  const coloured = line.isLasting ? paint('warning', sign) : sign.startsWith('-') ? paint('error', sign) : paint('strong', sign);
  return `  ${coloured} ${said}${isNewLine(line) ? ' [new]' : ''}  ${paint('faint', visible(placeWords(first)))}`;
}
