import type { SyntaxFault } from '../../parse/fault';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import { defineRule } from '../rule';
import type { Subject } from '../../subject/subject';
import type { Fix } from '../finding';

/** Placeholders that an installer fills in: what cron will read is not known here. */
const template = /\{\{|@@|\$\{|<%|__[A-Z]+__|@[A-Z_]+@/;

export const scheduleSyntax = defineRule({
  id: 'schedule/syntax',
  target: 'crontab',
  severity: 'error',
  confidence: 'certain',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A crontab line that cron does not take',
  rationale: `Debian's cron refuses a whole file in \`/etc/cron.d\` for one line that it cannot read: none of its jobs run any more, and the only trace is a
line in the system log. A last line without a line end is skipped.

Lines with placeholders that an installer fills in are left alone. Whether a user exists or a command works is not looked at.`,
  references: ['https://manpages.debian.org/stable/cron/crontab.5.en.html', 'https://manpages.debian.org/stable/cron/cron.8.en.html'],
  messages: {
    refused: ({ detail }: { detail: string }) => `cron does not take this as it is: ${detail}.`,
  },
  check(crontab, context) {
    const seen = new Set<number>();
    for (const fault of crontab.syntax.faults) {
      const { span, detail } = fault;
      const line = lineSpanAt(crontab.text, span.start);
      // After the first fault of a line, the rest of it is guesswork; a missing line end is the file's.
      if (fault.code !== 'cron-line-end' && seen.has(line.start)) continue;
      seen.add(line.start);
      if (template.test(crontab.text.slice(line.start, line.end))) continue;
      context.report(span, 'refused', { data: { detail }, fix: fixOf(crontab, fault) });
    }
  },
});

function fixOf({ path, text }: Subject<'crontab'>, { code, span: { end } }: SyntaxFault): Fix | undefined {
  const insert = (title: string, inserted: string): Fix => ({
    title,
    applies: 'always',
    edits: [{ path, span: { start: end, end }, text: inserted }],
  });
  if (code === 'cron-line-end') return insert('End the last line', lineEndOf(text));
  if (code === 'cron-variable' && text[end - 1] === '=') return insert('Write the empty value as ""', '""');
  if (code !== 'cron-carriage-return') return undefined;
  const edits = [...text.matchAll(/\r(?=\n)/g)].map(({ index }) => ({ path, span: { start: index, end: index + 1 }, text: '' }));
  return { title: 'Remove the carriage returns', applies: 'always', edits };
}
