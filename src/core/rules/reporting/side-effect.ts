import type { PlanEffect } from '../../plan/plan';
import { sideEffects, type SideEffect, type SideEffectCode } from '../../facts/side-effects/side-effects';
import type { PackageView } from '../../subject/subject';
import type { Planned } from '../../plan/planned';
import { groupBy } from '../../text/groups';
import type { Report } from '../rule';

export interface SideEffectData {
  /** The command. */
  readonly by: string;
  readonly target: string;
  /** More of the like in the same script. */
  readonly more: number;
  readonly isUndone: boolean;
}

type Messages<Key extends string> = Readonly<Record<Key, (data: SideEffectData) => string>>;

/** The first of each kind in a script, with how many follow; each of its own where they are few. */
export function reportSideEffects<Key extends string = 'done'>(
  code: SideEffectCode,
  reviewed: PackageView<Planned>,
  report: Report<Messages<Key | 'done'>>,
  { isEach, messageOf = () => 'done' }: { readonly isEach: boolean; readonly messageOf?: (effect: PlanEffect) => Key | 'done' },
): void {
  const own = sideEffects(reviewed).filter((found) => found.code === code);
  const groups = groupBy(own, ({ effect, undo }) =>
    isEach ? `${effect.path}:${effect.span.start}` : `${effect.path}:${undo !== undefined}:${messageOf(effect)}`,
  );
  for (const [first, ...more] of groups.values()) {
    const { effect, undo } = first;
    report({ path: effect.path, span: effect.span }, messageOf(effect), {
      data: { by: effect.by, target: effect.target, more: placesOf([first, ...more]) - 1, isUndone: undo !== undefined },
      ...(effect.isCode && { confidence: 'possible' as const }),
      ...(undo && {
        atMost: 'info' as const,
        related: [{ at: 'package', path: undo.path, span: undo.span, message: 'the way back takes it back here' }],
      }),
    });
  }
}

const placesOf = (all: readonly SideEffect[]): number => new Set(all.map(({ effect }) => effect.command.start)).size;

/** `; 3 more in this script`, and what becomes of it. */
export const endingWords = ({ more, isUndone }: SideEffectData): string =>
  `${more > 0 ? `, and ${more} more time${more === 1 ? '' : 's'} in this script` : ''}: a restored snapshot keeps it, and ${isUndone ? 'the way back of the package takes it back: run that as well' : 'nothing in the package takes it back'}.`;

/** What it is done to, if that is known. */
export const ofTarget = ({ target }: SideEffectData, before: string): string =>
  target === '' || target === '*' ? '' : `${before}${target}`;

/** What every page of this group says at its end. */
export const pageEnding = `The rule asks the plan: what scripts of the upgrade do that reaches beyond the hosts. What a script of a way back does about the same thing is shown beside it, and
makes it a note. Put what remains on the list of what is cleaned up after the upgrade, and after a rollback.

Silent for scripts of the way back, of checks and of jobs, for what happens only after a failure, and for scripts of which nobody knows that the upgrade runs them.`;
