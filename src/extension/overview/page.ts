import * as vscode from 'vscode';
import { escaped, pageFrame } from '../page-frame';

/** One line of a list of facts. */
export type Fact = readonly [label: string, value: string];

export interface PageWords {
  readonly title: string;
  /** Why it cannot be opened, and what to do: nothing else is known of it then. */
  readonly trouble?: string;
  /** What one must know before all else, each with what to do. */
  readonly notices: readonly string[];
  /** Known at once; the rest comes by messages. */
  readonly facts: readonly Fact[];
}

/** The page without what takes time. */
export const pageHtml = (webview: vscode.Webview, media: vscode.Uri, words: PageWords): string =>
  pageFrame(webview, {
    title: words.title,
    media,
    style: 'overview.css',
    script: vscode.Uri.joinPath(media, 'overview.js'),
    body: words.trouble === undefined ? openedHtml(words) : troubleHtml(words.trouble, words.facts),
  });

function openedHtml({ notices, facts }: PageWords): string {
  const waiting = `<p class="quiet" role="status">${escaped(vscode.l10n.t('Looking through the archive…'))}</p>`;
  const columns = [vscode.l10n.t('Name'), vscode.l10n.t('Findings'), vscode.l10n.t('Unpacked'), vscode.l10n.t('Packed')];
  return `${notices.map((notice) => `<p class="notice">${escaped(notice)}</p>`).join('\n')}
<section id="verdict" aria-labelledby="headline">
<p id="headline" role="status"></p>
<div id="notes"></div>
<div id="severities"></div>
<div id="top"></div>
<div id="risk"></div>
<div id="gaps"></div>
<p class="actions">${[
    button('review', vscode.l10n.t('Review This Package'), 'none failed'),
    button('report', vscode.l10n.t('Generate Preflight Report'), judged),
    button('findings', vscode.l10n.t('Show All Findings'), judged),
    button('log', vscode.l10n.t('Show Log'), 'failed'),
  ].join('')}</p>
</section>
${section('content', vscode.l10n.t('What lies where'), `<div class="columns" aria-hidden="true">${columns.map((name) => `<span>${escaped(name)}</span>`).join('')}</div><ul id="rows"></ul>`)}
${section('identity', vscode.l10n.t('Identity'), factsHtml(facts))}
${section('oddities', vscode.l10n.t('Oddities of the archive'), waiting)}
${section('signers', vscode.l10n.t('Signers'), waiting)}`;
}

/** States of a review in which there is something to tell of it. */
const judged = 'go conditions no-go cannot-judge';

function troubleHtml(trouble: string, facts: readonly Fact[]): string {
  const heading = vscode.l10n.t('This file cannot be opened as a package');
  const buttons = [button('again', vscode.l10n.t('Try Again')), button('review-other', vscode.l10n.t('Review Another Package…'))];
  return `<section id="trouble" role="alert" aria-labelledby="trouble-heading"><h2 id="trouble-heading">${escaped(heading)}</h2>
<p>${escaped(trouble)}</p>
<p class="actions">${buttons.join('')}</p></section>
${section('identity', vscode.l10n.t('Identity'), factsHtml(facts))}`;
}

const button = (asks: string, words: string, states = ''): string =>
  `<button data-asks="${asks}" data-states="${states}"${states ? ' hidden' : ''}>${escaped(words)}</button>`;

const section = (id: string, heading: string, body: string): string =>
  `<section aria-labelledby="${id}-heading"><h2 id="${id}-heading">${escaped(heading)}</h2><div id="${id}">${body}</div></section>`;

const factsHtml = (facts: readonly Fact[]): string =>
  `<dl>${facts.map(([label, value]) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`;
