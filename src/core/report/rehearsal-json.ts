import { shownPath } from '../package/nested-path';
import { verdictOf } from '../rehearse/problems';
import type { ReviewedRehearsal } from '../review/reviewed-rehearsal';
import type { LeftOut, Percentiles, RacedRun, Rehearsal, RehearsedFile, RehearsedPlace, RehearsedStatement } from '../rehearse/rehearsal';
import { redact, redactedValue } from '../text/redact';
import { visibleJson } from '../text/visible';

/**
 * The rehearsal in the shape that pipelines rely on, with 1-based lines. `readRehearsal` reads it again: `from` and `to` of a place are
 * UTF-16 offsets in its file, and `stamp` tells whether a file is still the one that ran.
 */
export function rehearsalJson(rehearsal: Rehearsal, about: { readonly toolVersion: string; readonly generatedAt: string }): string {
  const told = {
    schemaVersion: 1,
    tool: { name: 'upgrade-review', version: about.toolVersion },
    generatedAt: about.generatedAt,
    ...toldOf(rehearsal),
  };
  return `${visibleJson(JSON.stringify(redactedValue(told, redact), undefined, 2))}\n`;
}

/** Within the report of a review. */
export const reviewedRehearsalJson = ({ rehearsal, changed, missing }: ReviewedRehearsal): unknown =>
  redactedValue({ ...toldOf(rehearsal), changed: changed.map(shownPath), missing: missing.map(shownPath) }, redact);

const toldOf = (rehearsal: Rehearsal) => {
  const { server, system, begunAt, hasSchema, files, rollback, ended, milliseconds } = rehearsal;
  return {
    verdict: verdictOf(rehearsal),
    server,
    system,
    ...(begunAt !== undefined && { begunAt }),
    hasSchema,
    milliseconds: rounded(milliseconds),
    ...(ended && { ended: { code: ended.code, ...(ended.detail !== undefined && { detail: ended.detail }) } }),
    ...(rollback && { rollback }),
    files: files.map(fileJson),
  };
};

const fileJson = ({ path, role, stamp, statements, leftOut, down, again, raced, loaded }: RehearsedFile) => ({
  path: shownPath(path),
  role,
  stamp,
  statements: statements.map(statementJson),
  notRun: leftOut.map(leftOutJson),
  ...(down && {
    takenBack: {
      outcome: down.outcome,
      ...(down.place && { path: shownPath(down.place.path), from: down.place.span.start, to: down.place.span.end }),
      differences: down.differences,
      lost: down.lost,
      ...(down.at && { at: placeJson(down.at) }),
      ...(down.error && { error: down.error }),
    },
  }),
  ...(again && {
    runTwice: { outcome: again.outcome, ...(again.at && { at: placeJson(again.at) }), ...(again.error && { error: again.error }) },
  }),
  ...(raced && {
    twoRunners: {
      outcome: raced.outcome,
      ...(raced.at && { at: placeJson(raced.at) }),
      ...(raced.error && { error: raced.error }),
      ...(raced.longest && { waited: waitJson(raced.longest) }),
    },
  }),
  ...(loaded && {
    underLoad: {
      before: percentilesJson(loaded.before),
      during: percentilesJson(loaded.during),
      ...(loaded.longest && { longest: { kind: loaded.longest.kind, table: loaded.longest.table, ...waitJson(loaded.longest) } }),
      ...(loaded.waited && { waited: waitJson(loaded.waited) }),
      ...(loaded.gaveUp && { gaveUp: placeJson(loaded.gaveUp) }),
    },
  }),
});

const waitJson = ({ milliseconds, at, behind }: NonNullable<RacedRun['longest']>) => ({
  milliseconds: rounded(milliseconds),
  at: placeJson(at),
  ...(behind && { behind: placeJson(behind) }),
});

const percentilesJson = ({ requests, p50, p95, p99 }: Percentiles) => ({
  requests,
  p50: rounded(p50),
  p95: rounded(p95),
  p99: rounded(p99),
});

const statementJson = ({ title, milliseconds, span: _span, line: _line, path: _path, ...more }: RehearsedStatement) => ({
  at: placeJson({ path: _path, span: _span, line: _line }),
  statement: title,
  milliseconds: rounded(milliseconds),
  ...more,
});

const leftOutJson = ({ why, what, ...place }: LeftOut) => ({ at: placeJson(place), why, what });

const placeJson = ({ path, span, line }: RehearsedPlace) => ({ path: shownPath(path), line: line + 1, from: span.start, to: span.end });

const rounded = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;
