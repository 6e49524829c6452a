import { entryOf } from '../text/groups';
import type { Place } from '../text/span';
import type { PlannedFile } from './order';
import type { RehearsableSystem, Rehearsal, RehearsalEnd, RehearsedFile, RehearsedStatement, RollbackDrill } from './rehearsal';
import { rehearsedFile, type RehearsalEvent } from './rehearse';

/** Puts together what is told piece by piece. */
export function keeper(files: readonly PlannedFile[], system: RehearsableSystem = 'postgresql') {
  const told = new Map<number, RehearsedFile>();
  const open = new Map<number, RehearsedStatement[]>();
  let server = '';
  let at: Place | undefined;
  let rollback: RollbackDrill | undefined;
  return {
    take(event: RehearsalEvent): void {
      if (event.kind === 'server') server = event.server;
      else if (event.kind === 'at') at = event.place;
      else if (event.kind === 'rollback') rollback = event.told;
      else if (event.kind === 'file') told.set(event.file, event.told);
      else entryOf(open, event.file, () => []).push(event.statement);
    },
    rehearsal: (end: Omit<RehearsalEnd, 'at'> | undefined, milliseconds: number): Rehearsal => ({
      server,
      system,
      hasSchema: files.some(({ role }) => role === 'schema'),
      files: files.map((file, index) => told.get(index) ?? rehearsedFile(file, { statements: open.get(index) ?? [], leftOut: [] })),
      ...(rollback && { rollback }),
      ...(end && { ended: { ...end, ...(at && { at }) } }),
      milliseconds,
    }),
  };
}
