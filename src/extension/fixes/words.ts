import * as vscode from 'vscode';
import { pathsOfFix, type Finding, type Fix } from '../../core/rules/finding';

/** How a fix is called in the lamp: one that a person must look at says so. */
export const titleOf = ({ title, applies }: Fix): string =>
  applies === 'always' ? title : vscode.l10n.t('{0} (shows the change first)', title);

/** What a diff shows that somebody must accept. */
export function proposedWords(findings: readonly Finding[]): string {
  const titles = new Set(findings.map(({ fix }) => fix?.title ?? ''));
  return titles.size === 1 ? [...titles].join() : vscode.l10n.t('{0} proposed changes', findings.length);
}

/** `5 fixes of 3 rules in 4 files; 2 need a person`, or the name of the only rule. `waiting`: findings whose fix nobody has looked at. */
export function fixedWords(applied: readonly Finding[], waiting: number): string {
  const rules = [...new Set(applied.map(({ rule }) => rule))];
  const files = new Set(applied.flatMap(({ fix }) => (fix ? pathsOfFix(fix) : []))).size;
  const parts = [
    applied.length === 1 ? vscode.l10n.t('1 fix') : vscode.l10n.t('{0} fixes', applied.length),
    ...(rules.length === 1 ? [vscode.l10n.t('of {0}', rules.join())] : [vscode.l10n.t('of {0} rules', rules.length)]),
    files === 1 ? vscode.l10n.t('in 1 file') : vscode.l10n.t('in {0} files', files),
  ];
  const done = applied.length === 0 ? vscode.l10n.t('Nothing was fixed') : parts.join(' ');
  return waiting === 0
    ? `${done}.`
    : `${done}; ${waiting === 1 ? vscode.l10n.t('1 needs a person') : vscode.l10n.t('{0} need a person', waiting)}.`;
}
