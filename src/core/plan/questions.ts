import { answer } from '../effects/answer';
import type { Condition } from '../effects/effect';
import type { Variables } from '../effects/values';
import { isKnown, type Template } from '../parse/shell-template';
import type { Place } from '../text/span';
import type { Frame, Shell } from './frame';
import type { PlanEffect, Question } from './plan';

export interface State {
  readonly when: PlanEffect['when'];
  readonly condition: Question | undefined;
  readonly asked: readonly Place[];
  readonly never: boolean;
}

export const sure: State = { when: 'always', condition: undefined, asked: [], never: false };

/** Questions around an effect that are kept, the innermost ones. */
const maxAsked = 12;

/** How a step is run that stands below these questions. */
export const under = (state: State, frame: Frame): Frame => ({
  ...frame,
  when: worst(frame.when, state.when),
  condition: state.condition ?? frame.condition,
  asked: state.asked.length > 0 ? [...frame.asked, ...state.asked].slice(-maxAsked) : frame.asked,
});

/** What the questions around a step come to. */
export function stateOf(index: number, frame: Frame, known: Map<number, State>): State {
  if (index < 0) return sure;
  const found = known.get(index);
  if (found) return found;
  const condition = frame.program.effects.conditions[index];
  if (!condition) return sure;
  // Deeply nested questions come one after the other: those around were asked before.
  const around = stateOf(condition.parent, frame, known);
  const state = around.never ? around : within(around, condition, frame);
  known.set(index, state);
  return state;
}

function within(around: State, condition: Condition, { variables, program, shell }: Frame): State {
  const { span, ifYes, isFailure, isLoop, test } = condition;
  const question: Question = { path: program.path, span, ...(!ifYes && !isLoop && { isNo: true }) };
  const asked = [...around.asked, question].slice(-maxAsked);
  if (isFailure) return { when: 'on-failure', condition: question, asked, never: false };
  const found = test && !isOvertaken(condition, shell) ? answer(test, (name) => valueOf(name, variables)) : undefined;
  if (found !== undefined && found !== ifYes) return { ...around, never: true };
  if (found !== undefined && !isLoop) return around;
  return { when: worst(around.when, 'conditional'), condition: question, asked, never: false };
}

/** Whether a file that was read in may have set what the question was filled in by. */
const isOvertaken = ({ values, older }: Condition, { changed, isShaken }: Shell): boolean =>
  (isShaken && older !== undefined) || (changed.size > 0 && values?.some((name) => changed.has(name)) === true);

function valueOf(name: string, variables: Variables): Template | undefined {
  const { values, isMaybe } = variables.get(name) ?? {};
  if (isMaybe) return undefined;
  return values?.length === 1 && values[0] !== undefined && isKnown(values[0]) ? values[0] : undefined;
}

export function worst(one: PlanEffect['when'], other: PlanEffect['when']): PlanEffect['when'] {
  if (one === 'on-failure' || other === 'on-failure') return 'on-failure';
  return one === 'conditional' ? one : other;
}
