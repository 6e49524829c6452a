import type { SyntaxFault } from '../../parse/fault';
import { storedAs } from '../../facts/stored-as';
import { faultPlaces, moreFaults, type FurtherFaults } from '../reporting/faults';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import { isTestMaterial } from '../../package/test-material';
import { mendedCrontabs } from '../../facts/jobs/mended-crontabs';
import { baseName } from '../../text/path';
import { defineRule } from '../rule';
import type { Subject } from '../../subject/subject';
import type { Fix } from '../finding';

/** Placeholders that an installer fills in: what cron will read is not known here. */
const template = /\{[{%]|@@|\$\{|<%|__[A-Z]+__|@[A-Z_]+@/;

/** Images often have another cron (busybox, supercronic), which takes a last line without its end. */
const container = /(^|\/)(docker|containers?|images?|rootfs)\//i;

export const scheduleSyntax = defineRule({
  id: 'schedule/syntax',
  target: 'crontab',
  reads: ['shell', 'text'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A crontab line that cron does not take',
  rationale: `Debian's cron refuses a whole file in \`/etc/cron.d\` for one line that it cannot read: none of its jobs run any more, and only the
system log tells. A last line without a line end is skipped; the crons of container images mostly take it, so there it is only possible.

A file is reported once, at its first fault; its other faults stand behind it.

Lines with placeholders that an installer fills in are left alone, and examples; so are carriage returns and an open last line that a script of
the package mends on the way (\`tr -d '\\r'\`, \`dos2unix\`). Whether a user exists or a command works is not looked at.`,
  references: ['https://manpages.debian.org/stable/cron/crontab.5.en.html', 'https://manpages.debian.org/stable/cron/cron.8.en.html'],
  messages: {
    wide: () => 'This is stored as UTF-16, of which cron reads no line.',
    marked: () =>
      "A byte order mark stands before the first line, and cron takes it for a part of that: Debian's cron refuses the whole file, cronie the line.",
    refused: (d: { detail: string } & FurtherFaults) => `cron does not take this as it is: ${d.detail}${moreFaults(d)}.`,
  },
  check(crontab, context) {
    if (isTestMaterial(crontab.path)) return;
    const stored = crontab.syntax.written ? undefined : storedAs(context.package).get(crontab.path);
    // An assignment is one as well if its name begins with the mark.
    if (stored === 'wide' || (stored === 'marked' && !/^[ \t]{0,80}["'\w]{1,80}[ \t]{0,80}=/.test(crontab.text))) {
      context.report({ start: 0, end: Math.min(1, crontab.text.length) }, stored, { data: undefined });
      return;
    }
    const seen = new Set<number>();
    const { faults, faultsCut } = crontab.syntax;
    const mended = mendedCrontabs(context.package);
    const isMended = (names: ReadonlySet<string>): boolean => !crontab.syntax.written && names.has(baseName(crontab.path));
    const told = faults.filter(({ code, span }) => {
      if (code === 'cron-carriage-return' && isMended(mended.returns)) return false;
      if (code === 'cron-line-end' && isMended(mended.ends)) return false;
      const line = lineSpanAt(crontab.text, span.start);
      // After the first fault of a line, the rest of it is guesswork; a missing line end is the file's.
      if (code !== 'cron-line-end' && seen.has(line.start)) return false;
      seen.add(line.start);
      return !template.test(crontab.text.slice(line.start, line.end));
    });
    const [first, ...rest] = told;
    if (!first) return;
    const isOther = first.code === 'cron-line-end' && container.test(crontab.path);
    context.report(first.span, 'refused', {
      ...(isOther && { confidence: 'possible' }),
      data: { detail: first.detail, more: rest.length, cut: faultsCut },
      related: faultPlaces(crontab.path, rest),
      fix: fixOfAll(told.flatMap((fault) => fixOf(crontab, fault) ?? [])),
    });
  },
});

/** One fix for what can be mended of a file; lines that need a person stay. */
function fixOfAll(fixes: readonly Fix[]): Fix | undefined {
  const [first, ...rest] = fixes;
  if (!first || rest.length === 0) return first;
  return { ...first, title: 'Mend what cron does not take and is plain', edits: fixes.flatMap(({ edits }) => edits) };
}

function fixOf({ path, text, syntax }: Subject<'crontab'>, { code, span: { end } }: SyntaxFault): Fix | undefined {
  // What a command prints is not mended as a file is.
  if (syntax.written?.asLines === false) return undefined;
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
