import * as vscode from 'vscode';
import { mountScheme } from '../mount/mount-uri';
import type { Link } from '../../core/navigate/link';
import type { Subject } from '../../core/subject/subject';
import type { Span } from '../../core/text/span';
import { loadEngine } from '../load-engine';
import { spanRange } from '../review/diagnostics';
import type { ReviewSessions } from '../review/sessions';
import { isHidden } from '../../core/package/hidden';
import { summarize } from '../summary/summarize';
import { readableUri } from '../summary/summary-document';
import { parseDocument, type ParsedDocument } from './parse-document';

/** Paths and units that files of a package name lead to their files and tell of them, called functions to where they are defined. */
export function registerLinks(sessions: ReviewSessions): vscode.Disposable {
  const selector = { scheme: mountScheme };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentLinkProvider(selector, {
      async provideDocumentLinks(document) {
        const parsed = await parseDocument(sessions, document);
        if (!parsed) return [];
        const links = (await linksOf(parsed)).map(async ({ span, path }) => {
          const target = await readableUri(sessions, parsed.session.mount.uriOf(path));
          const link = new vscode.DocumentLink(rangeIn(document, span), target);
          link.tooltip = vscode.l10n.t('Open {0}', path);
          return link;
        });
        return Promise.all(links);
      },
    }),
    vscode.languages.registerDefinitionProvider(selector, {
      async provideDefinition(document, position): Promise<vscode.LocationLink[]> {
        const parsed = await parseDocument(sessions, document);
        if (!parsed) return [];
        const offset = document.offsetAt(position);
        const link = (await linksOf(parsed)).find(({ span }) => span.start <= offset && offset <= span.end);
        if (link) {
          const targetUri = await readableUri(sessions, parsed.session.mount.uriOf(link.path));
          return [{ originSelectionRange: rangeIn(document, link.span), targetUri, targetRange: new vscode.Range(0, 0, 0, 0) }];
        }
        return functionAt(parsed, document, offset);
      },
    }),
    vscode.languages.registerHoverProvider(selector, {
      async provideHover(document, position) {
        const parsed = await parseDocument(sessions, document);
        const offset = document.offsetAt(position);
        const link = parsed && (await linksOf(parsed)).find(({ span }) => span.start <= offset && offset < span.end);
        if (!link) return undefined;
        const rows = await summarize(parsed.session.mount, link.path);
        const text = new vscode.MarkdownString().appendText(link.path);
        for (const [label, value] of rows) text.appendMarkdown('  \n').appendText(`${label}: ${value}`);
        return new vscode.Hover(text, rangeIn(document, link.span));
      },
    }),
  );
}

async function linksOf({ session, subjects }: ParsedDocument): Promise<Link[]> {
  const { linksIn } = await loadEngine();
  const { entries } = session.mount.source;
  return linksIn(subjects, entries, session.reviewed('manifest')[0]?.syntax).filter(({ path }) => !isHidden(path));
}

async function functionAt(
  { session, subjects }: ParsedDocument,
  document: vscode.TextDocument,
  offset: number,
): Promise<vscode.LocationLink[]> {
  const { definitionOfCall } = await loadEngine();
  const caller = subjects.find((subject): subject is Subject<'shell'> => subject.target === 'shell');
  const found = caller && definitionOfCall(caller, offset, session.reviewed('shell'));
  if (!found) return [];
  const rangeOf = (span: Span) => (found.path === caller.path ? rangeIn(document, span) : spanRange(found.text, span));
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
