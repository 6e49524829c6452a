import * as vscode from 'vscode';
import { loadPages } from '../load-pages';
import type { Asked, ToolName } from './tool';
import type { ReviewSessions } from '../review/sessions';

const names: readonly ToolName[] = ['listFindings', 'explainFinding', 'showLines'];

/** Tools of package.json for language models; what they do is loaded when one is asked. */
export function registerModelTools(sessions: ReviewSessions): vscode.Disposable {
  // Editors that build on VS Code may have no language models.
  const { lm } = vscode as { readonly lm?: Partial<typeof vscode.lm> };
  if (!lm?.registerTool) return new vscode.Disposable(() => undefined);
  const register = lm.registerTool.bind(lm);
  const toolOf = async (name: ToolName) => (await loadPages()).modelTool(sessions, name);
  return vscode.Disposable.from(
    ...names.map((name) =>
      register<Asked>(`upgradeReview_${name}`, {
        prepareInvocation: async (options, token) => (await toolOf(name)).prepareInvocation(options, token),
        invoke: async (options, token) => (await toolOf(name)).invoke(options, token),
      }),
    ),
  );
}
