import * as vscode from 'vscode';
import type { Severity } from '../../core/rules/finding';

/** A shape for each, which says as much as its colour. */
export const severityIcons: Readonly<Record<Severity, vscode.ThemeIcon>> = {
  blocker: new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('list.errorForeground')),
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  info: new vscode.ThemeIcon('info'),
};

export const severityWord = (severity: Severity): string =>
  ({
    blocker: vscode.l10n.t('Blocker'),
    error: vscode.l10n.t('Error'),
    warning: vscode.l10n.t('Warning'),
    info: vscode.l10n.t('Note'),
  })[severity];

/** The name of a group of so many. */
export const severityGroup = (severity: Severity, count: number): string =>
  count === 1
    ? severityWord(severity)
    : {
        blocker: vscode.l10n.t('Blockers'),
        error: vscode.l10n.t('Errors'),
        warning: vscode.l10n.t('Warnings'),
        info: vscode.l10n.t('Notes'),
      }[severity];

/** `3 blockers`, `1 note`. */
export const severityCount = (severity: Severity, count: number): string =>
  count === 1
    ? {
        blocker: vscode.l10n.t('1 blocker'),
        error: vscode.l10n.t('1 error'),
        warning: vscode.l10n.t('1 warning'),
        info: vscode.l10n.t('1 note'),
      }[severity]
    : {
        blocker: vscode.l10n.t('{0} blockers', count),
        error: vscode.l10n.t('{0} errors', count),
        warning: vscode.l10n.t('{0} warnings', count),
        info: vscode.l10n.t('{0} notes', count),
      }[severity];

export const findingCount = (count: number): string => (count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count));
