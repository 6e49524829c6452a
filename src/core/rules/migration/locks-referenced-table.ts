import { liveOperations, type LiveOperation } from '../../facts/migrations/operations';
import { foreignKeys } from '../../facts/migrations/foreign-keys';
import { migrations } from '../reporting/live-operations';
import { asOtherFiles, byFolder } from '../reporting/newest-of-folder';
import { defineRule } from '../rule';

export const locksReferencedTable = defineRule({
  id: 'migration/locks-referenced-table',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'A foreign key locks the table that it refers to as well, without a bound on waiting',
  rationale: [
    'A foreign key has a part on either table. Making a new, empty table that refers to a busy one locks the busy one against writers; dropping the constraint, or a table that has it, locks it against readers too. For a moment only, but that moment comes when the oldest transaction on it has ended, and everybody who comes meanwhile waits. Nobody expects that of a statement that names another table.',
    '',
    'Reported are new tables with a foreign key to a table that was there before, and dropped foreign keys and tables, where no `lock_timeout` is set; files of a folder are told with the newest. Which table a constraint refers to is known where the package adds it; otherwise its name has to say that it is a foreign key, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES'],
  messages: {
    creates: (d: { table: string; parent: string; others: number }) =>
      `The foreign key of the new table ${d.table} locks ${d.parent} against writers, and waits for it without a bound${asOtherFiles(d.others)}: no lock_timeout is set.`,
    drops: (d: { table: string; parent: string; others: number }) =>
      `Dropping a foreign key of ${d.table} locks ${d.parent} as well, against readers too, and waits for it without a bound${asOtherFiles(d.others)}: no lock_timeout is set.`,
  },
  check(reviewed, { report, ...context }) {
    const known = foreignKeys(reviewed);
    const parentOf = ({ operation }: LiveOperation): Referred | undefined => {
      if (operation.is === 'reference') return { kind: 'creates', table: operation.by, parent: operation.table };
      if (operation.is === 'drop-data' && operation.what === 'table') {
        const [parent] = known.byTable.get(operation.name) ?? [];
        return parent === undefined || parent === operation.name ? undefined : { kind: 'drops', table: operation.name, parent };
      }
      if (operation.is !== 'drop-constraint') return undefined;
      const { table, name } = operation;
      const parent = known.byName.get(`${table}.${name}`);
      if (parent !== undefined) return { kind: 'drops', table, parent };
      return /(^|_)(fk|fkey|foreign)(_|\d|$)/i.test(name)
        ? { kind: 'drops', table, parent: 'the table that it refers to', isGuess: true }
        : undefined;
    };
    const found = liveOperations({ ...context, package: reviewed }).flatMap((live) => {
      const referred = live.isBounded ? undefined : parentOf(live);
      return referred ? [{ ...live, referred }] : [];
    });
    for (const { newest, others, related } of byFolder(found)) {
      const { path, at, confidence, referred } = newest;
      const { kind, table, parent, isGuess } = referred;
      report({ path, span: at }, kind, {
        data: { table, parent, others },
        ...((confidence === 'possible' || isGuess === true) && { confidence: 'possible' }),
        related,
      });
    }
  },
});

interface Referred {
  readonly kind: 'creates' | 'drops';
  readonly table: string;
  readonly parent: string;
  readonly isGuess?: true;
}
