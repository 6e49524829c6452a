import { callersOf } from '../../facts/migrations/callers';
import { liveSessions, type LiveEvent, type LiveSession } from '../../facts/migrations/events';
import { fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import type { Fix, Related } from '../finding';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const openTransaction = defineRule({
  id: 'migration/open-transaction',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done', 'silent-failure'],
  fixable: true,
  summary: 'BEGIN and COMMIT do not belong together',
  rationale: [
    'What is not committed is undone when the session ends, without an error: the script says that all went well, and the schema is what it was. A second `BEGIN` begins nothing, so the first `COMMIT` ends all of it, and what follows runs on its own: if that fails, half of the change stays.',
    '',
    'Reported are a `BEGIN` that no `COMMIT` follows, a `BEGIN` inside of a transaction, a `COMMIT` outside of one, and a `COMMIT` in a file that its tool, or `psql -1`, makes one transaction of: there it ends the transaction of the tool. Files that several includes or scripts make one session of are not judged for what is left open, nor is what an `\\if` may skip.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-begin.html', 'https://www.postgresql.org/docs/current/sql-commit.html'],
  messages: {
    open: () => 'No COMMIT follows: when the session ends, the server undoes all that came after this BEGIN, without an error.',
    nested: () =>
      'This BEGIN stands inside of a transaction and begins none: the next COMMIT ends the outer one, and what follows is not part of any.',
    unopened: () => 'This COMMIT ends no transaction: what came before it ran statement by statement, and stays if a later one fails.',
    whole: (d: { runner: string }) =>
      `${d.runner} makes one transaction of this file, and this COMMIT ends it: what follows, and what is written down of the run, is not part of it any more.`,
  },
  check(reviewed, { report, ...context }) {
    for (const live of liveSessions({ ...context, package: reviewed })) {
      const { path, events, run, session } = live;
      if (events.some(({ is, isConditional }) => isConditional && /^(begin|commit|rollback)$/.test(is))) continue;
      const isShared = live.hasIncludes || callersOf(reviewed, path).some(({ isOnly }) => !isOnly);
      let begun: LiveEvent | undefined;
      const unopened: LiveEvent[] = [];
      for (const event of events) {
        if (event.is !== 'begin' && event.is !== 'commit' && event.is !== 'rollback') continue;
        const at = { path, span: event.at };
        const wholeBy = event.by === 'runner' || event.by === 'client' ? (event.by === 'client' ? 'psql -1' : nameOf(live)) : undefined;
        if (event.is === 'begin') {
          if (begun && begun.connection === event.connection) report(at, 'nested', { data: undefined, atMost: 'warning' });
          else begun = event;
        } else {
          if (wholeBy !== undefined && event.is === 'commit' && !(run.isOneRequest && isLast(session, event)))
            report(at, 'whole', { data: { runner: wholeBy }, atMost: 'warning' });
          else if (!begun && !isShared && event.is === 'commit' && event.transaction === undefined && !setsAutocommit(session.text)) {
            if (worksBefore(session, event.at.start)) unopened.push(event);
          }
          begun = undefined;
        }
      }
      const [first, ...others] = unopened;
      if (first) {
        const related = others
          .slice(0, maxRelated)
          .map((other): Related => ({ at: 'package', path, span: other.at, message: 'nor does this' }));
        report({ path, span: first.at }, 'unopened', { data: undefined, atMost: 'warning', related });
      }
      if (!begun || isShared || hasFaults(session) || !worksAfter(session, begun.at.end) || begun.by === 'runner' || begun.by === 'client')
        continue;
      const last = events.at(-1);
      if (!last || last.connection !== begun.connection) continue;
      report({ path, span: begun.at }, 'open', {
        data: undefined,
        confidence: run.confidence === 'certain' && run.runner === 'psql' ? 'certain' : run.runner === undefined ? 'possible' : 'likely',
        fix: committed(live),
      });
    }
  },
});

/** Nothing follows, and a tool that sends the file as one request writes down what it has run in another one: the transaction ends as it would have. */
const isLast = ({ text }: LiveSession['session'], { statement: { end } }: LiveEvent): boolean =>
  /^[\s;]*(?:--[^\n]*(?:\n\s*|$))*$/.test(text.slice(end, end + longestRemark));

/** Of what stands behind the last statement. */
const longestRemark = 2000;

const nameOf = ({ run }: LiveSession): string => (run.runner === undefined || run.runner === 'psql' ? 'psql -1' : run.runner);

const maxRelated = 10;

/** Whether anything is there that could be undone: a file that only begins is put before others by whoever runs it, which says the COMMIT as well. */
const worksAfter = ({ syntax }: Subject<'sql'>, end: number): boolean =>
  syntax.items.some((item) => item.kind === 'statement' && item.span.start >= end && item.facts.sets === undefined);

const worksBefore = ({ syntax }: Subject<'sql'>, start: number): boolean =>
  syntax.items.some((item) => item.kind === 'statement' && item.span.end <= start && item.facts.sets === undefined);

/** What cannot be read may hold the COMMIT. */
const hasFaults = fileFact('sql', ({ syntax }): boolean => syntax.faults.length > 0);

const setsAutocommit = (text: string): boolean => /\\set\s+AUTOCOMMIT\b/.test(text);

/** At the end of a file of SQL. */
function committed({ path, session: { text, syntax } }: LiveSession): Fix | undefined {
  const end = text.trimEnd().length;
  if (syntax.client || text[end - 1] !== ';') return undefined;
  return { title: 'Commit at the end', applies: 'after-review', edits: [{ path, span: { start: end, end }, text: '\n\nCOMMIT;' }] };
}
