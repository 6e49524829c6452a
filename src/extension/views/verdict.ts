import * as vscode from 'vscode';
import type { Verdict, VerdictReason } from '../../core/review/verdict';
import { severityCount } from './severity';

type Decision = Verdict['decision'];

export const verdictWord = (decision: Decision): string =>
  ({
    go: vscode.l10n.t('GO'),
    conditions: vscode.l10n.t('GO WITH CONDITIONS'),
    'no-go': vscode.l10n.t('NO-GO'),
    'cannot-judge': vscode.l10n.t('CANNOT JUDGE'),
  })[decision];

export const verdictIcons: Readonly<Record<Decision, vscode.ThemeIcon>> = {
  go: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  conditions: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  'no-go': new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('list.errorForeground')),
  'cannot-judge': new vscode.ThemeIcon('question', new vscode.ThemeColor('list.errorForeground')),
};

export function reasonWords(reason: VerdictReason): string {
  switch (reason.code) {
    case 'findings':
      return reason.already === undefined
        ? `${severityCount(reason.severity, reason.count)}: ${reason.rules.join(', ')}`
        : vscode.l10n.t(
            '{0}, {1} already so before: {2}',
            severityCount(reason.severity, reason.count),
            reason.already,
            reason.rules.join(', '),
          );
    case 'not-checked':
      return reason.blocks
        ? vscode.l10n.t('Not checked, which blocks here: {0}', reason.what)
        : vscode.l10n.t('Not checked: {0}', reason.what);
    case 'nothing-read':
      return vscode.l10n.t('Nothing in the package could be read as something that the review understands.');
    case 'waived':
      return vscode.l10n.t(
        'Waived: {0} of {1}, by {2} until {3}',
        severityCount(reason.severity, reason.count),
        reason.rule,
        reason.owner,
        reason.until,
      );
    case 'site-unreadable':
      return vscode.l10n.t('{0} was named to describe the site, and nothing in it could be used.', reason.path);
  }
}
