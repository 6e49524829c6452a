import { fileSpan } from '../parse/mapped-text';
import type { ShellCommand } from '../parse/shell-script';
import type { Course, Reading } from './course';
import { single } from './questions';
import { argumentsOf, inFolder, stepMaker, wordsSpan } from './step-maker';

/** Files that are written by `>` and `>>`. */
export function redirections(command: ShellCommand, course: Course, reading: Reading): void {
  for (const { operator, target } of command.redirects) {
    if (!/^(>|>\||&>|>>|&>>|>&)$/.test(operator) || /^(&?[\d-]+)$/.test(target.text)) continue;
    for (const { value, isOneOf } of argumentsOf(target, course)) {
      if (/^\/dev\/(null|stdout|stderr|tty|fd\/\d+|console|kmsg)$/.test(value)) continue;
      const heredoc = command.heredocs.at(-1);
      const said = /^(echo|printf)$/.test(command.name ?? '') ? wordsSpan(command, reading.source) : undefined;
      const content = heredoc ? fileSpan(reading.source, heredoc.span) : said;
      const from = command.name === 'cat' ? command.words.slice(1).findLast(({ text }) => !text.startsWith('-')) : undefined;
      stepMaker(
        { command, program: command.name ?? '' },
        course,
        reading,
      )({
        kind: operator.includes('>>') ? 'file.append' : 'file.write',
        target: inFolder(value, course),
        span: target.span,
        by: operator,
        ...(content && { content }),
        ...(from && { from: inFolder(single(from, course.variables), course) }),
        ...(isOneOf && { isOneOf: true as const }),
      });
    }
  }
}
