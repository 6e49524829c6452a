import * as vscode from 'vscode';
import { sizeTree } from '../../core/archive/size-tree';
import { sentence } from '../../core/text/sentence';
import { reasonOf } from '../../core/text/error-text';
import { baseName } from '../../core/text/path';
import { sha256OfPath } from '../../node/digest';
import { DisposableStore } from '../lifetime';
import { watchArchive } from '../mount/archive-watch';
import { mountScheme, mountUri } from '../mount/mount-uri';
import type { Base } from '../mount/open-base';
import { shownPlace } from '../mount/place';
import { rangeOf } from '../review/diagnostics';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import type { OverviewDocument } from './document';
import { factsOf, noticesOf, rowWords } from './facts';
import { lookThrough } from './look-through';
import { pageHtml } from './page';
import { foundWords, reviewWords } from './review-words';

export interface PanelHost {
  readonly media: vscode.Uri;
  readonly sessions: ReviewSessions;
  readonly log: vscode.LogOutputChannel;
  readonly tellTrouble: (error: unknown) => void;
}

/** What the page asks to be told or shown. */
type Question =
  | { readonly type: 'ready' }
  | { readonly type: 'children'; readonly folder: string }
  | { readonly type: 'found'; readonly paths: readonly string[] }
  | { readonly type: 'open'; readonly path: string }
  | { readonly type: 'finding'; readonly id: string };

/** What a button of the page does. */
type Deed = 'review' | 'review-other' | 'report' | 'findings' | 'log' | 'again';

/** Keeps one panel up to date with what lies at the archive's place and with its review. */
export async function showOverviewIn(panel: vscode.WebviewPanel, document: OverviewDocument, host: PanelHost): Promise<void> {
  const { uri } = document;
  const owned = new DisposableStore();
  panel.onDidDispose(() => owned.dispose());
  panel.webview.options = { enableScripts: true, localResourceRoots: [host.media], enableCommandUris: false };
  let shown = new DisposableStore();
  const show = (): void => {
    shown.dispose();
    shown = new DisposableStore();
    if ('base' in document.opened) showPackage(shown, panel.webview, document, document.opened.base, host);
    else showFault(shown, panel.webview, document, document.opened.error, host);
  };
  owned.add(new vscode.Disposable(() => shown.dispose()));
  owned.add(document.onDidReopen(show));
  show();
  const changed = (): Promise<boolean> => {
    const anew = vscode.l10n.t('Show Anew');
    if ('error' in document.opened) void document.reopen();
    else
      void vscode.window
        .showInformationMessage(vscode.l10n.t('{0} has changed on disk.', baseName(uri.path)), anew)
        .then((chosen) => (chosen ? document.reopen() : undefined));
    return Promise.resolve(true);
  };
  owned.add(await watchArchive(uri, 'base' in document.opened ? document.opened.base.identity : undefined, changed));
}

function showPackage(owned: DisposableStore, webview: vscode.Webview, document: OverviewDocument, base: Base, host: PanelHost): void {
  const { uri } = document;
  const { sessions } = host;
  const stopped = new vscode.CancellationTokenSource();
  owned.add(new vscode.Disposable(() => stopped.cancel()));
  const tree = base.archive && sizeTree(base.archive.archive);
  const isPart = uri.scheme === mountScheme;
  const session = (): ReviewSession | undefined => (isPart ? undefined : sessions.find(vscode.Uri.parse(mountUri(uri.toString()))));
  const tellReview = (): Thenable<boolean> => webview.postMessage({ type: 'review', review: reviewWords(session(), isPart) });
  owned.add(sessions.onDidChange(() => void tellReview()));
  owned.add(
    listen(webview, document, host, async (asked): Promise<unknown> => {
      switch (asked.type) {
        case 'ready':
          await tellReview();
          return lookThrough(uri, base, webview, stopped.token);
        case 'children': {
          const rows = (tree?.children(asked.folder) ?? []).map((row) => rowWords(row, tree?.total.size ?? 0));
          return webview.postMessage({ type: 'rows', folder: asked.folder, rows });
        }
        case 'found': {
          const reviewed = session();
          return webview.postMessage({ type: 'found', found: reviewed ? foundWords(reviewed, asked.paths) : [] });
        }
        case 'open':
          return vscode.commands.executeCommand('vscode.open', fileIn(uri, asked.path));
        case 'finding':
          return openFinding(session(), asked.id);
      }
    }),
  );
  webview.html = pageHtml(webview, host.media, {
    title: base.source.name,
    notices: noticesOf(base, tree),
    facts: factsOf(uri, base, tree?.total),
  });
}

/** A file that is no package: why, what to do, and what is known of it all the same. */
function showFault(owned: DisposableStore, webview: vscode.Webview, document: OverviewDocument, error: unknown, host: PanelHost): void {
  const { uri } = document;
  const trouble = sentence(reasonOf(error));
  const sha256 = 'SHA-256';
  owned.add(
    listen(webview, document, host, async (asked) => {
      if (asked.type !== 'ready' || uri.scheme !== 'file') return;
      await webview.postMessage({ type: 'fact', label: sha256, value: await sha256OfPath(uri.fsPath).catch(() => '') });
    }),
  );
  webview.html = pageHtml(webview, host.media, {
    title: baseName(uri.path),
    trouble: trouble.endsWith('.') ? trouble : `${trouble}.`,
    notices: [],
    facts: [[vscode.l10n.t('Place'), shownPlace(uri)], ...(uri.scheme === 'file' ? [[sha256, '…'] as const] : [])],
  });
}

/** Does what every page can ask for; the rest is `answer`'s. */
function listen(
  webview: vscode.Webview,
  document: OverviewDocument,
  { log, tellTrouble }: PanelHost,
  answer: (question: Question) => Promise<unknown>,
): vscode.Disposable {
  const { uri } = document;
  const deeds: Readonly<Record<Deed, () => unknown>> = {
    review: () => vscode.commands.executeCommand('upgradeReview.reviewPackage', uri),
    'review-other': () => vscode.commands.executeCommand('upgradeReview.reviewPackage'),
    report: () => vscode.commands.executeCommand('upgradeReview.generateReport', vscode.Uri.parse(mountUri(uri.toString()))),
    findings: () => vscode.commands.executeCommand('upgradeReview.findings.focus'),
    log: () => log.show(),
    again: () => document.reopen(),
  };
  const isDeed = (type: string): type is Deed => Object.hasOwn(deeds, type);
  return webview.onDidReceiveMessage(async (asked: Question | { readonly type: Deed }) => {
    try {
      await (isDeed(asked.type) ? deeds[asked.type]() : answer(asked as Question));
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) tellTrouble(error);
    }
  });
}

async function openFinding(session: ReviewSession | undefined, id: string): Promise<void> {
  const finding = session?.review?.findings.find(({ fingerprint }) => fingerprint === id);
  if (session && finding)
    await vscode.commands.executeCommand('vscode.open', session.mount.uriOf(finding.path), { selection: rangeOf(finding) });
}

/** A file of the archive as the mount shows it; asking for it mounts the archive, and adds no folder to the window. */
const fileIn = (archive: vscode.Uri, path: string): vscode.Uri => {
  const root = vscode.Uri.parse(mountUri(archive.toString()));
  return root.with({ path: `${root.path}/${path}` });
};
