import type { MappedText } from '../parse/mapped-text';
import type { ShellScript } from '../parse/shell-script';
import type { Template } from '../parse/shell-template';
import type { Span } from '../text/span';
import type { Condition, Entered, OnError, Step } from './effect';
import type { Values } from './values';

/** Steps of one script; who writes more than this has no plan that anybody reads. */
const maxSteps = 20_000;

/** What holds at one point of a script. Branches get copies. */
export interface Course {
  /** Shared with other courses until it is changed: see `setVariable`. */
  variables: ReadonlyMap<string, Values>;
  ownsVariables: boolean;
  /** What variables were when a file was last read in, which may set each of them. */
  readIn: ReadonlyMap<string, Values> | undefined;
  /** What they were when text that nobody knows was last run as part of the script. */
  evaluated: ReadonlyMap<string, Values> | undefined;
  /** Index into the conditions; -1: it always runs. */
  condition: number;
  /** `set -e`; `inherit` in a function. */
  stopsOnError: boolean | 'inherit';
  /** What happens if the command at hand fails, where the place of the command decides. */
  outcome: OnError | undefined;
  /** The working directory, where the script says it. */
  folder: Template | undefined;
  /** Those before it that `pushd` remembers, the last one first. */
  left: readonly (Template | undefined)[];
  /** Where the script went there. */
  entered: Entered | undefined;
  as: Template | undefined;
  host: Template | undefined;
  container: Template | undefined;
  /** Somebody feeds the commands: they wait for nobody. */
  hasInput: boolean;
  /** The lines that the commands read, where a here-document or a pipe says them. */
  lines: readonly Template[] | undefined;
  isMuted: boolean;
  /** The commands work on what `find` or `ls` has found. */
  isFound: boolean;
}

export const newCourse = (variables: ReadonlyMap<string, Values>, stopsOnError: Course['stopsOnError']): Course => ({
  variables,
  ownsVariables: false,
  readIn: undefined,
  evaluated: undefined,
  condition: -1,
  stopsOnError,
  outcome: undefined,
  folder: undefined,
  left: [],
  entered: undefined,
  as: undefined,
  host: undefined,
  container: undefined,
  hasInput: false,
  lines: undefined,
  isMuted: false,
  isFound: false,
});

export function copyOf(course: Course): Course {
  course.ownsVariables = false;
  return { ...course };
}

/** Notes that every variable may be another one from here on: `which` says by what. */
export function shake(course: Course, which: 'readIn' | 'evaluated'): void {
  course[which] = course.variables;
  course.ownsVariables = false;
}

/** What a way through the script has read in or run counts behind it as well. */
export function rememberShaken(course: Course, way: Course): void {
  course.readIn = way.readIn ?? course.readIn;
  course.evaluated = way.evaluated ?? course.evaluated;
}

/** The script is where it went: what follows is only reached then. */
export const surely = (entered: Entered | undefined): Entered | undefined => entered && { ...entered, mayFail: false };

/** `undefined`: nothing is known of it any more. */
export function setVariable(course: Course, name: string, values: Values | undefined): void {
  const own = course.ownsVariables ? (course.variables as Map<string, Values>) : new Map(course.variables);
  course.variables = own;
  course.ownsVariables = true;
  if (values) own.set(name, values);
  else own.delete(name);
}

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
  /** What holds where the function at hand returns before its end. */
  returned: ReadonlyMap<string, Values>[];
  left: number;
  /** The first command whose steps are not written down any more. */
  cutAt: Span | undefined;
  commands: number;
}

export const newNotes = (): Notes => ({
  conditions: [],
  functions: [],
  steps: [],
  atEnd: [],
  assigned: new Map(),
  returned: [],
  left: maxSteps,
  cutAt: undefined,
  commands: 0,
});

export function addStep(record: Notes, step: Step): void {
  if (record.left <= 0) {
    record.cutAt ??= step.command;
    return;
  }
  record.left--;
  record.steps.push(step);
}

/** Notes a question; answers where it stands among the conditions. */
export function addCondition(record: Notes, parent: number, span: Span, more: Omit<Condition, 'span' | 'parent'>): number {
  record.conditions.push({ span, parent, ...more });
  return record.conditions.length - 1;
}

/** How a stretch of a script ends: `done` and `fails` leave the script or function. */
export type Ending = 'falls' | 'done' | 'fails';

/** A script at hand, perhaps one inside another. */
export interface Reading {
  readonly record: Notes;
  readonly source: MappedText;
  readonly script: ShellScript;
  /** Scripts around it. */
  readonly depth: number;
}
