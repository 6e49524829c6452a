import { liveSteps } from '../../facts/migrations/steps';
import { isDown, keyOf, needsUndo, undoables, undoSteps, type Undoable } from '../../facts/migrations/undo';
import type { PlacedStep } from '../../facts/migrations/steps';
import { isTestMaterial } from '../../package/test-material';
import { fileFact } from '../../subject/fact';
import { groupBy } from '../../text/groups';
import { folderOf } from '../../text/path';
import type { Fix } from '../finding';
import { leftBy } from '../reporting/left-behind';
import { migrations } from '../reporting/live-operations';
import { takenBack } from '../reporting/way-back';
import { defineRule } from '../rule';

export const noRollback = defineRule({
  id: 'migration/no-rollback',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['irreversible'],
  fixable: true,
  summary: 'Other migrations of the package can be taken back, this one cannot',
  rationale: [
    'Who has to go back in the middle of the night runs the scripts that take migrations back, and believes that all of them are there. The program of the last version then meets a schema of which a part is still the new one.',
    '',
    'Reported are migrations that make, rename or drop something and have no script that takes it back, or an empty one, where others of the same series have one (`x.down.sql`, `down/x.sql`, `revert/`, `U1__x.sql`, a part below `-- +goose Down`, `--rollback` of Liquibase); and those of which the rollback script of the package takes back nothing. The fix fills the empty ones, where nothing that is gone has to be made again.',
    'It is silent where no migration of a series has one and there is no rollback script: then restoring is the plan; where the rollback script restores a backup or a snapshot; for migrations that only add indexes, values of types or rows, which are in nobody’s way; in scripts that set up an empty database, and in documentation and tests.',
  ].join('\n'),
  references: ['https://martinfowler.com/articles/evodb.html'],
  messages: {
    missing: (d: { others: string; covered: number }) =>
      `Nothing takes this back${d.others}, while ${d.covered === 1 ? '1 other migration' : `${d.covered} others`} can be taken back.`,
    empty: (d: { down: string; others: string; covered: number }) =>
      `What is to take this back does nothing: ${d.down} is empty${d.others === '' ? '' : `; and nothing takes back ${d.others.slice(6)}`}.`,
    script: (d: { script: string; others: string }) => `The rollback of the package, ${d.script}, does not take this back${d.others}.`,
  },
  check(reviewed, { report, ...context }) {
    const undone = new Set(undoSteps(reviewed).map(({ table, name }) => keyOf(table, name)));
    const told = new Set<string>();
    for (const series of groupBy(undoables(reviewed), (one) => one.series).values()) {
      const lacking = series.filter((one) => !isCovered(one, undone));
      const covered = series.length - lacking.length;
      const newest = lacking.at(-1);
      if (!newest || covered * most < series.length) continue;
      for (const { up } of lacking) told.add(up.path);
      const others = asOthers(lacking.length);
      report({ path: newest.up.path, span: placeOf(newest) }, newest.down ? 'empty' : 'missing', {
        data: { down: newest.down?.path === newest.up.path ? 'the part that goes back' : (newest.down?.path ?? ''), others, covered },
        fix: filled(lacking),
        related: [...lacking]
          .reverse()
          .slice(1, maxRelated)
          .map((one) => ({ at: 'package', path: one.up.path, span: placeOf(one), message: 'nor this' })),
      });
    }
    const [script, ...more] = reviewed.subjects.shell.filter(({ path }) => isDown(path) && !isTestMaterial(path));
    if (!script || [script, ...more].some(restores)) return;
    const home = folderOf(folderOf(script.path));
    const paired = new Set(undoables(reviewed).flatMap(({ up, down }) => (down && !down.isEmpty ? [up.path] : [])));
    const open = liveSteps({ ...context, package: reviewed }).filter(
      ({ step, path }) =>
        needsUndo(step) && !told.has(path) && !paired.has(path) && !isDown(path) && (home === '' || path.startsWith(`${home}/`)),
    );
    const lacking = [...groupBy(open, ({ path }) => path).values()].filter(
      (steps) => !steps.some(({ step: { table, name } }) => isUndone(undone, table, name)),
    );
    const [newest, ...older] = [...lacking].reverse().map(([first]) => first);
    if (!newest) return;
    report({ path: newest.path, span: newest.at }, 'script', {
      data: { script: script.path, others: asOthers(lacking.length) },
      ...(newest.confidence === 'possible' && { confidence: 'possible' }),
      related: older.slice(0, maxRelated).map(({ path, at }) => ({ at: 'package', path, span: at, message: 'nor this' })),
    });
  },
});

/** Of a series, one in so many has to have a way back before the others lack one. */
const most = 3;
const maxRelated = 11;

/** Fills scripts that are to take migrations back and are empty; `undefined` where one is not there, or cannot be written. */
function filled(lacking: readonly Undoable[]): Fix | undefined {
  if (lacking.length > mostFilled) return undefined;
  const fixes = lacking.map((one) => (one.steps.some(isLost) ? undefined : takenBack(one, leftBy(one))));
  const edits = fixes.flatMap((fix) => fix?.edits ?? []);
  return fixes.every((fix) => fix !== undefined) ? { title: 'Write what takes it back', applies: 'after-review', edits } : undefined;
}

/** Files that one fix fills: nobody looks through more. */
const mostFilled = 100;

/** What is gone, sequences, which may go with their columns, and routines, which may have others of their name beside them. */
const isLost = ({ step }: PlacedStep): boolean => needsUndo(step) && (step.does === 'drop' || /^(routine|sequence)$/.test(step.what));

const asOthers = (count: number): string => (count === 1 ? '' : `, nor ${count === 2 ? '1 other' : `${count - 1} others`}`);

const placeOf = ({ steps }: Undoable) => steps.find(({ step }) => needsUndo(step))?.at ?? { start: 0, end: 0 };

const isUndone = (undone: ReadonlySet<string>, table: string | undefined, name: string): boolean =>
  undone.has(keyOf(table, name)) || (table !== undefined && undone.has(table));

const isCovered = ({ down, steps }: Undoable, undone: ReadonlySet<string>): boolean =>
  down ? !down.isEmpty : steps.some(({ step: { table, name } }) => isUndone(undone, table, name));

/** Of a database, or of the whole host. */
const restores = fileFact('shell', ({ text }): boolean => text.split('\n').some((line) => restoring.test(line) || isFedBackup(line)));

const restoring =
  /\b(pg_restore|restore_?(db|database|schema)|mysqlbackup|xtrabackup|mariabackup|dropdb|drop\s+database|lvconvert|snapshot|pg_basebackup)\b/i;

const isFedBackup = (line: string): boolean =>
  (/\b(psql|mysql|mariadb|sqlite3)\b/.test(line) && /<|-f\s/.test(line) && /backup|dump|before/i.test(line)) ||
  (/\bcp\b/.test(line) && /\.(db|sqlite3?)\b/.test(line));
