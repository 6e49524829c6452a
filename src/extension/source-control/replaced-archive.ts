import * as vscode from 'vscode';
import { showTrouble } from '../trouble';
import type { PackageMounts } from '../mount/mounts';
import type { PackageMount } from '../mount/package-mount';
import { compareSetAside } from './set-aside';

/** Asks what shall become of the patches when a package is replaced on disk; without patches the new one is just shown. */
export const registerReplacedArchives = (mounts: PackageMounts, log: vscode.LogOutputChannel): vscode.Disposable =>
  mounts.onDidReplace((mount) => {
    followUp(mounts, mount).catch((error: unknown) => {
      showTrouble(log, error);
    });
  });

async function followUp(mounts: PackageMounts, mount: PackageMount): Promise<void> {
  const count = mount.patched.length;
  if (count === 0 && mount.setAside.length === 0) {
    await mounts.reload(mount, true);
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} has changed on disk. What is shown is the new one.', mount.name));
    return;
  }
  const carry = vscode.l10n.t('Reload and Apply Patches');
  const keep = vscode.l10n.t('Keep What Is Shown');
  const without = vscode.l10n.t('Reload without Patches');
  const question = vscode.l10n.t('{0} has changed on disk, and {1} of its files are patched.', mount.name, count);
  // Where the file was overwritten instead of replaced, there is nothing to keep.
  const choices = (await mount.isReadable()) ? [carry, keep, without] : [carry, without];
  const chosen = await vscode.window.showWarningMessage(question, ...choices);
  if (chosen === carry) await reloadPatched(mounts, mount);
  if (chosen === without) await mounts.reload(mount, false);
}

async function reloadPatched(mounts: PackageMounts, mount: PackageMount): Promise<void> {
  const before = new Set(mount.setAside.map(({ id }) => id));
  await mounts.reload(mount, true);
  const conflicts = mount.setAside.filter(({ id }) => !before.has(id));
  const [first] = conflicts;
  if (!first) return;
  const compare = vscode.l10n.t('Compare');
  const paths = conflicts.map(({ path }) => path).join(', ');
  const message = vscode.l10n.t('Patches of files that are other ones now are set aside: {0}', paths);
  if ((await vscode.window.showWarningMessage(message, compare)) === compare) await compareSetAside(mount, first);
}
