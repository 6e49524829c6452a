import * as vscode from 'vscode';
import type { Waived } from '../../core/rules/finding';
import { visible } from '../../core/text/visible';

/** `Waived by team-net until 2027-01-31: the mirror is ours`. */
export const waivedWords = ({ owner, until, reason }: Waived): string =>
  vscode.l10n.t('Waived by {0} until {1}: {2}', visible(owner), until, visible(reason));

/** Opens the waiver in its file. */
export const waiverCommand = ({ origin }: Waived): vscode.Command => ({
  command: 'vscode.open',
  title: vscode.l10n.t('Open the Waiver'),
  arguments: [vscode.Uri.parse(origin.path), { selection: new vscode.Range(origin.line, 0, origin.line, 0) }],
});
