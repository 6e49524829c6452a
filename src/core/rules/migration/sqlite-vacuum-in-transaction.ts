import { firstWords, liveScripts, ofStatements } from '../../facts/migrations/mysql-operations';
import { liveRun } from '../../facts/migrations/who';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const sqliteVacuumInTransaction = defineRule({
  id: 'migration/sqlite-vacuum-in-transaction',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: false,
  summary: 'VACUUM fails inside a transaction',
  rationale: [
    '`VACUUM` writes the whole database file anew and cannot be part of a transaction: SQLite answers "cannot VACUUM from within a transaction". Without `-bail` the `sqlite3` client goes on all the same, and commits what it has.',
    '',
    'Put it behind `COMMIT`, or into a step of its own. It needs the space of the database once more, and nobody can write meanwhile.',
    'Reported is `VACUUM` between `BEGIN` and `COMMIT`, and in files that a runner makes one transaction of. It is silent in scripts that set up an empty database or take a change back, for other systems, and in documentation and tests.',
  ].join('\n'),
  references: ['https://www.sqlite.org/lang_vacuum.html'],
  messages: { fails: () => 'VACUUM cannot run inside the transaction that is open here: SQLite refuses it.' },
  check(reviewed, { report, ...context }) {
    for (const script of liveScripts({ ...context, package: reviewed }, 'sqlite')) {
      const isWhole = liveRun(script.subject, reviewed, 'any')?.inOneTransaction === true;
      for (const { at, isOpen } of vacuums(script))
        if (isOpen || isWhole) report({ path: script.subject.path, span: at }, 'fails', { data: undefined });
    }
  },
});

/** Where it is, and whether the script itself has begun a transaction before. */
const vacuums = ofStatements(({ subject, statements }) => {
  let isOpen = false;
  return statements.flatMap(({ facts, span }) => {
    if (facts.transaction) isOpen = facts.transaction === 'begin';
    return facts.alone ? [{ at: firstWords(subject.text, span), isOpen }] : [];
  });
});
