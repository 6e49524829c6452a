import * as vscode from 'vscode';
import type { Link } from '../../core/navigate/link';
import type { Span } from '../../core/text/span';
import { spanRange } from '../review/diagnostics';
import type { ReviewSessions } from '../review/sessions';
import { isHidden } from '../../core/package/hidden';
import { summarize } from '../summary/summarize';
import { readableUri } from '../summary/readable-uri';
import { typedFile, type TypedFile } from './typed-file';

/** Paths and units that a file of a package names lead to their files. */
export async function documentLinks(sessions: ReviewSessions, document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
  const typed = typedFile(sessions, document);
  if (!typed) return [];
  const links = (await linksOf(typed)).map(async ({ span, path }) => {
    const target = await readableUri(sessions, typed.session.mount.uriOf(path));
    const link = new vscode.DocumentLink(rangeIn(document, span), target);
    link.tooltip = vscode.l10n.t('Open {0}', path);
    return link;
  });
  return Promise.all(links);
}

/** The file that is named at a place, or where the function that is called there is defined. */
export async function definitionAt(
  sessions: ReviewSessions,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.LocationLink[]> {
  const typed = typedFile(sessions, document);
  if (!typed) return [];
  const offset = document.offsetAt(position);
  const link = (await linksOf(typed)).find(({ span }) => span.start <= offset && offset <= span.end);
  if (link) {
    const targetUri = await readableUri(sessions, typed.session.mount.uriOf(link.path));
    return [{ originSelectionRange: rangeIn(document, link.span), targetUri, targetRange: new vscode.Range(0, 0, 0, 0) }];
  }
  return functionAt(typed, document, offset);
}

/** What is known of the file that is named at a place. */
export async function hoverAt(
  sessions: ReviewSessions,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const typed = typedFile(sessions, document);
  const offset = document.offsetAt(position);
  const link = typed && (await linksOf(typed)).find(({ span }) => span.start <= offset && offset < span.end);
  if (!link) return undefined;
  const rows = await summarize(typed.session.mount, link.path);
  const text = new vscode.MarkdownString().appendText(link.path);
  for (const [label, value] of rows) text.appendMarkdown('  \n').appendText(`${label}: ${value}`);
  return new vscode.Hover(text, rangeIn(document, link.span));
}

async function linksOf({ session, path, text }: TypedFile): Promise<readonly Link[]> {
  const links = (await session.ask('links', { path, text })) ?? [];
  return links.filter((link) => !isHidden(link.path));
}

async function functionAt(
  { session, path, text }: TypedFile,
  document: vscode.TextDocument,
  offset: number,
): Promise<vscode.LocationLink[]> {
  const found = await session.ask('definition', { path, text, offset });
  if (!found) return [];
  const rangeOf = (span: Span) => (found.path === path ? rangeIn(document, span) : spanRange(found.text, span));
  return [
    {
      targetUri: session.mount.uriOf(found.path),
      targetRange: rangeOf(found.definition.span),
      targetSelectionRange: rangeOf(found.definition.nameSpan),
    },
  ];
}

const rangeIn = (document: vscode.TextDocument, { start, end }: Span): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));
