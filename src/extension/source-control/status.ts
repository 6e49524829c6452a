import * as vscode from 'vscode';
import type { PatchedPath, PatchStatus } from '../../core/archive/patched-paths';

/** How the editor shows each kind of patch: letter and colour as with Git. */
export const statusLetters: Readonly<Record<PatchStatus, string>> = { added: 'A', deleted: 'D', modified: 'M', renamed: 'R' };

export const statusColor = (status: PatchStatus): vscode.ThemeColor => new vscode.ThemeColor(`gitDecoration.${status}ResourceForeground`);

export function statusText({ status, original }: PatchedPath): string {
  switch (status) {
    case 'added':
      return vscode.l10n.t('Added by the patch');
    case 'deleted':
      return vscode.l10n.t('Deleted by the patch');
    case 'renamed':
      return vscode.l10n.t('Renamed by the patch, was {0}', original ?? '');
    case 'modified':
      return vscode.l10n.t('Changed by the patch');
  }
}
