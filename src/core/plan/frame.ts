import type { Place } from '../text/span';
import type { PlanEffect, Question } from './plan';
import type { Program } from './program';
import type { Scope } from './scope';

/** What files that it has read in have told a shell. */
export interface Shell {
  /** Failures end it. */
  isStrict: boolean;
  /** Nobody here has read one of them: what was set before may be anything. */
  isShaken: boolean;
  /** Variables that one of them sets somewhere. */
  readonly changed: Set<string>;
}

export const newShell = (): Shell => ({ isStrict: false, isShaken: false, changed: new Set() });

/** How a stretch is run. */
export interface Frame {
  readonly program: Program;
  readonly variables: Scope;
  readonly when: PlanEffect['when'];
  readonly condition: Question | undefined;
  readonly asked: readonly Place[];
  /** However the script ends. */
  readonly isAtEnd?: true | undefined;
  /** The call of the function that is being followed. */
  readonly calledAt?: Pick<PlanEffect, 'path' | 'span' | 'command'>;
  readonly stopsOnError: boolean;
  /** What the shell at hand has been told by files that it has read in: one object for all that it runs. */
  readonly shell: Shell;
  readonly as: string | undefined;
  readonly host: string | undefined;
  readonly container: string | undefined;
  /** Somebody feeds it: it asks no person. */
  readonly isFed: boolean;
  /** Functions and scripts that are being followed. */
  readonly within: readonly unknown[];
}
