import { planned } from '../../plan/planned';
import { fileFact } from '../../subject/fact';
import type { PackageView, Subject } from '../../subject/subject';
import { contains, type Place, type Span } from '../../text/span';
import { fact } from '../../subject/fact';
import { groupBy } from '../../text/groups';
import { memoEach } from '../../text/memo';
import { scriptTexts, upgradeEffects, type UpgradeEffect } from '../scripts/upgrade-effects';
import { callersOf } from './callers';
import { isBeside } from './runner';

/** Calls of database clients on the way of the upgrade, by the script that they stand in. */
const clientCalls = fact(planned, (reviewed): ReadonlyMap<string, readonly UpgradeEffect[]> =>
  groupBy(
    upgradeEffects(reviewed).filter(({ effect, isSure, phase }) => isSure && phase !== 'rollback' && effect.kind === 'database.run'),
    ({ effect }) => effect.path,
  ),
);

type Reviewed = PackageView<(typeof planned)[number] | 'manifest' | 'sql'>;

/** Where the upgrade hands a file, or SQL inside a script, to a client; nothing is asked before. */
export function plainRuns(subject: Subject<'sql'>, reviewed: Reviewed): readonly Place[] {
  const { path, syntax } = subject;
  const places: readonly Place[] = syntax.client
    ? [{ path, span: syntax.client.span }]
    : callersOf(reviewed, path)
        .filter((caller) => caller.isSure && !isBeside(caller.path))
        .map((caller) => ({ path: caller.path, span: caller.include.span }));
  return places.filter((place) => {
    const script = scriptTexts(reviewed).get(place.path) ?? '';
    return (clientCalls(reviewed).get(place.path) ?? []).some(
      ({ effect: { command, asked, when } }) =>
        (contains(command, place.span) || isFed(script, command, place.span)) && asked.length === 0 && when === 'always',
    );
  });
}

/** `psql shop < x.sql`, `cat x.sql | psql shop`: the file stands beside the command. */
function isFed(script: string, command: Span, file: Span): boolean {
  if (file.start >= command.end)
    return /^[ \t]{0,9}<[ \t"']{0,9}$/.test(script.slice(command.end, Math.min(file.start, command.end + mostBetween)));
  return (
    file.end <= command.start &&
    /^["']?[ \t]{0,9}\|[ \t]{0,9}$/.test(script.slice(file.end, Math.min(command.start, file.end + mostBetween)))
  );
}

const mostBetween = 40;

/** It reads or writes a table of the versions that were there: what has run is known. */
export const keepsLedger = fileFact('sql', ({ text }): boolean => namesLedger(text));

/** Names of such tables, and of tables that a script of its own keeps for the same. */
const ledger =
  /\b(from|into|update|exists)\s+[`"\w.]{0,80}(version|versions|migrations?|migration_history|schema_info|schema_history|schema_changes|changelog|patchlevel|patches|dbversion|db_info|updates_applied|applied_updates)[`"]?\b/i;

/** A script may hold hundreds of sessions, and each has its whole text. */
const namesLedger = memoEach((text: string) => ledger.test(text), 100);
