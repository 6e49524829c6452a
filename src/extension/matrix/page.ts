import * as vscode from 'vscode';
import { problemStates, tableStates, type TableState } from '../../core/report/matrix-table';
import { escaped, pageFrame } from '../page-frame';
import { stateWords } from './words';

/** The page without its rows: those come by a message. */
export const matrixHtml = (webview: vscode.Webview, extension: vscode.Uri, title: string): string =>
  pageFrame(webview, {
    title,
    media: vscode.Uri.joinPath(extension, 'media'),
    style: 'matrix.css',
    script: vscode.Uri.joinPath(extension, 'dist', 'matrix-page.js'),
    body: `<form id="filters" role="search" aria-label="${escaped(vscode.l10n.t('Filter'))}">
<input id="filter" type="search" placeholder="${escaped(vscode.l10n.t('Filter by name or version'))}" aria-label="${escaped(vscode.l10n.t('Filter by name or version'))}">
<label><input id="problems" type="checkbox"> ${escaped(vscode.l10n.t('Problems only'))}</label>
<label>${escaped(vscode.l10n.t('Environment'))} <select id="environment"></select></label>
<span id="count" role="status"></span>
<span class="actions"><button type="button" data-asks="csv">${escaped(vscode.l10n.t('Export CSV…'))}</button><button type="button" data-asks="copy">${escaped(vscode.l10n.t('Copy as Markdown'))}</button></span>
</form>
<p id="none" hidden></p>
<div id="grid" role="grid" tabindex="0" aria-describedby="keys" aria-label="${escaped(title)}"></div>
<p id="keys" class="quiet">${escaped(vscode.l10n.t('Arrow keys move, Enter opens the line in the package or the inventory, or sorts by a column.'))}</p>`,
  });

/** What the page says of its own, in the language of the window; `{0}` and `{1}` stand for what it fills in. */
export const pageWords = () => ({
  states: tableStates.map((state: TableState) => stateWords()[state]),
  problems: problemStates.map((state) => tableStates.indexOf(state)),
  dependency: vscode.l10n.t('Dependency'),
  required: vscode.l10n.t('required'),
  any: vscode.l10n.t('any version'),
  optional: vscode.l10n.t('optional'),
  all: vscode.l10n.t('All'),
  count: vscode.l10n.t('{0} of {1} dependencies'),
  noDependencies: vscode.l10n.t('The package declares no dependencies.'),
  noMatch: vscode.l10n.t('No dependency fits these filters.'),
  noHosts: vscode.l10n.t('No inventory is loaded: nothing to compare with.'),
});

export type PageWords = ReturnType<typeof pageWords>;
