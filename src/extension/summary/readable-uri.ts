import type * as vscode from 'vscode';
import type { ReviewSessions } from '../review/sessions';
import { isOpaque } from './opaque';

export const summaryScheme = 'upgrade-package-summary';

export const summaryUri = (file: vscode.Uri): vscode.Uri => file.with({ scheme: summaryScheme });

/** What an editor should show for a file of a package: the file, or its summary if it is no text or huge. */
export async function readableUri(sessions: ReviewSessions, file: vscode.Uri): Promise<vscode.Uri> {
  const mount = sessions.find(file)?.mount;
  const path = mount?.pathOf(file);
  return mount && path !== undefined && (await isOpaque(mount, path)) ? summaryUri(file) : file;
}
