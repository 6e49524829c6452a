import * as vscode from 'vscode';
import { countsOf } from '../../core/report/overview';
import { countsInShort } from '../../core/report/severity-counts';
import { visible } from '../../core/text/visible';
import type { Review } from '../../core/review/review';
import { countWords } from '../overview/review-words';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { reasonWords, verdictIcons, verdictWord } from './verdict';

/** Milliseconds that a review may take before the item shows that one is under way: the blink of a short one says nothing. */
const spinAfter = 300;
/** Reasons that a tooltip names; the report has them all. */
const mostReasons = 8;

/** The verdict in the status bar: of the package in the editor, else of the first one. */
export class StatusBar implements vscode.Disposable {
  readonly item = vscode.window.createStatusBarItem('upgradeReview.verdict', vscode.StatusBarAlignment.Left, 10);
  private readonly listening: vscode.Disposable;
  private spinning: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly sessions: ReviewSessions) {
    this.item.name = vscode.l10n.t('Verdict on the Package');
    this.item.command = 'upgradeReview.showActions';
    this.listening = vscode.Disposable.from(
      sessions.onDidChange(() => this.show()),
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
    );
    this.show();
  }

  dispose(): void {
    clearTimeout(this.spinning);
    this.listening.dispose();
    this.item.dispose();
  }

  private show(): void {
    clearTimeout(this.spinning);
    const session = this.sessions.find(vscode.window.activeTextEditor?.document.uri) ?? this.sessions.all[0];
    if (!session) return this.item.hide();
    const { state, review } = session;
    if (review) showVerdict(this.item, session, review);
    else if (state === 'failed' || state === 'cancelled') showUnreviewed(this.item, session);
    else showReviewing(this.item, session);
    if (review && state === 'reviewing') this.spinning = setTimeout(() => showReviewing(this.item, session), spinAfter);
    this.item.show();
  }
}

function showVerdict(item: vscode.StatusBarItem, session: ReviewSession, review: Review): void {
  const { decision, reasons } = review.verdict;
  const found = countsOf(session.shownFindings);
  item.text = `$(${verdictIcons[decision].id}) ${verdictWord(decision)} ${countsInShort(found)}`;
  item.backgroundColor = decision === 'no-go' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  const counts = countWords(found).map(({ words }) => words);
  item.accessibilityInformation = {
    label: [`${session.mount.name}: ${verdictWord(decision)}`, ...counts].join(', '),
    role: 'button',
  };
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.appendMarkdown(`$(${verdictIcons[decision].id}) **${verdictWord(decision)}** `).appendText(visible(session.mount.name));
  tooltip.appendMarkdown('\n\n').appendText(counts.join(', ') || vscode.l10n.t('Nothing was found.'));
  for (const reason of reasons.slice(0, mostReasons)) tooltip.appendMarkdown('\n- ').appendText(visible(reasonWords(reason)));
  if (reasons.length > mostReasons)
    tooltip.appendMarkdown('\n- ').appendText(vscode.l10n.t('and {0} more: see the report', reasons.length - mostReasons));
  item.tooltip = tooltip;
}

function showReviewing(item: vscode.StatusBarItem, { mount }: ReviewSession): void {
  item.text = `$(sync~spin) ${vscode.l10n.t('Reviewing')}`;
  item.backgroundColor = undefined;
  item.tooltip = vscode.l10n.t('Reviewing {0}', mount.name);
  item.accessibilityInformation = { label: vscode.l10n.t('Reviewing {0}', mount.name), role: 'button' };
}

function showUnreviewed(item: vscode.StatusBarItem, { mount, state }: ReviewSession): void {
  item.text = `$(package) ${vscode.l10n.t('Not reviewed')}`;
  item.backgroundColor = undefined;
  item.tooltip =
    state === 'failed'
      ? vscode.l10n.t('{0} could not be reviewed: the log says why', mount.name)
      : vscode.l10n.t('The review of {0} was cancelled', mount.name);
  item.accessibilityInformation = { label: item.tooltip, role: 'button' };
}
