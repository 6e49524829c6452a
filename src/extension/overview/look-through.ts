import * as vscode from 'vscode';
import { loadEngine } from '../load-engine';
import type { Base } from '../mount/open-base';
import { findSiteFiles } from '../review/site';
import { readSettings } from '../settings';
import { anomalyItem, signerItem, type Item } from './facts';

/** Of one list: a hostile archive has thousands of oddities. */
const listed = 200;

/** Tells the page what needs the whole archive to be read. */
export async function lookThrough(uri: vscode.Uri, base: Base, webview: vscode.Webview, token: vscode.CancellationToken): Promise<void> {
  const goOn = async (): Promise<void> => {
    await new Promise((resume) => setImmediate(resume));
    if (token.isCancellationRequested) throw new vscode.CancellationError();
  };
  const settings = readSettings();
  const engine = await loadEngine();
  await base.source.expand(settings.limits, goOn);
  const files = await findSiteFiles(uri, [uri], settings);
  const { catalog } = engine.readSite(files.files);
  await send(
    webview,
    'signers',
    (await engine.signersOf(base.source, catalog, engine.verifyIssued)).map(signerItem),
    vscode.l10n.t('Nobody vouches for this package: it has no certificate and no signature.'),
  );
  const { anomalies } = (await base.source.inspect?.(settings.limits, goOn)) ?? { anomalies: [] };
  await send(
    webview,
    'oddities',
    anomalies.map(anomalyItem),
    vscode.l10n.t('None: structure, names, permissions and checksums are as they should be.'),
  );
  const sha256 = await base.sha256();
  if (sha256 !== undefined) await webview.postMessage({ type: 'fact', label: 'SHA-256', value: sha256 });
}

async function send(webview: vscode.Webview, id: string, items: readonly Item[], none: string): Promise<void> {
  const rest = items.length - listed;
  const more = rest > 0 ? [{ title: vscode.l10n.t('{0} more', rest), detail: '', mark: 'warning' } satisfies Item] : [];
  await webview.postMessage({ type: 'items', id, items: [...items.slice(0, listed), ...more], none });
}
