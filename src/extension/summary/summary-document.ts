import * as vscode from 'vscode';
import { mountScheme } from '../mount/mount-uri';
import type { ReviewSessions } from '../review/sessions';
import { loadPages } from '../load-pages';
import { readableUri, summaryScheme } from './readable-uri';

/** Files that are no text or huge open as a summary; opened a second time beside it, they open as they are. */
export function registerSummaries(sessions: ReviewSessions): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(summaryScheme, {
      async provideTextDocumentContent(uri) {
        const mount = sessions.find(uri)?.mount;
        const path = mount?.pathOf(uri.with({ scheme: mountScheme }));
        if (!mount || path === undefined) return '';
        const { summarize } = await loadPages();
        const rows = await summarize(mount, path);
        const width = Math.max(...rows.map(([label]) => label.length)) + 2;
        const lines = rows.map(([label, value]) => `${label.padEnd(width)}${value}`);
        return [`${mount.name} » ${path}`, '', ...lines, ''].join('\n');
      },
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
      for (const tab of opened) void replace(tab, sessions);
    }),
  );
}

async function replace(tab: vscode.Tab, sessions: ReviewSessions): Promise<void> {
  if (!(tab.input instanceof vscode.TabInputText) || tab.input.uri.scheme !== mountScheme) return;
  const { uri } = tab.input;
  const readable = await readableUri(sessions, uri);
  if (readable.scheme === mountScheme || isOpen(readable)) return;
  const { viewColumn } = tab.group;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(readable), { viewColumn, preview: tab.isPreview });
  const left = tabs().filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
  await vscode.window.tabGroups.close(left, true);
}

const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

const isOpen = (uri: vscode.Uri): boolean =>
  tabs().some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
