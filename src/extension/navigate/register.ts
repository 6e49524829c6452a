import * as vscode from 'vscode';
import { commandRegistrar } from '../register-command';
import type { ReviewSessions } from '../review/sessions';
import type { Wanted } from '../search/ask-query';
import type { PackageSearch } from '../search/find-in-package';
import { registerSummaries } from '../summary/summary-document';
import { goToFile } from './go-to-file';
import type { Target } from '../targets';
import { openInnerArchive } from './inner-archives';
import { registerLinks } from './links';
import { registerSymbols } from './symbols';

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
    registerLinks(sessions),
    registerSymbols(sessions),
    registerSummaries(sessions),
  );
}
