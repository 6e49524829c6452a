import * as vscode from 'vscode';
import { loadPages } from '../load-pages';
import { mountScheme } from '../mount/mount-uri';
import { commandRegistrar } from '../register-command';
import type { ReviewSessions } from '../review/sessions';
import type { Wanted } from '../search/wanted';
import type { PackageSearch } from '../search/find-in-package';
import { registerSummaries } from '../summary/summary-document';
import { goToFile } from './go-to-file';
import type { Target } from '../targets';
import { openInnerArchive } from './inner-archives';

interface Host {
  readonly sessions: ReviewSessions;
  readonly search: PackageSearch;
  readonly log: vscode.LogOutputChannel;
}

/** Getting around in packages: the editor's own search does not see them. */
export function registerNavigation({ sessions, search, log }: Host): vscode.Disposable {
  const register = commandRegistrar(log);
  return vscode.Disposable.from(
    register('goToFile', (typed?: unknown) => goToFile(sessions, typeof typed === 'string' ? typed : '')),
    register('openInnerArchive', (target?: Target) => openInnerArchive(sessions, target)),
    register('findInPackage', (given?: Partial<Wanted>) => search.find(given)),
    register('searchAgain', () => search.again()),
    register('cancelSearch', () => search.cancel()),
    register('clearSearch', () => search.clear()),
    registerLanguage(sessions),
    registerSummaries(sessions),
  );
}

/** Links, definitions and names in files of packages. */
function registerLanguage(sessions: ReviewSessions): vscode.Disposable {
  const { languages } = vscode;
  const selector = { scheme: mountScheme };
  return vscode.Disposable.from(
    languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: async (document) => (await loadPages()).documentLinks(sessions, document),
    }),
    languages.registerDefinitionProvider(selector, {
      provideDefinition: async (document, position) => (await loadPages()).definitionAt(sessions, document, position),
    }),
    languages.registerHoverProvider(selector, {
      provideHover: async (document, position) => (await loadPages()).hoverAt(sessions, document, position),
    }),
    languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: async (query) => (await loadPages()).symbolsNamed(sessions, query),
    }),
    languages.registerDocumentSymbolProvider(
      selector,
      { provideDocumentSymbols: async (document) => (await loadPages()).outlineOf(sessions, document) },
      { label: 'Upgrade Review' },
    ),
  );
}
