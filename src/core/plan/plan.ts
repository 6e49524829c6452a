import type { EffectKind, Entered, OnError } from '../effects/effect';
import type { Place } from '../text/span';

export const phaseNames = ['check', 'install', 'migrate', 'post', 'rollback', 'scheduled', 'other'] as const;

/** When a script of the package runs. */
export type PhaseName = (typeof phaseNames)[number];

/** Where something is asked. `isNo`: the answer has to be no. */
export interface Question extends Place {
  readonly isNo?: true;
}

/** Something that the package would do to a host. */
export interface PlanEffect extends Place {
  readonly kind: EffectKind;
  /** What it is done to; `*` stands for what is not known. */
  readonly target: string;
  /** The command that does it, in its file. */
  readonly command: Place['span'];
  /** For people: `systemctl stop`. */
  readonly by: string;
  readonly options: readonly string[];
  readonly when: 'always' | 'conditional' | 'on-failure';
  /** The innermost question that decides. */
  readonly condition?: Question;
  /** The questions around it, the innermost last; a failure that it waits for is one. */
  readonly asked: readonly Place[];
  /** Whom it runs as; absent: whoever starts the script. */
  readonly as?: string;
  /** Another host; absent: this one. */
  readonly host?: string;
  readonly container?: string;
  readonly onError: OnError;
  /** What is copied or unpacked there. */
  readonly from?: string;
  /** What is written. */
  readonly content?: Place['span'];
  /** The mode that it gets: `0750`, `a+w`. */
  readonly mode?: { readonly value: string; readonly span: Place['span'] };
  readonly why?: string;
  /** It comes last, however the script ends. */
  readonly isAtEnd?: true;
  /** Its output goes nowhere. */
  readonly isMuted?: true;
  /** Of a target without a folder of its own: where its script went before. */
  readonly entered?: Entered;
  /** It works on what `find` or `ls` has found below or in the target. */
  readonly isFound?: true;
  /** What the target holds is lost. */
  readonly erases?: true;
  /** It stands in a program in another language than the shell's, of which only the literals are read. */
  readonly isCode?: true;
  /** What brings it along: whatever takes that back takes this back. */
  readonly with?: PlanEffect;
  /** The last version did not do it. */
  readonly isNew?: true;
}

export interface PlanPhase {
  readonly name: PhaseName;
  /** The file that starts it. */
  readonly entry: string;
  readonly effects: readonly PlanEffect[];
  /** The file that builds the image of a container in which all of it happens. */
  readonly image?: string;
}

/** A command that nobody can say what it does. */
export interface NotUnderstood extends Place {
  readonly what: string;
  /** Whatever comes behind it is not followed either. */
  readonly isCut?: true;
}

/** What the package would do to its hosts, in order. */
export interface Plan {
  /** Commands in the package's scripts, each once. */
  readonly understood: { readonly commands: number; readonly of: number };
  readonly phases: readonly PlanPhase[];
  readonly unknown: readonly NotUnderstood[];
}
