import * as vscode from 'vscode';
import type { PatchedPath, PatchStatus } from '../../core/patch/patched-paths';

/** How the editor shows each kind of patch: letter and colour as with Git. */
export const statusLetters: Readonly<Record<PatchStatus, string>> = { added: 'A', deleted: 'D', modified: 'M', renamed: 'R' };

export const statusColor = (status: PatchStatus): vscode.ThemeColor => new vscode.ThemeColor(`gitDecoration.${status}ResourceForeground`);

export function statusText({ status, original, mode }: PatchedPath): string {
  const texts: Readonly<Record<PatchStatus, string>> = {
    added: vscode.l10n.t('Added by the patch'),
    deleted: vscode.l10n.t('Deleted by the patch'),
    modified: vscode.l10n.t('Changed by the patch'),
    renamed: vscode.l10n.t('Renamed by the patch, was {0}', original ?? ''),
  };
  return mode === undefined ? texts[status] : `${texts[status]}, ${vscode.l10n.t('mode {0}', mode.toString(8))}`;
}
