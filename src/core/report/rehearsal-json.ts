import { shownPath } from '../package/nested-path';
import { verdictOf } from '../rehearse/problems';
import type { LeftOut, Rehearsal, RehearsedFile, RehearsedPlace, RehearsedStatement } from '../rehearse/rehearsal';
import { redactedValue } from '../text/redact';
import { redact } from '../text/redact';
import { visibleJson } from '../text/visible';

/** The rehearsal in the shape that pipelines rely on, with 1-based lines. */
export function rehearsalJson(rehearsal: Rehearsal, about: { readonly toolVersion: string; readonly generatedAt: string }): string {
  const { server, hasSchema, files, rollback, ended, milliseconds } = rehearsal;
  const told = {
    schemaVersion: 1,
    tool: { name: 'upgrade-review', version: about.toolVersion },
    generatedAt: about.generatedAt,
    verdict: verdictOf(rehearsal),
    server,
    hasSchema,
    milliseconds: rounded(milliseconds),
    ...(ended && { ended: { code: ended.code, ...(ended.detail !== undefined && { detail: ended.detail }) } }),
    ...(rollback && { rollback }),
    files: files.map(fileJson),
  };
  return `${visibleJson(JSON.stringify(redactedValue(told, redact), undefined, 2))}\n`;
}

const fileJson = ({ path, role, statements, leftOut, down, again }: RehearsedFile) => ({
  path: shownPath(path),
  role,
  statements: statements.map(statementJson),
  notRun: leftOut.map(leftOutJson),
  ...(down && {
    takenBack: {
      outcome: down.outcome,
      ...(down.place && { path: shownPath(down.place.path) }),
      differences: down.differences,
      lost: down.lost,
      ...(down.at && { at: placeJson(down.at) }),
      ...(down.error && { error: down.error }),
    },
  }),
  ...(again && {
    runTwice: { outcome: again.outcome, ...(again.at && { at: placeJson(again.at) }), ...(again.error && { error: again.error }) },
  }),
});

const statementJson = ({ title, milliseconds, span: _span, line: _line, path: _path, ...more }: RehearsedStatement) => ({
  at: placeJson({ path: _path, span: _span, line: _line }),
  statement: title,
  milliseconds: rounded(milliseconds),
  ...more,
});

const leftOutJson = ({ why, what, ...place }: LeftOut) => ({ at: placeJson(place), why, what });

const placeJson = ({ path, line }: RehearsedPlace) => ({ path: shownPath(path), line: line + 1 });

const rounded = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;
