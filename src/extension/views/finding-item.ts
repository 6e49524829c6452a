import * as vscode from 'vscode';
import { shownPath } from '../../core/package/nested-path';
import type { Grouping } from '../../core/report/findings-list';
import type { Finding, Related } from '../../core/rules/finding';
import { baseName } from '../../core/text/path';
import { visible } from '../../core/text/visible';
import { rangeOf, rulePageLink } from '../review/diagnostics';
import { shownPlace } from '../mount/place';
import type { ReviewSession } from '../review/session';
import { waivedWords } from '../waivers/words';
import { severityIcons, severityWord } from './severity';

export interface FindingNode {
  readonly kind: 'finding';
  readonly finding: Finding;
  readonly session: ReviewSession;
  /** Among those of the same text, which it is. */
  readonly copy: number;
}

export function findingItem({ finding, session: { mount }, copy }: FindingNode, grouping: Grouping): vscode.TreeItem {
  const { path, range, message, severity } = finding;
  const line = range.start.line + 1;
  const item = new vscode.TreeItem(visible(message));
  // Without one the editor numbers items of the same words, each by trying all numbers.
  item.id = `${mount.root.authority} ${finding.fingerprint} ${copy}`;
  item.description = grouping === 'file' ? vscode.l10n.t('line {0}', line) : visible(`${baseName(path)}:${line}`);
  item.iconPath = finding.waived ? new vscode.ThemeIcon('verified') : severityIcons[severity];
  item.contextValue = finding.waived ? 'finding.waived' : finding.fix ? 'finding.fixable' : 'finding';
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}: {1} {2}, line {3}', severityWord(severity), message, shownPath(path), line),
  };
  if (finding.waived) {
    const { owner, until } = finding.waived;
    item.description = visible(vscode.l10n.t('{0} · {1} until {2}', item.description, owner, until));
    item.accessibilityInformation = { label: `${item.accessibilityInformation.label}. ${waivedWords(finding.waived)}` };
  }
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Go to Finding'),
    arguments: [mount.uriOf(path), { selection: rangeOf(finding) }],
  };
  return item;
}

/** Text of the package and the site is only ever appended as text or code: it formats nothing and leads nowhere. */
export function findingTooltip(finding: Finding): vscode.MarkdownString {
  const { severity, message, path, range, rule, excerpt, related, fix } = finding;
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.isTrusted = { enabledCommands: ['upgradeReview.openRulePage'] };
  tooltip.appendMarkdown(`$(${severityIcons[severity].id}) **${severityWord(severity)}**\n\n`);
  tooltip.appendText(visible(message));
  if (finding.waived) tooltip.appendMarkdown('\n\n$(verified) ').appendText(waivedWords(finding.waived));
  tooltip.appendMarkdown('\n\n').appendText(visible(`${shownPath(path)}:${range.start.line + 1}`));
  if (excerpt.lines.length > 0) tooltip.appendCodeblock(excerpt.lines.map(visible).join('\n'), 'text');
  for (const each of related) {
    tooltip.appendMarkdown('\n\n$(link) ').appendText(visible(`${each.message} (${relatedPlace(each)})`));
  }
  if (fix) {
    const words = fix.applies === 'always' ? vscode.l10n.t('Fix') : vscode.l10n.t('Fix, after review');
    tooltip.appendMarkdown(`\n\n$(lightbulb) ${words}: `).appendText(visible(fix.title));
  }
  return tooltip.appendMarkdown(`\n\n$(law) [${rule}](${rulePageLink(rule).toString()})`);
}

const relatedPlace = (related: Related): string =>
  related.at === 'package'
    ? shownPath(related.path)
    : `${baseName(shownPlace(vscode.Uri.parse(related.origin.path)))}:${related.origin.line + 1}`;
