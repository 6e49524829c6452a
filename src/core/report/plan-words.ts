import { shownPath } from '../package/nested-path';
import type { PhaseName } from '../plan/plan';
import type { ShownEffect, ShownPhase } from '../review/shown-plan';
import { markOf, signs, thingOf, verbOf } from './effect-words';
import type { AsideCode } from '../plan/lasting';
import type { PhaseLines, PlanLine } from './plan-lines';

export const phaseWords: Readonly<Record<PhaseName, string>> = {
  check: 'check',
  install: 'install',
  migrate: 'migrate',
  post: 'after the installation',
  rollback: 'rollback',
  scheduled: 'scheduled',
  other: 'on demand',
};

/** `+`, `~`, `-`, `?` for what is not understood, and `!` where nothing takes it back: two characters. */
export const signOf = ({ effects: [{ kind }], isLasting }: PlanLine): string =>
  `${kind === 'unknown' ? '?' : signs[markOf(kind)]}${isLasting ? '!' : ' '}`;

/** Targets of one command that are named. */
const named = 3;

/** `enables and starts dtend.service`, `writes /opt/x/a, /opt/x/b, /opt/x/c and 37 more`. */
export function doesWords({ effects, isMany }: PlanLine): string {
  const [first] = effects;
  if (first.kind === 'unknown') return `not understood: ${first.why ?? first.target}`;
  const verbs = [...new Set(isMany ? [verbOf(first.kind)] : effects.map(({ kind }) => verbOf(kind)))].join(' and ');
  const targets = isMany ? effects.slice(0, named).map(targetWords).join(', ') : targetWords(first);
  const more = isMany ? ` and ${effects.length - named} more` : '';
  return [verbs, `${targets}${more}`].filter(Boolean).join(' ');
}

const targetWords = (effect: ShownEffect): string => {
  const { from } = effect;
  return from === undefined || from === '' || from === '*' ? thingOf(effect) : `${thingOf(effect)} from ${shownPath(from)}`;
};

/** Who, and where. */
export const aroundWords = ({ as, host, container }: ShownEffect): string =>
  [as && `as ${as}`, host && `on ${host}`, container && `in ${container}`].filter(Boolean).join(' ');

/** `(if …)`; `''` for what always happens. */
export function whenWords({ when, condition }: ShownEffect): string {
  if (when === 'always') return '';
  if (!condition) return when === 'on-failure' ? '(if it fails)' : '(perhaps)';
  const asked = condition.text;
  if (when === 'on-failure') return `(if this fails: ${asked})`;
  if (/^(for|while|until|select)\b/.test(asked)) return `(${asked.split(';')[0] ?? ''})`;
  return `(${condition.isNo ? 'unless' : 'if'} ${asked})`;
}

export const placeWords = ({ path, range }: Pick<ShownEffect, 'path' | 'range'>): string => `${shownPath(path)}:${range.start.line + 1}`;

/** What every script does beside, in one line; `''` if nothing. */
export function asideWords({ asides }: PhaseLines): string {
  const said = [...asides].map(([code, effects]) => asideText(code, effects));
  return said.length === 0 ? '' : `also: ${said.join(', ')}`;
}

function asideText(code: AsideCode, effects: readonly ShownEffect[]): string {
  const targets = [...new Set(effects.map(({ target }) => target))];
  const count = targets.length;
  switch (code) {
    case 'log':
      return count === 1 ? `its log ${targets.join()}` : `${count} logs`;
    case 'temporary':
      return count === 1 ? `the temporary file ${targets.join()}` : `${count} temporary files`;
    case 'waits':
      return effects.length === 1 ? 'a pause' : `${effects.length} pauses`;
    case 'locks':
      return count === 1 ? `the lock ${targets.join()}` : `${count} locks`;
  }
}

/** A stretch of lines that hang on the same question. */
export interface Stretch {
  readonly when: string;
  readonly lines: readonly PlanLine[];
}

/** Lines in their order, those of one question together. */
export function stretchesOf(lines: readonly PlanLine[]): readonly Stretch[] {
  const found: { when: string; lines: PlanLine[] }[] = [];
  for (const line of lines) {
    const when = whenWords(line.effects[0]);
    const last = found.at(-1);
    if (last?.when === when) last.lines.push(line);
    else found.push({ when, lines: [line] });
  }
  return found;
}

/** New since the package that came before: all of it. */
export const isNewLine = ({ effects }: PlanLine): boolean => effects.every(({ isNew }) => isNew === true);

/** Effects of a phase that are not listed. */
export const moreWords = ({ more }: ShownPhase): string => (more === undefined ? '' : `and ${more.toLocaleString('en')} more`);
