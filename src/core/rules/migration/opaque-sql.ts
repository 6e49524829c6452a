import { firstWords, liveScripts, ofStatements } from '../../facts/migrations/mysql-operations';
import { isForPostgres, runsOnLive } from '../../facts/migrations/who';
import { isTestMaterial } from '../../package/test-material';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const opaqueSql = defineRule({
  id: 'migration/opaque-sql',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'What a migration does is put together when it runs',
  rationale: [
    '`EXECUTE` of a text that a block builds from variables, queries and `format()` may change any table in any way: which locks it takes, how long it works and whether it can be taken back stands nowhere. Nor can anybody say it of a statement that does not parse.',
    '',
    'Write the statements out where the names are known; where they are not, print what is run (`RAISE NOTICE`), set `lock_timeout` around it, and rehearse the migration on a copy of production.',
    'Reported are blocks (`DO`), routines that the same file defines and calls, queries whose rows psql runs (`\\gexec`), and texts that MySQL is given by `PREPARE`; and statements that change the schema and that nobody could read. It is silent where the text that is executed is one literal, where it only asks, in scripts that set up an empty database or take a change back, for SQLite, and in documentation and tests.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/plpgsql-statements.html#PLPGSQL-STATEMENTS-EXECUTING-DYN'],
  messages: {
    computed: (d: { start: string; others: number }) =>
      `This runs statements that it puts together (${d.start === '' ? 'nothing of them is written' : `beginning with "${d.start}"`})${d.others === 0 ? '' : `, as ${d.others} more here ${d.others === 1 ? 'does' : 'do'}`}: nobody can say before which tables it locks, and for how long.`,
    unread: () => 'This changes the schema, and nobody could read how: it is not judged.',
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const script of liveScripts(site, 'mysql')) {
      const [first, ...others] = computedIn(script);
      const { path } = script.subject;
      if (!first) continue;
      report({ path, span: first.at }, 'computed', {
        data: { start: first.start, others: others.length },
        related: others.slice(0, maxRelated).map(({ at }) => ({ at: 'package', path, span: at, message: 'and here' })),
      });
    }
    if (!isForPostgres(site)) return;
    for (const subject of reviewed.subjects.sql) {
      const { computed, unread } = opaqueIn(subject);
      if (computed.length + unread.length === 0 || isTestMaterial(subject.path) || !runsOnLive(subject, reviewed)) continue;
      const { path } = subject;
      const [first, ...others] = computed;
      const more = (spans: readonly { readonly at: Span }[]) =>
        spans.slice(0, maxRelated).map(({ at }) => ({ at: 'package' as const, path, span: at, message: 'and here' }));
      if (first)
        report({ path, span: first.at }, 'computed', { data: { start: first.start, others: others.length }, related: more(others) });
      const [one, ...rest] = unread;
      if (one) report({ path, span: one.at }, 'unread', { data: undefined, confidence: 'possible', related: more(rest) });
    }
  },
});

const maxRelated = 10;

/** Of MySQL: what is prepared, in the script or in a procedure that it calls. */
const computedIn = ofStatements(({ subject: { text }, statements }) =>
  statements.flatMap(({ facts, span }) => (facts.computed === undefined ? [] : [{ at: firstWords(text, span), start: facts.computed }])),
);

interface Opaque {
  readonly computed: readonly { readonly at: Span; readonly start: string }[];
  readonly unread: readonly { readonly at: Span }[];
}

const nothing: Opaque = { computed: [], unread: [] };

const opaqueIn = fileFact('sql', ({ text, syntax }): Opaque => {
  const computed: { at: Span; start: string }[] = [];
  const unread: { at: Span }[] = [];
  /** Routines that nobody has called yet. */
  const waiting = new Map<string, string>();
  for (const item of syntax.items) {
    if (item.kind !== 'statement') continue;
    const { facts, span, change, routine } = item;
    const words = {
      start: span.start,
      end: Math.min(span.end, span.start + (/^\w+/.exec(text.slice(span.start, span.start + 20))?.[0].length ?? 1)),
    };
    if (facts.isUnread && (change ?? changing.test(text.slice(span.start, span.start + 40))))
      unread.push({ at: change?.keywords ?? words });
    if (facts.computed !== undefined) {
      const [defined] = facts.steps ?? [];
      if (!routine) computed.push({ at: words, start: facts.computed });
      else if (defined) waiting.set(defined.name, facts.computed);
    }
    for (const name of facts.calls ?? []) {
      const start = waiting.get(name);
      if (start !== undefined) computed.push({ at: words, start });
      waiting.delete(name);
    }
  }
  return computed.length + unread.length > 0 ? { computed, unread } : nothing;
});

const changing = /^(create|alter|drop)\s+(table|index|unique|type|view|sequence|schema)\b/i;
