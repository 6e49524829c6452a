import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { escapeXml } from '../../core/report/escape-xml';
import { shownPath } from '../../core/package/nested-path';
import type { ReviewSession } from '../review/session';

interface PanelHost {
  readonly media: vscode.Uri;
  readonly session: ReviewSession;
  readonly save: () => Promise<void>;
  readonly tellTrouble: (error: unknown) => void;
}

/** What the page asks for. `at`: a place as the report names it. */
type Asked = { readonly type: 'save' } | { readonly type: 'open'; readonly at: string };

/** Shows the HTML report as it was made. Places in it lead to their lines. */
export function showReport(report: string, { media, session, save, tellTrouble }: PanelHost): void {
  const title = vscode.l10n.t('Preflight: {0}', session.mount.name);
  const panel = vscode.window.createWebviewPanel('upgradeReview.report', title, vscode.ViewColumn.Active, {
    enableScripts: true,
    enableCommandUris: false,
    enableFindWidget: true,
    localResourceRoots: [media],
  });
  panel.webview.html = pageOf(report, panel.webview, media);
  panel.webview.onDidReceiveMessage(async (asked: Asked) => {
    try {
      await (asked.type === 'save' ? save() : openPlace(session, asked.at));
    } catch (error) {
      tellTrouble(error);
    }
  });
}

/** The report with our script and the colours of the editor; nothing else may run in it, and its own style may. */
function pageOf(report: string, webview: vscode.Webview, media: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const at = (name: string) => escapeXml(webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString());
  const policy = `default-src 'none'; style-src ${webview.cspSource} 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const bar = `<form id="bar" role="search"><label>${escapeXml(vscode.l10n.t('Filter findings'))} <input type="search" id="filter"></label><output id="found" aria-live="polite"></output><button type="button" id="save">${escapeXml(vscode.l10n.t('Export…'))}</button></form>`;
  return report
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace('<style>', `<style nonce="${nonce}">`)
    .replace('</head>', `<link rel="stylesheet" href="${at('report.css')}"></head>`)
    .replace('<body>', `<body>${bar}`)
    .replace(/<\/body>(?![^]*<\/body>)/, `<script nonce="${nonce}" src="${at('report.js')}"></script></body>`);
}

async function openPlace(session: ReviewSession, at: string): Promise<void> {
  const [, shown = '', line = ''] = /^(.*):(\d+)$/s.exec(at) ?? [];
  const found = session.mount.source.entries.find(({ path }) => shownPath(path) === shown);
  if (!found) throw new Error(vscode.l10n.t('The package no longer has {0}.', shown));
  const start = new vscode.Position(Math.max(0, Number(line) - 1), 0);
  const options = { selection: new vscode.Range(start, start), viewColumn: vscode.ViewColumn.Beside };
  await vscode.commands.executeCommand('vscode.open', session.mount.uriOf(found.path), options);
}
