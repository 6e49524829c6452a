import { lineEndOf, lineSpanAt } from '../../text/lines';
import type { Place } from '../../text/span';
import type { FileEdit } from '../finding';

/** A command in a script, with the script's text. */
interface CommandPlace extends Pick<Place, 'path'> {
  readonly command: Place['span'];
}

/** Words that a command may have before it on its line. */
const ahead = /^[ \t]*((?:sudo|doas)(?:[ \t]+-[A-Za-z]+)*[ \t]+)?$/;

/**
 * A command on a line of its own above another one, with its indentation and its `sudo`. `undefined` where the other does not begin its
 * line: it may be a part of a question, or of a list.
 */
export function lineAbove({ path, command }: CommandPlace, text: string, line: string): FileEdit | undefined {
  // Only scripts have lines that a shell runs; of others there is no text here.
  if (command.start >= text.length) return undefined;
  const { start } = lineSpanAt(text, command.start);
  const before = text.slice(start, command.start);
  const sudo = ahead.exec(before);
  // The line goes on from the one above: `foo \`.
  if (
    !sudo ||
    /\\$|(&&|\|\|?|\bthen|\bdo|[({])[ \t]*$/.test(
      text
        .slice(0, Math.max(0, start - 1))
        .slice(-20)
        .trimEnd(),
    )
  )
    return undefined;
  const indent = /^[ \t]*/.exec(before)?.[0] ?? '';
  return { path, span: { start, end: start }, text: `${indent}${sudo[1] ?? ''}${line}${lineEndOf(text)}` };
}
