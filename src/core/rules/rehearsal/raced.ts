import { freshProblems, onServer, rehearsed } from '../reporting/rehearsed';
import { defineRule } from '../rule';

export const rehearsalRaced = defineRule({
  id: 'rehearsal/raced',
  target: 'package',
  reads: [...rehearsed],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: false,
  summary: "In the rehearsal two runners that started at once got in each other's way",
  rationale: [
    'Hosts that are upgraded together start their migrations together. Two sessions ran the file at the same time on a real server, and not exactly one of them migrated: they waited for each other until the server ended one, each met what the other had made, or both added the same rows.',
    '',
    'A lock that the second one does not get, and that ends it (`pg_try_advisory_lock`, read by `\\gset` and `\\if`), lets one migrate and the other stop at once. A lock that is waited for is not enough: with `CREATE INDEX CONCURRENTLY` it deadlocks.',
    'It is silent for tools that keep a second runner out themselves, where one came to the end and the other was refused, for files that changed since, and where nothing was rehearsed on a server.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS'],
  messages: {
    deadlock: (d: { on: string; error: string; waited: string }) =>
      `${d.on} two runners waited for each other here: ${d.error}${d.waited}.`,
    neither: (d: { on: string; error: string; waited: string }) =>
      `${d.on} two runners started at once, and neither came to the end: here one failed: ${d.error}${d.waited}.`,
    twice: (d: { on: string; file: string; waited: string }) =>
      `${d.on} two runners of ${d.file} started at once, and both added these rows${d.waited}.`,
  },
  check(reviewed, { report, rehearsal }) {
    for (const { path, span, raced, file } of freshProblems('raced', rehearsal, reviewed)) {
      if (!rehearsal) return;
      const { error, longest } = raced;
      const seconds = longest === undefined ? '' : (longest.milliseconds / 1000).toFixed(1);
      const behind = longest?.behind ? `, which was at line ${longest.behind.line + 1}` : '';
      const waited = longest ? `; line ${longest.at.line + 1} waited ${seconds} s for the other${behind}` : '';
      const about = { on: onServer(rehearsal), error: error?.message ?? '', waited };
      if (raced.outcome === 'deadlock') report({ path, span }, 'deadlock', { data: about });
      else if (raced.outcome === 'neither') report({ path, span }, 'neither', { data: about });
      else report({ path, span }, 'twice', { data: { ...about, file: file.path } });
    }
  },
});
