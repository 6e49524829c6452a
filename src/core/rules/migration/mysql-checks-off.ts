import { liveScripts, ofStatements } from '../../facts/migrations/mysql-operations';
import type { Span } from '../../text/span';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const mysqlChecksOff = defineRule({
  id: 'migration/mysql-checks-off',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['silent-failure', 'data-loss'],
  fixable: false,
  summary: 'Foreign keys are not checked, and never will be',
  rationale: [
    '`SET foreign_key_checks = 0` makes a new foreign key cheap, as MySQL and MariaDB then look at no row; and makes rows that break one go in. Switching it on again checks nothing of what was done meanwhile: rows that point nowhere stay, and are met months later by a join that loses them or a delete that does not cascade.',
    '',
    'Look for such rows before the constraint is added (`SELECT … LEFT JOIN … WHERE … IS NULL`), or leave the checks on and plan for the copy.',
    'Reported are scripts that add a foreign key or change rows while the checks are off. It is silent for dumps, for what is done to tables that the script has made, in scripts that set up an empty database or take a change back, and in documentation and tests.',
  ].join('\n'),
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html#foreign-key-checks',
    'https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_foreign_key_checks',
  ],
  messages: {
    unchecked: (d: { what: string; isLeftOff: boolean }) =>
      `From here on foreign keys are not checked, ${d.what}: rows that break one stay, also after the checks are on again${d.isLeftOff ? ', which this session never does' : ''}.`,
  },
  check(reviewed, { report, ...context }) {
    for (const script of liveScripts({ ...context, package: reviewed }, 'mysql')) {
      const found = uncheckedIn(script);
      if (found)
        report({ path: script.subject.path, span: found.at }, 'unchecked', { data: { what: found.what, isLeftOff: found.isLeftOff } });
    }
  },
});

interface Unchecked {
  readonly at: Span;
  readonly what: string;
  readonly isLeftOff: boolean;
}

const uncheckedIn = ofStatements(({ subject: { text }, statements }): Unchecked | undefined => {
  const made = new Set<string>();
  let off: Span | undefined;
  let first: Omit<Unchecked, 'isLeftOff'> | undefined;
  for (const { facts, span } of statements) {
    if (facts.sets?.name === 'foreign_key_checks') off = /^(0|off|false)$/i.test(facts.sets.value) ? span : undefined;
    const { tableChange: change } = facts;
    if (off && !first) {
      const adds = change?.is === 'alter' && !made.has(change.table) && change.actions.some(({ does }) => does === 'add-foreign-key');
      const [, verb = '', table = ''] =
        /^(insert|replace|update|delete)\s+(?:low_priority\s+|ignore\s+|into\s+|from\s+)*[`"]?(\w+)/i.exec(
          text.slice(span.start, Math.min(span.end, span.start + 200)),
        ) ?? [];
      if (adds) first = { at: off, what: `and ${change.table} gets one that nobody checks` };
      else if (verb !== '' && !made.has(table)) first = { at: off, what: `while rows of ${table} are changed` };
    }
    for (const name of [...facts.creates, ...facts.createsTemporary]) made.add(name);
  }
  return first && { ...first, isLeftOff: off !== undefined };
});
