import type { ShellCommand, ShellScript } from './shell-script';
import { countBefore } from '../text/sorted';
import { memo } from '../text/memo';

/** A stretch of a script that belongs to a command: the command itself, or a here-document of it. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly command: ShellCommand;
  /** Place of the command among all. */
  readonly order: number;
  /** The nearest stretch before it that may hold it. */
  readonly around: Stretch | undefined;
}

/** The command whose own text is at `offset`: what stands in a substitution belongs to the command there. */
export function innermost(script: ShellScript, offset: number): ShellCommand | undefined {
  const stretches = stretchesOf(script);
  let inner: Stretch | undefined;
  for (let at = stretches[countBefore(stretches, offset + 1, ({ start }) => start) - 1]; at; at = at.around) {
    if (offset < at.end && (!inner || isWithin(at, inner))) inner = at;
  }
  return inner?.command;
}

/** The shorter command is the inner one; of equals, the later. */
const isWithin = (one: Stretch, other: Stretch): boolean =>
  length(one.command) - length(other.command) < 0 || (length(one.command) === length(other.command) && one.order > other.order);

const length = ({ span }: ShellCommand): number => span.end - span.start;

/** In order of their beginnings. */
const stretchesOf = memo(({ commands }: ShellScript): readonly Stretch[] => {
  const all = commands.flatMap((command, order) =>
    [command.span, ...command.heredocs.map(({ span }) => span)].map(({ start, end }) => ({ start, end, command, order })),
  );
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  let last: Stretch | undefined;
  return all.map((stretch) => {
    while (last && last.end <= stretch.start) last = last.around;
    last = { ...stretch, around: last };
    return last;
  });
});
