import * as vscode from 'vscode';
import { pathsOfFix, type FileEdit, type Finding } from '../../core/rules/finding';
import { applyEdits } from '../../core/text/edit';
import { baseName } from '../../core/text/path';
import { DisposableStore } from '../lifetime';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import { saveAll, workspaceEditOf } from './apply';
import { tellFixed } from './tell';
import { fixedWords, proposedWords } from './words';

const scheme = 'upgrade-package-proposed';

/** Fixes that fit together and that somebody is looking at. */
interface Proposal {
  readonly session: ReviewSession;
  readonly findings: readonly Finding[];
  readonly edits: ReadonlyMap<string, readonly FileEdit[]>;
  /** Of the diff. */
  readonly title: string;
}

/** Fixes that a person must look at: the change is shown as a diff, and is made when it is accepted. */
export class Proposals implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly open = new Map<string, Proposal>();
  private count = 0;

  constructor() {
    this.owned.add(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: (uri) => {
          const proposal = this.open.get(uri.query);
          const path = proposal?.session.mount.pathOf(uri.with({ scheme: proposal.session.mount.root.scheme, query: '' }));
          if (!proposal || path === undefined) return '';
          return applyEdits(proposal.session.reviewedText(path) ?? '', proposal.edits.get(path) ?? []);
        },
      }),
    );
  }

  /** @throws Error if a text has moved on since the review. */
  async show(session: ReviewSession, findings: readonly Finding[]): Promise<void> {
    const { planFixes } = await loadEngine();
    const { edits, applied } = planFixes(findings);
    const id = String(++this.count);
    const words = proposedWords(applied);
    const files = [...edits.keys()].map(baseName);
    const proposal: Proposal = { session, findings: applied, edits, title: files.length === 1 ? `${files.join()}: ${words}` : words };
    editOf(proposal);
    this.open.set(id, proposal);
    const { mount } = session;
    const sides = [...edits.keys()].map((path) => [mount.uriOf(path), mount.uriOf(path).with({ scheme, query: id })] as const);
    const [only] = sides;
    if (only && sides.length === 1) await vscode.commands.executeCommand('vscode.diff', ...only, proposal.title);
    else
      await vscode.commands.executeCommand(
        'vscode.changes',
        proposal.title,
        sides.map(([now, then]) => [now, now, then]),
      );
    const [apply, cancel] = [vscode.l10n.t('Apply'), vscode.l10n.t('Cancel')];
    void vscode.window.showInformationMessage(words, apply, cancel).then(async (chosen) => {
      if (chosen === apply) await this.accept(id);
      if (chosen === cancel) await this.discard(id);
    });
  }

  /** Of the diff in front, unless one is named. @throws Error if a text has moved on since the review. */
  async accept(id = this.active()): Promise<void> {
    const proposal = this.open.get(id ?? '');
    if (!proposal) return;
    const edit = editOf(proposal);
    await this.discard(id);
    const { session, findings } = proposal;
    const paths = new Set(findings.flatMap(({ fix }) => (fix ? pathsOfFix(fix) : [])));
    const before = session.mount.overlay;
    await vscode.workspace.applyEdit(edit);
    const reviewed = session.reviewNow();
    await saveAll(session, paths);
    await reviewed;
    tellFixed(session, fixedWords(findings, 0), { before, after: session.mount.overlay });
  }

  async discard(id = this.active()): Promise<void> {
    if (id === undefined) return;
    const proposal = this.open.get(id);
    const title = proposal?.title;
    const shows = (tab: vscode.Tab): boolean => proposalIn(tab) === id || (title !== undefined && tab.label.startsWith(title));
    this.open.delete(id);
    await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(shows)));
    // The diff took the place of the file that somebody was in.
    const [path, ...others] = proposal?.edits.keys() ?? [];
    if (proposal && path !== undefined && others.length === 0)
      await vscode.commands.executeCommand('vscode.open', proposal.session.mount.uriOf(path));
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** That of the diff in front; diffs of several files do not tell, and there is seldom more than one. */
  private active(): string | undefined {
    return proposalIn(vscode.window.tabGroups.activeTabGroup.activeTab) ?? [...this.open.keys()].at(-1);
  }
}

const proposalIn = (tab: vscode.Tab | undefined): string | undefined =>
  tab?.input instanceof vscode.TabInputTextDiff && tab.input.modified.scheme === scheme ? tab.input.modified.query : undefined;

function editOf({ session, edits }: Proposal): vscode.WorkspaceEdit {
  const edit = workspaceEditOf(session, [...edits.values()].flat());
  if (edit) return edit;
  throw new Error(
    vscode.l10n.t('The text has changed since the review, or is in an encoding that the editor did not guess. Change it by hand.'),
  );
}
