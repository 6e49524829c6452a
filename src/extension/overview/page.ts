import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { visible } from '../../core/text/visible';

/** One line of a list of facts. */
export type Fact = readonly [label: string, value: string];

export interface PageWords {
  readonly title: string;
  /** Known at once; the rest comes by messages. */
  readonly facts: readonly Fact[];
}

/** The page without what takes time. Nothing of the package gets into it but as escaped text; scripts and styles are ours alone. */
export function pageHtml(webview: vscode.Webview, media: vscode.Uri, { title, facts }: PageWords): string {
  const nonce = randomBytes(16).toString('base64');
  const at = (name: string) => escaped(webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString());
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  const waiting = `<p class="waiting" role="status">${escaped(vscode.l10n.t('Looking through the archive…'))}</p>`;
  const section = (id: string, heading: string, body: string) =>
    `<section aria-labelledby="${id}-heading"><h2 id="${id}-heading">${escaped(heading)}</h2><div id="${id}">${body}</div></section>`;
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${at('overview.css')}">
</head>
<body>
<header><h1>${escaped(title)}</h1><button id="review">${escaped(vscode.l10n.t('Review This Package'))}</button></header>
${section('identity', vscode.l10n.t('Identity'), `<dl>${facts.map(factHtml).join('')}</dl>`)}
${section('oddities', vscode.l10n.t('Oddities of the archive'), waiting)}
${section('signers', vscode.l10n.t('Signers'), waiting)}
${section('content', vscode.l10n.t('Content'), '')}
<template id="columns">${[vscode.l10n.t('Name'), vscode.l10n.t('Unpacked'), vscode.l10n.t('Packed'), vscode.l10n.t('Packed to')]
    .map((name) => `<span>${escaped(name)}</span>`)
    .join('')}</template>
<script nonce="${nonce}" src="${at('overview.js')}"></script>
</body>
</html>`;
}

const factHtml = ([label, value]: Fact): string => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`;

export const escaped = (text: string): string => visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
