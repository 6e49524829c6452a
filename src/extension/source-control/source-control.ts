import * as vscode from 'vscode';
import type { PatchedPath } from '../../core/patch/patched-paths';
import { DisposableStore } from '../lifetime';
import { isLarge } from '../mount/large-files';
import { originalUri } from '../mount/original';
import type { PackageMount } from '../mount/package-mount';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { setAsideState, tellClash } from './set-aside';
import { statusText } from './status';

export const sourceControlId = 'upgrade-package';

/** One package in the Source Control view: its patched files, the reason of the patches, marks in the gutter. */
export class PackageSourceControl implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  readonly control: vscode.SourceControl;
  readonly patched: vscode.SourceControlResourceGroup;
  readonly setAside: vscode.SourceControlResourceGroup;

  private shownReason = '';

  constructor(private readonly mount: PackageMount) {
    this.control = this.owned.add(vscode.scm.createSourceControl(sourceControlId, vscode.l10n.t('Upgrade Package'), mount.root));
    this.patched = this.owned.add(this.control.createResourceGroup('patched', vscode.l10n.t('Patched Files')));
    this.patched.hideWhenEmpty = true;
    this.setAside = this.owned.add(this.control.createResourceGroup('setAside', vscode.l10n.t('Patches Set Aside')));
    this.setAside.hideWhenEmpty = true;
    this.control.quickDiffProvider = {
      provideOriginalResource: (uri) => {
        const original = mount.originalOf(mount.pathOf(uri));
        return original === undefined || isLarge(mount, original) ? undefined : originalUri(mount.uriOf(original));
      },
    };
    const { inputBox } = this.control;
    inputBox.placeholder = vscode.l10n.t('Reason of the patches, for the preflight report');
    this.control.acceptInputCommand = {
      command: 'upgradeReview.savePatchReason',
      title: vscode.l10n.t('Save the reason'),
      arguments: [mount.root],
    };
    this.owned.add(mount.onDidChangeFiles(() => this.show()));
    this.owned.add(mount.onDidChangeNotes(() => this.showNotes()));
    this.owned.add(mount.onDidClash((patches) => void tellClash(mount, patches)));
    this.show();
    this.showNotes();
  }

  /** What is typed counts even if nobody has pressed the key that saves it. */
  saveReason(): Promise<void> {
    return this.mount.setReason(this.control.inputBox.value);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private show(): void {
    const { patched } = this.mount;
    this.patched.resourceStates = patched.map((file) => stateOf(this.mount, file));
    this.count();
  }

  private showNotes(): void {
    const { reason, setAside } = this.mount;
    // What is being typed is not overwritten by a save of something else.
    if (reason !== this.shownReason) this.control.inputBox.value = reason;
    this.shownReason = reason;
    this.setAside.resourceStates = setAside.map((patch) => setAsideState(this.mount, patch));
    this.count();
  }

  private count(): void {
    this.control.count = this.mount.patched.length + this.mount.setAside.length;
  }
}

function stateOf(mount: PackageMount, file: PatchedPath): vscode.SourceControlResourceState {
  const resourceUri = mount.uriOf(file.path);
  return {
    resourceUri,
    contextValue: file.status,
    command: { command: 'upgradeReview.compareWithOriginal', title: vscode.l10n.t('Open Changes'), arguments: [resourceUri] },
    decorations: { tooltip: statusText(file), strikeThrough: file.status === 'deleted', faded: file.status === 'deleted' },
  };
}

/** The Source Control view's side of all open packages. */
export class PackageSourceControls implements vscode.Disposable {
  private readonly shown = new Map<ReviewSession, PackageSourceControl>();
  private readonly listening: vscode.Disposable;

  constructor(private readonly sessions: ReviewSessions) {
    this.listening = sessions.onDidChange(() => this.update());
    this.update();
  }

  find(session: ReviewSession): PackageSourceControl | undefined {
    return this.shown.get(session);
  }

  dispose(): void {
    this.listening.dispose();
    for (const control of this.shown.values()) control.dispose();
  }

  private update(): void {
    const { all } = this.sessions;
    for (const [session, control] of this.shown) {
      if (all.includes(session)) continue;
      this.shown.delete(session);
      control.dispose();
    }
    for (const session of all) if (!this.shown.has(session)) this.shown.set(session, new PackageSourceControl(session.mount));
  }
}
