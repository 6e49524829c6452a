import { load } from '../../rehearse/load';
import { longestWait } from '../../rehearse/problems';
import { freshProblems, onServer, rehearsed } from '../reporting/rehearsed';
import { defineRule } from '../rule';

export const slowUnderLoad = defineRule({
  id: 'rehearsal/slow-under-load',
  target: 'package',
  reads: [...rehearsed],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'In the rehearsal others waited more than a second while a migration ran',
  rationale: [
    `The file ran on a real server while others worked on the tables that it locks: ${load.readers} sessions that read and ${load.writers} that write a row at a time, and a report that had begun before and stays in its transaction for ${load.reportSeconds} s, on ${load.rows.toLocaleString('en')} made-up rows a table. A request waited more than ${longestWait / 1000} s.`,
    '',
    'A statement that waits for a strong lock makes everybody wait who comes after it, for as long as the longest transaction before it goes on; production has longer ones than the rehearsal. `SET lock_timeout` before it, and another try later, lets others go on; what takes long itself is done in portions, or without the lock.',
    'It is silent for tables that the new files have made or that could not be filled with rows, for files that changed since, and where nothing was rehearsed on a server. How long it takes in production depends on its rows.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT'],
  messages: {
    waited: (d: { on: string; kind: string; table: string; seconds: string; before: string; because: string }) =>
      `${d.on} a ${d.kind} of ${d.table} waited ${d.seconds} s while this ran (before, 99 % took at most ${d.before} ms)${d.because}.`,
  },
  check(reviewed, { report, rehearsal }) {
    for (const { path, span, loaded, longest } of freshProblems('slow', rehearsal, reviewed)) {
      if (!rehearsal) return;
      const { waited, before } = loaded;
      const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);
      const because = waited ? `: it waited ${seconds(waited.milliseconds)} s itself for a transaction that had begun before` : '';
      const data = {
        on: onServer(rehearsal),
        kind: longest.kind,
        table: longest.table,
        seconds: seconds(longest.milliseconds),
        before: before.p99.toFixed(0),
        because,
      };
      report({ path, span }, 'waited', { data });
    }
  },
});
