import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { visible } from '../core/text/visible';

export interface PageFrame {
  readonly title: string;
  /** Our folder of styles. */
  readonly media: vscode.Uri;
  /** Of its own, in that folder. */
  readonly style: string;
  readonly script: vscode.Uri;
  /** HTML whose texts are escaped. */
  readonly body: string;
}

/** A page of ours. Nothing of a package gets into it but as escaped text; scripts and styles are ours alone. */
export function pageFrame(webview: vscode.Webview, { title, media, style, script, body }: PageFrame): string {
  const nonce = randomBytes(16).toString('base64');
  const at = (uri: vscode.Uri) => escaped(webview.asWebviewUri(uri).toString());
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
${['page.css', style].map((name) => `<link rel="stylesheet" href="${at(vscode.Uri.joinPath(media, name))}">`).join('\n')}
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
<script nonce="${nonce}" src="${at(script)}"></script>
</body>
</html>`;
}

export const escaped = (text: string): string => visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
