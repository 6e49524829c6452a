import { undoables, undoSteps } from '../../facts/migrations/undo';
import type { SchemaStep } from '../../parse/sql';
import { isUndone, leftBy } from '../reporting/left-behind';
import { migrations } from '../reporting/live-operations';
import { takenBack } from '../reporting/way-back';
import { defineRule } from '../rule';

export const incompleteRollback = defineRule({
  id: 'migration/incomplete-rollback',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['irreversible', 'half-done'],
  fixable: true,
  summary: 'What takes a migration back leaves a part of it',
  rationale: [
    'The way back ends without an error, and the schema is neither the old one nor the new one: a constraint that the old program violates, a column that it has to fill and does not know, a table that it misses. The next try of the upgrade then fails at what is still there.',
    '',
    'Compared is what a migration makes, renames and drops with what the script that takes it back drops, renames and makes: `x.up.sql` and `x.down.sql`, `deploy/x.sql` and `revert/x.sql`, `x.sql` and `down/x.sql`, `V1__x.sql` and `U1__x.sql`, the two parts of one file, or what `--rollback` says in a file of Liquibase. The fix writes what is missing into the way back, in the order that undoes the migration, where nothing that is gone has to be made again.',
    'It is silent for indexes and values of types that stay, which are in nobody’s way; for views and routines that a migration only replaces; where the script that takes back runs blocks, routines or other scripts, or drops with `CASCADE`; in scripts that set up an empty database, and in documentation and tests.',
  ].join('\n'),
  references: ['https://martinfowler.com/articles/evodb.html'],
  messages: {
    leaves: (d: { down: string; what: string; others: number }) =>
      `${d.down} does not take this back: ${d.what}${d.others === 0 ? '' : d.others === 1 ? ', and 1 more' : `, and ${d.others} more`}.`,
  },
  check(reviewed, { report }) {
    // Generators spread the way back of one release over the files in another way than the way there.
    const elsewhere = undoSteps(reviewed);
    for (const one of undoables(reviewed)) {
      const left = one.down?.isEmpty === true ? [] : leftBy(one);
      const [first, ...others] = left.length === 0 ? left : left.filter(({ step }) => !isUndone(step, elsewhere));
      if (!first || !one.down) continue;
      report({ path: one.up.path, span: first.at }, 'leaves', {
        data: {
          down: one.down.path === one.up.path ? 'The part that goes back' : one.down.path,
          what: wordsFor(first.step),
          others: others.length,
        },
        fix: takenBack(one, [first, ...others]),
        related: others
          .slice(0, maxRelated)
          .map(({ at, step }) => ({ at: 'package', path: one.up.path, span: at, message: wordsFor(step) })),
      });
    }
  },
});

const maxRelated = 10;

function wordsFor({ does, what, name, table, to = '' }: SchemaStep): string {
  const full = table === undefined ? name : `${table}.${name}`;
  if (does === 'rename') return `the ${what} ${full} stays called ${to}`;
  return does === 'create' ? `the ${what} ${full} stays` : `the ${what} ${full} is not made again`;
}
