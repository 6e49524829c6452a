import { setUpPath } from '../../facts/migrations/runner';
import { liveRun } from '../../facts/migrations/who';
import { isTestMaterial } from '../../package/test-material';
import { fileOf } from '../../package/named-file';
import { fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import type { FileEdit } from '../finding';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const sqliteNoBusyTimeout = defineRule({
  id: 'migration/sqlite-no-busy-timeout',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done', 'silent-failure'],
  fixable: true,
  summary: 'sqlite3 gives up at once if somebody else is writing',
  rationale: [
    'SQLite has one writer at a time, and the `sqlite3` client waits for nobody: its `busy_timeout` is 0. If the product, a job or a backup writes at that moment, the statement fails with "database is locked", and without `-bail` the client goes on with the next one.',
    '',
    'Let it wait, `sqlite3 -cmd ".timeout 5000"`, or `PRAGMA busy_timeout = 5000` as the first statement; stop the product before. `BEGIN IMMEDIATE` takes the lock before anything is done.',
    'Reported are calls of `sqlite3` that change a database. It is silent for questions, for databases in memory and in temporary folders, for scripts that set up an empty database or take a change back, where a timeout is set anywhere in the script or the file, and in documentation and tests.',
  ].join('\n'),
  references: ['https://www.sqlite.org/pragma.html#pragma_busy_timeout', 'https://www.sqlite.org/cli.html'],
  messages: { fails: () => 'sqlite3 waits for nobody: if the database is being written to, this fails with "database is locked".' },
  check(reviewed, { report }) {
    const files = reviewed.subjects.sql.filter(({ syntax }) => !syntax.client);
    const told = new Set<string>();
    for (const session of reviewed.subjects.sql) {
      const { path, syntax } = session;
      const { client } = syntax;
      if (!client || syntax.dialect !== 'sqlite' || told.has(path) || isTestMaterial(path) || setsTimeout(session)) continue;
      if (/^:memory:|^$|(^|\/)tmp\//.test(client.database ?? '')) continue;
      const included = syntax.items.flatMap((item) => (item.kind === 'include' ? [fileOf(files, item.path)] : []));
      const isChanging =
        changes(session) ||
        included.some((file) => file !== undefined && changes(file) && !setsTimeout(file) && !setUpPath.test(file.path));
      if (!isChanging || !liveRun(session, reviewed, 'any')) continue;
      told.add(path);
      const { span, quoting } = client;
      const edits: readonly FileEdit[] = [{ path, span: { start: span.end, end: span.end }, text: " -cmd '.timeout 5000'" }];
      report({ path, span }, 'fails', {
        data: undefined,
        fix: quoting?.length === 0 ? { title: 'Wait five seconds', applies: 'after-review', edits } : undefined,
      });
    }
  },
});

const setsTimeout = fileFact('sql', ({ text }: Subject<'sql'>): boolean => /\.timeout\b|busy_timeout/.test(text));

/** Something that was there before. */
const changes = fileFact('sql', ({ text, syntax }: Subject<'sql'>): boolean => {
  const made = new Set<string>();
  return syntax.items.some((item) => {
    if (item.kind !== 'statement') return false;
    for (const name of [...item.facts.creates, ...item.facts.createsTemporary]) made.add(name);
    const [, table] =
      /^(?:insert|replace|update|delete|alter|drop)\s+(?:or\s+\w+\s+|into\s+|from\s+|table\s+|if\s+exists\s+)*["`[]?(\w+)/i.exec(
        text.slice(item.span.start, item.span.start + 200),
      ) ?? [];
    return (table !== undefined && !made.has(table)) || item.facts.alone;
  });
});
