import * as vscode from 'vscode';
import { rowEnvironments, type RowEnvironment } from '../../core/report/row-environments';
import { stateMarks } from '../../core/report/words';
import type { MatrixRow } from '../../core/inventory/matrix';
import { spanRange } from '../review/diagnostics';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { ageText, stateWords } from './words';

/** Hosts that a hover lists. */
const mostHosts = 12;

/** Behind each dependency of a manifest: what every environment has. */
export function matrixHints(sessions: ReviewSessions, document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
  return rowsIn(sessions, document).flatMap(({ row, place, session }) => {
    if (!range.contains(place.end) || row.broughtAlong) return [];
    const { matrix, environment } = session.review ?? {};
    const found = rowEnvironments(row, matrix?.columns ?? [], environment ?? '').filter(
      ({ state }) => state !== 'unknown' && state !== 'exempt',
    );
    if (found.length === 0) return [];
    const hint = new vscode.InlayHint(place.end, found.map(inShort).join(' · '));
    hint.paddingLeft = true;
    return [hint];
  });
}

const inShort = ({ environment, state, versions }: RowEnvironment): string =>
  [stateMarks[state], environment, versions.length > 0 ? versions.join(', ') : stateWords()[state]].join(' ');

/** The row of the dependency at a place: each host with what it has. */
export function matrixHover(sessions: ReviewSessions, document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const at = rowsIn(sessions, document).find(({ place }) => place.contains(position));
  const { matrix, environment = '' } = at?.session.review ?? {};
  if (!at || !matrix || matrix.columns.length === 0) return undefined;
  const { row, place } = at;
  const text = new vscode.MarkdownString();
  text
    .appendMarkdown('**')
    .appendText(`${row.dependency} ${row.required ?? vscode.l10n.t('any version')}`)
    .appendMarkdown('**');
  const ages = new Map(matrix.columns.map((column) => [`${column.environment} ${column.host}`, ageText(column.collectedAt)]));
  const hosts = rowEnvironments(row, matrix.columns, environment).flatMap((of) =>
    of.hosts.map((host) => ({ ...host, of: of.environment })),
  );
  for (const { host, version, state, advisories, of } of hosts.slice(0, mostHosts)) {
    const said = [version, stateWords()[state], ...advisories, ages.get(`${of} ${host}`)].filter(Boolean).join(', ');
    text.appendMarkdown('\n\n').appendText(`${stateMarks[state]} ${of} ${host}: ${said}`);
  }
  if (hosts.length > mostHosts) text.appendMarkdown('\n\n').appendText(vscode.l10n.t('and {0} more', hosts.length - mostHosts));
  return new vscode.Hover(text, place);
}

interface RowPlace {
  readonly session: ReviewSession;
  readonly row: MatrixRow;
  readonly place: vscode.Range;
}

/** The rows that a manifest asks for; none while it is typed otherwise than it was reviewed. */
function rowsIn(sessions: ReviewSessions, document: vscode.TextDocument): RowPlace[] {
  const session = sessions.find(document.uri);
  const path = session?.mount.pathOf(document.uri);
  const rows = session?.review?.matrix.rows.filter((row) => row.path === path) ?? [];
  if (!session || path === undefined || rows.length === 0) return [];
  const text = session.reviewedText(path);
  if (text === undefined || text !== document.getText()) return [];
  return rows.map((row) => ({ session, row, place: spanRange(text, row.span) }));
}
