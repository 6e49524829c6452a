import { shownPath } from '../../package/nested-path';
import type { ShownPhase } from '../../review/shown-plan';
import { linesOfPhase, type PhaseLines, type PlanLine } from '../plan-lines';
import { itemWords, summaryOf, summarySentence, understoodWords, type Planned } from '../plan-summary';
import { aroundWords, asideWords, doesWords, isNewLine, moreWords, phaseWords, signOf, whenWords } from '../plan-words';
import { fold, heading, placeAt, quiet, section, table, text, type Block, type Line, type Section } from './document';

/** A plan that is longer is summed up script by script, with the steps behind each. */
const mostOpen = 60;

/** Steps that a report has at most, of one script and of all: the plan alone has every one. */
const mostSteps = 40;
const mostOfAll = 250;

/** Scripts that are summed up. */
const mostScripts = 60;

interface ReadPhase extends PhaseLines {
  readonly phase: ShownPhase;
}

/** What the package would do to its hosts, in order. `isWhole`: step by step, however many there are. */
export function planDocument({ plan, coverage }: Planned, isWhole = false): Section | undefined {
  const phases = plan.phases.filter(({ effects }) => effects.length > 0);
  if (phases.length === 0 && plan.understood.of === 0) return undefined;
  const read = phases.map((phase): ReadPhase => ({ phase, ...linesOfPhase(phase) }));
  const count = read.reduce((sum, { lines }) => sum + lines.length, 0);
  return section('plan', 'What this upgrade does', [
    text(`${summarySentence('It', plan)} ${understoodWords({ plan, coverage }, shownPath)}.`),
    ...(isWhole || count <= mostOpen ? [...legend(phases), ...read.flatMap(openBlocks)] : summedUp(read)),
    plan.more && plan.more.effects > 0
      ? quiet(`And ${plan.more.effects.toLocaleString('en')} more effects that are not listed.`)
      : undefined,
  ]);
}

const legend = (phases: readonly ShownPhase[]): Block[] =>
  phases.length === 0
    ? []
    : [
        quiet(
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
        ),
      ];

const titleOf = ({ name, entry }: ShownPhase): Line => [`${phaseWords[name]}: `, { code: shownPath(entry) }];

function openBlocks({ phase, lines, asides }: ReadPhase): Block[] {
  return [heading(...titleOf(phase)), ...stepBlocks(phase, { lines, asides }, lines.length)];
}

function stepBlocks(phase: ShownPhase, { lines, asides }: PhaseLines, most: number): Block[] {
  const rows = lines.slice(0, most).map(rowOf);
  const left = lines.length - rows.length + (phase.more ?? 0);
  const aside = asideWords({ lines, asides });
  return [
    ...(rows.length > 0 ? [table(['', 'What', 'When', 'Where'], rows)] : []),
    ...(left > 0 ? [quiet(`${moreWords({ ...phase, more: left })}, which `, { code: 'upgrade-review plan' }, ' lists')] : []),
    ...(aside ? [quiet(aside)] : []),
  ];
}

/** A line for each script; behind it the steps of those that the upgrade, the way back or the clock start. */
function summedUp(read: readonly ReadPhase[]): Block[] {
  const isUpgrade = read.some(({ phase: { name } }) => name !== 'other');
  const detailed = isUpgrade ? read.filter(({ phase: { name } }) => name !== 'other') : read;
  const shares = sharesOf(detailed);
  const shown = detailed.filter((one) => shares.has(one));
  const folds = shown.map((one): Block => {
    const { phase, lines } = one;
    return fold(
      [...titleOf(phase), `, ${lines.length} step${lines.length === 1 ? '' : 's'}`],
      stepBlocks(phase, one, shares.get(one) ?? 0),
    );
  });
  const without = read.length - folds.length;
  return [
    table(
      ['Phase', 'Script', 'What it does', 'Cannot be undone', 'Not understood'],
      read.slice(0, mostScripts).map(({ phase, lines }) => summaryRow(phase, lines)),
    ),
    ...(read.length > mostScripts
      ? [quiet(`And ${read.length - mostScripts} more scripts, which `, { code: 'upgrade-review plan' }, ' lists.')]
      : []),
    heading('Step by step'),
    ...legend(shown.map(({ phase }) => phase)),
    ...folds,
    ...(without > 0
      ? [quiet(`The steps of ${without} more script${without === 1 ? '' : 's'} are listed by `, { code: 'upgrade-review plan' }, '.')]
      : []),
  ];
}

/** How many steps of each script are listed: where there is no room for all, those have some first that do most for good. */
function sharesOf(read: readonly ReadPhase[]): ReadonlyMap<ReadPhase, number> {
  const weightOf = ({ lines }: ReadPhase): number => lines.filter(({ isLasting }) => isLasting).length;
  const shares = new Map<ReadPhase, number>();
  let room = mostOfAll;
  for (const one of read.toSorted((a, b) => weightOf(b) - weightOf(a))) {
    const share = Math.min(mostSteps, one.lines.length, room);
    if (share > 0) shares.set(one, share);
    room -= share;
  }
  return shares;
}

function summaryRow(phase: ShownPhase, lines: readonly PlanLine[]): Line[] {
  const does = summaryOf([phase]).filter(({ code }) => code !== 'unknown' && code !== 'lasting');
  const count = (wanted: (line: PlanLine) => boolean): string => {
    const found = lines.filter(wanted).length;
    return found === 0 ? '–' : String(found);
  };
  return [
    [phaseWords[phase.name]],
    [{ code: shownPath(phase.entry) }],
    [does.length > 0 ? does.map(itemWords).join(', ') : 'changes nothing that is known'],
    [count(({ isLasting }) => isLasting)],
    [count(({ effects: [{ kind }] }) => kind === 'unknown')],
  ];
}

function rowOf(line: PlanLine): Line[] {
  const [first] = line.effects;
  const said = [doesWords(line), aroundWords(first)].filter(Boolean).join(' ');
  return [[{ code: signOf(line).trim() }], [said + (isNewLine(line) ? ' (new)' : '')], [whenWords(first).slice(1, -1)], [placeAt(first)]];
}
