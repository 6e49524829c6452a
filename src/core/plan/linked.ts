import { memoWhile, sameItems } from '../text/memo';
import type { Linker, Program } from './program';

/** A question that was put to a linker, and whether another one answers it the same. */
type StillAnswered = (linker: Linker) => boolean;

interface Kept<V> {
  readonly value: V;
  readonly answers: readonly StillAnswered[];
}

/**
 * Keeps what was worked out of a script with the help of a linker for as long as every question would be answered the same: an edit of
 * one script leaves the others alone.
 */
export function memoLinked<I extends readonly unknown[], V>(
  compute: (program: Program, linker: Linker, ...others: I) => V,
  holds: (value: V, ...others: I) => boolean = () => true,
): (program: Program, linker: Linker, ...others: I) => V {
  const keep = memoWhile(
    (program: Program, linker: Linker, ...others: I): Kept<V> => {
      const answers = new Map<string, StillAnswered>();
      const value = compute(program, listening(linker, answers), ...others);
      return { value, answers: [...answers.values()] };
    },
    ({ value, answers }, linker, ...others) => answers.every((still) => still(linker)) && holds(value, ...others),
  );
  return (program, linker, ...others) => keep(program, linker, ...others).value;
}

/** The same linker; what it is asked is noted. */
function listening(linker: Linker, answers: Map<string, StillAnswered>): Linker {
  const note = (key: string, still: StillAnswered): void => {
    if (!answers.has(key)) answers.set(key, still);
  };
  return {
    script: (named, from) => {
      const answer = linker.script(named, from);
      note(`script\n${named}\n${from.path}`, (other) => other.script(named, from) === answer);
      return answer;
    },
    filesLike: (pattern) => {
      const answer = linker.filesLike(pattern);
      note(`like\n${pattern}`, (other) => sameItems(other.filesLike(pattern), answer));
      return answer;
    },
    inside: (archive) => {
      const answer = linker.inside(archive);
      note(`inside\n${archive}`, (other) => sameItems(other.inside(archive), answer));
      return answer;
    },
    below: (folder) => {
      const answer = linker.below(folder);
      note(`below\n${folder}`, (other) => {
        const now = other.below(folder);
        return now?.folder === answer?.folder && sameItems(now?.files ?? [], answer?.files ?? []);
      });
      return answer;
    },
    file: (named) => {
      const answer = linker.file(named);
      note(`file\n${named}`, (other) => other.file(named) === answer);
      return answer;
    },
    functionOf: (name, from) => {
      const answer = linker.functionOf(name, from);
      note(`function\n${name}\n${from.path}`, (other) => {
        const now = other.functionOf(name, from);
        return now?.owner === answer?.owner && now?.steps === answer?.steps;
      });
      return answer;
    },
    isInert: (called) => {
      const answer = linker.isInert(called);
      note(
        `inert\n${called.owner.path}\n${String(called.steps[0]?.span.start)}\n${called.steps.length}`,
        (other) => other.isInert(called) === answer,
      );
      return answer;
    },
  };
}
