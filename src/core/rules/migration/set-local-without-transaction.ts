import { liveSessions } from '../../facts/migrations/events';
import type { Fix } from '../finding';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const setLocalWithoutTransaction = defineRule({
  id: 'migration/set-local-without-transaction',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['silent-failure', 'outage'],
  fixable: true,
  summary: 'SET LOCAL stands outside of a transaction and sets nothing',
  rationale: [
    '`SET LOCAL` lasts until its transaction ends. Outside of one that is at once: the server warns, nobody reads it, and a `lock_timeout` that is thought to protect production stays at 0.',
    '',
    'Reported is `SET LOCAL` where neither the file, nor `psql -1`, nor the tool that runs it has begun a transaction. Where nobody knows who runs the file, it is only possible. The fix sets it for the session.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-set.html'],
  messages: {
    nothing: (d: { name: string }) => `SET LOCAL ${d.name} stands outside of a transaction: the server warns, and nothing is set.`,
  },
  check(reviewed, { report, ...context }) {
    for (const { path, session, run, events } of liveSessions({ ...context, package: reviewed }))
      for (const event of events) {
        if (event.is !== 'set-local' || event.transaction !== undefined) continue;
        const isSure = run.confidence === 'certain' && run.runner === 'psql';
        report({ path, span: event.at }, 'nothing', {
          data: { name: event.name },
          confidence: isSure ? 'certain' : run.runner === undefined ? 'possible' : 'likely',
          fix: forSession(path, session.text, event.statement),
        });
      }
  },
});

function forSession(path: string, text: string, { start, end }: { readonly start: number; readonly end: number }): Fix | undefined {
  const [, before = '', local = ''] = /^(set\s+)(local\s+)/i.exec(text.slice(start, end)) ?? [];
  if (local === '') return undefined;
  const at = start + before.length;
  return {
    title: 'Set it for the session',
    applies: 'after-review',
    edits: [{ path, span: { start: at, end: at + local.length }, text: '' }],
  };
}
