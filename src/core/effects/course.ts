import type { Template } from '../parse/shell-template';
import type { Span } from '../text/span';
import type { Condition, OnError, Step } from './effect';
import type { Values } from './values';

/** Steps of one script; who writes more than this has no plan that anybody reads. */
const maxSteps = 20_000;

/** What holds at one point of a script. Branches get copies. */
export interface Course {
  variables: Map<string, Values>;
  /** Index into the conditions; -1: it always runs. */
  condition: number;
  /** `set -e`; `inherit` in a function. */
  stopsOnError: boolean | 'inherit';
  /** What happens if the command at hand fails, where the place of the command decides. */
  outcome: OnError | undefined;
  /** The working directory, where the script says it. */
  folder: Template | undefined;
  as: Template | undefined;
  host: Template | undefined;
  container: Template | undefined;
  /** Somebody feeds the commands: they wait for nobody. */
  hasInput: boolean;
  isMuted: boolean;
}

export const newCourse = (variables: Map<string, Values>, stopsOnError: Course['stopsOnError']): Course => ({
  variables,
  condition: -1,
  stopsOnError,
  outcome: undefined,
  folder: undefined,
  as: undefined,
  host: undefined,
  container: undefined,
  hasInput: false,
  isMuted: false,
});

export const copyOf = (course: Course): Course => ({ ...course, variables: new Map(course.variables) });

/** Where steps are written down. */
export interface Notes {
  readonly conditions: Condition[];
  readonly functions: { readonly name: string; readonly steps: Step[] }[];
  /** Of the script or of the function at hand. */
  steps: Step[];
  /** `trap … EXIT`: what comes last. */
  readonly atEnd: Step[];
  /** What functions set. */
  readonly assigned: Map<string, Values>;
  left: number;
  commands: number;
}

export const newNotes = (): Notes => ({
  conditions: [],
  functions: [],
  steps: [],
  atEnd: [],
  assigned: new Map(),
  left: maxSteps,
  commands: 0,
});

export function addStep(record: Notes, step: Step): void {
  if (record.left <= 0) return;
  record.left--;
  record.steps.push(step);
}

/** Notes a question; answers where it stands among the conditions. */
export function addCondition(record: Notes, parent: number, span: Span, more: Omit<Condition, 'span' | 'parent'>): number {
  record.conditions.push({ span, parent, ...more });
  return record.conditions.length - 1;
}
