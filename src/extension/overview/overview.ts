import * as vscode from 'vscode';
import { sizeTree } from '../../core/archive/size-tree';
import { mountUri } from '../mount/mount-uri';
import { DisposableStore } from '../lifetime';
import { loadEngine } from '../load-engine';
import { errorText, reasonFirst } from '../../core/text/error-text';
import { watchArchive } from '../mount/archive-watch';
import { openBase, type Base } from '../mount/open-base';
import { findSiteFiles } from '../review/site';
import { readSettings } from '../settings';
import { anomalyItem, fileWords, rowWords, signerItem, sizeWords, type Item } from './facts';
import { pageHtml, type Fact } from './page';

const viewType = 'upgradeReview.overview';

export const showOverview = (archive: vscode.Uri): Thenable<unknown> =>
  vscode.commands.executeCommand('vscode.openWith', archive, viewType);

/** Of one list: a hostile archive has thousands of oddities. */
const listed = 200;

/** What the page asks for. */
type Asked =
  | { readonly type: 'ready' }
  | { readonly type: 'children'; readonly folder: string }
  | { readonly type: 'open'; readonly path: string }
  | { readonly type: 'review' };

class OverviewDocument implements vscode.CustomDocument {
  constructor(
    readonly uri: vscode.Uri,
    readonly base: Base,
  ) {}

  dispose(): void {
    void this.base.close();
  }
}

/** An editor for archives that shows what they are without mounting them. The user chooses it; it never takes files over. */
export const registerOverview = (context: vscode.ExtensionContext, log: vscode.LogOutputChannel): vscode.Disposable =>
  vscode.window.registerCustomEditorProvider(viewType, new OverviewProvider(context.extensionUri, log), {
    supportsMultipleEditorsPerDocument: true,
  });

class OverviewProvider implements vscode.CustomReadonlyEditorProvider<OverviewDocument> {
  constructor(
    private readonly extension: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** @throws Error whose message says what is wrong with the archive: the editor shows it. */
  async openCustomDocument(uri: vscode.Uri): Promise<OverviewDocument> {
    return new OverviewDocument(uri, await openBase(uri));
  }

  async resolveCustomEditor({ uri, base }: OverviewDocument, panel: vscode.WebviewPanel): Promise<void> {
    const owned = new DisposableStore();
    const media = vscode.Uri.joinPath(this.extension, 'media');
    const stopped = new vscode.CancellationTokenSource();
    owned.add(new vscode.Disposable(() => stopped.cancel()));
    panel.onDidDispose(() => owned.dispose());
    panel.webview.options = { enableScripts: true, localResourceRoots: [media], enableCommandUris: false };
    const { webview } = panel;
    const tree = base.archive && sizeTree(base.archive.archive);
    const answer = async (asked: Asked): Promise<void> => {
      if (asked.type === 'review') await vscode.commands.executeCommand('upgradeReview.reviewPackage', uri);
      if (asked.type === 'open') await vscode.commands.executeCommand('vscode.open', fileIn(uri, asked.path));
      if (asked.type === 'children') {
        const rows = (tree?.children(asked.folder) ?? []).map(rowWords);
        await webview.postMessage({ type: 'rows', folder: asked.folder, rows });
      }
      if (asked.type === 'ready') await this.tellMore(uri, base, webview, stopped.token);
    };
    owned.add(
      webview.onDidReceiveMessage((asked: Asked) => {
        answer(asked).catch((error: unknown) => {
          if (error instanceof vscode.CancellationError) return;
          this.log.error(`${uri.toString(true)}: ${errorText(error)}`, error);
          void vscode.window.showErrorMessage(reasonFirst(error));
        });
      }),
    );
    webview.html = pageHtml(webview, media, { title: base.source.name, facts: factsOf(uri, base, tree?.total) });
    owned.add(
      await watchArchive(uri, () => {
        void vscode.window
          .showInformationMessage(vscode.l10n.t('{0} has changed on disk.', base.source.name), vscode.l10n.t('Show Anew'))
          .then((chosen) => chosen && showOverview(uri));
      }),
    );
  }

  /** What needs the whole archive to be read. */
  private async tellMore(uri: vscode.Uri, base: Base, webview: vscode.Webview, token: vscode.CancellationToken): Promise<void> {
    const goOn = async (): Promise<void> => {
      await new Promise((resume) => setImmediate(resume));
      if (token.isCancellationRequested) throw new vscode.CancellationError();
    };
    const settings = readSettings();
    const engine = await loadEngine();
    await base.source.expand(settings.limits, goOn);
    const files = await findSiteFiles(uri, [uri], settings);
    const { catalog } = engine.readSite(files.files);
    await this.send(
      webview,
      'signers',
      (await engine.signersOf(base.source, catalog, engine.verifyIssued)).map(signerItem),
      vscode.l10n.t('Nobody vouches for this package: it has no certificate and no signature.'),
    );
    const { anomalies } = (await base.source.inspect?.(settings.limits, goOn)) ?? { anomalies: [] };
    await this.send(
      webview,
      'oddities',
      anomalies.map(anomalyItem),
      vscode.l10n.t('None: structure, names, permissions and checksums are as they should be.'),
    );
    const sha256 = await base.sha256();
    if (sha256 !== undefined) await webview.postMessage({ type: 'fact', label: 'SHA-256', value: sha256 });
  }

  private async send(webview: vscode.Webview, id: string, items: readonly Item[], none: string): Promise<void> {
    const rest = items.length - listed;
    const more = rest > 0 ? [{ title: vscode.l10n.t('{0} more', rest), detail: '', mark: 'warning' } satisfies Item] : [];
    await webview.postMessage({ type: 'items', id, items: [...items.slice(0, listed), ...more], none });
  }
}

function factsOf(uri: vscode.Uri, { source, archive }: Base, total: ReturnType<typeof sizeTree>['total'] | undefined): Fact[] {
  const { size = 0, packed = 0, files = source.entries.length } = total ?? {};
  return [
    [vscode.l10n.t('Place'), uri.scheme === 'file' ? uri.fsPath : uri.toString(true)],
    [vscode.l10n.t('Size'), sizeWords(archive?.bytes.size ?? 0)],
    [
      vscode.l10n.t('Content'),
      `${fileWords(files)}, ${vscode.l10n.t('{0} unpacked', sizeWords(size))}${size > 0 ? `, ${vscode.l10n.t('packed to {0} %', Math.round((packed / size) * 100))}` : ''}`,
    ],
    ...(archive?.archive.comment ? [[vscode.l10n.t('Comment'), archive.archive.comment] as const] : []),
    ['SHA-256', '…'],
  ];
}

/** A file of the archive as the mount shows it; asking for it mounts the archive, and adds no folder to the window. */
const fileIn = (archive: vscode.Uri, path: string): vscode.Uri => {
  const root = vscode.Uri.parse(mountUri(archive.toString()));
  return root.with({ path: `${root.path}/${path}` });
};
