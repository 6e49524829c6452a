import * as vscode from 'vscode';
import { everything } from '../../core/report/plan-filter';
import { loadPages } from '../load-pages';
import { mountScheme } from '../mount/mount-uri';
import { commandRegistrar } from '../register-command';
import type { ReviewSessions } from '../review/sessions';
import { sessionFor, type Target } from '../targets';
import type { PlanNode } from './plan-node';
import { PlanTree } from './plan-tree';

/** The upgrade plan: its view, what stands above the scripts that it starts with, and what a command in a script does. */
export function registerPlan(sessions: ReviewSessions, log: vscode.LogOutputChannel): { readonly tree: PlanTree; dispose(): void } {
  const tree = new PlanTree(sessions);
  const view = vscode.window.createTreeView('upgradeReview.plan', { treeDataProvider: tree, showCollapseAll: true });
  const register = commandRegistrar(log);
  const lensesChanged = new vscode.EventEmitter<void>();
  let told: string | undefined;
  const show = async (): Promise<void> => {
    lensesChanged.fire();
    if (!sessions.all.some(({ review }) => review)) view.description = '';
    else view.description = (await loadPages()).planDescription(tree);
    const state = tree.isFiltered ? 'filtered' : sessions.all.some(({ review }) => review) ? 'empty' : '';
    if (state !== told) void vscode.commands.executeCommand('setContext', 'upgradeReview.plan', (told = state));
  };
  const selector = { scheme: mountScheme };
  const owned = vscode.Disposable.from(
    tree,
    view,
    lensesChanged,
    tree.onDidChangeTreeData(() => void show()),
    register('showPlan', async (target?: Target, entry?: unknown) => {
      const session = await sessionFor(sessions, target);
      if (session) await showEntry(view, tree, { session, entry: typeof entry === 'string' ? entry : undefined });
    }),
    register('filterPlan', async () => (await loadPages()).filterPlan(tree)),
    register('clearPlanFilter', () => tree.narrow(everything)),
    register('copyPlan', async (node?: PlanNode) => (await loadPages()).copyPlan(tree, node)),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async (document) => (await loadPages()).planLenses(sessions, document),
    }),
    vscode.languages.registerHoverProvider(selector, {
      provideHover: async (document, position) => (await loadPages()).planHover(sessions, document, position),
    }),
  );
  return { tree, dispose: () => void owned.dispose() };
}

/** Brings the view to the front, and in it what a script does. */
async function showEntry(
  view: vscode.TreeView<PlanNode>,
  tree: PlanTree,
  { session, entry }: { readonly session: NonNullable<ReturnType<ReviewSessions['find']>>; readonly entry: string | undefined },
): Promise<void> {
  await vscode.commands.executeCommand('upgradeReview.plan.focus');
  const phase = session.review?.plan.phases.find((each) => each.entry === entry);
  if (!phase) return;
  if (tree.isFiltered) tree.narrow(everything);
  await view.reveal({ kind: 'phase', session, phase }, { expand: true, focus: true, select: true });
}
