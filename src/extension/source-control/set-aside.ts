import * as vscode from 'vscode';
import { mountScheme } from '../mount/mount-uri';
import { decodeText } from '../../core/text/decode';
import type { PackageMounts } from '../mount/mounts';
import type { SetAsidePatch } from '../mount/overlay-store';
import type { PackageMount } from '../mount/package-mount';

const scheme = 'upgrade-package-set-aside';

/** A patch in the Source Control view that has no place in the package. */
export interface SetAsideState extends vscode.SourceControlResourceState {
  readonly root: vscode.Uri;
  readonly id: string;
}

export function setAsideState(mount: PackageMount, { id, path }: SetAsidePatch): SetAsideState {
  const state = { resourceUri: mount.uriOf(path), root: mount.root, id };
  return {
    ...state,
    contextValue: 'setAside',
    command: { command: 'upgradeReview.compareSetAside', title: vscode.l10n.t('Open Changes'), arguments: [state] },
    decorations: { tooltip: vscode.l10n.t('Not in the package: it has another version of this file') },
  };
}

/** What the package has now on the left, what was set aside on the right. */
export async function compareSetAside(mount: PackageMount, { id, path }: SetAsidePatch): Promise<void> {
  const uri = mount.uriOf(path);
  const kept = uri.with({ scheme, query: id });
  if (mount.nodeAt(path)) await vscode.commands.executeCommand('vscode.diff', uri, kept, vscode.l10n.t('{0} (package ↔ set aside)', path));
  else await vscode.commands.executeCommand('vscode.open', kept);
}

export const registerSetAside = (mounts: PackageMounts): vscode.Disposable =>
  vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent(uri) {
      const mount = await mounts.open(uri.authority);
      const path = mount.pathOf(uri.with({ scheme: mountScheme, query: '' }));
      const patch = mount.setAside.find((each) => each.id === uri.query && each.path === path);
      const bytes = patch && (await mount.patchedContent(patch));
      return bytes ? (decodeText(bytes)?.text ?? vscode.l10n.t('Binary file, {0} bytes', bytes.length)) : '';
    },
  });

export async function tellClash(mount: PackageMount, patches: readonly SetAsidePatch[]): Promise<void> {
  const [first] = patches;
  if (!first) return;
  const compare = vscode.l10n.t('Compare');
  const paths = [...new Set(patches.map(({ path }) => path))].join(', ');
  const message = vscode.l10n.t(
    '{0} was patched in another window at the same time. That patch is in the package; yours is set aside.',
    paths,
  );
  if ((await vscode.window.showWarningMessage(message, compare)) === compare) await compareSetAside(mount, first);
}
