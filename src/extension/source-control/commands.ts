import * as vscode from 'vscode';
import { isDirectory } from '../mount/file-tree';
import { originalUri } from '../mount/original';
import type { SetAsidePatch } from '../mount/overlay-store';
import type { PackageMount } from '../mount/package-mount';
import { commandRegistrar } from '../register-command';
import { executable } from '../../core/package/mode';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { filesFor, sessionFor, type PackageFile, type Target } from '../targets';
import { compareSetAside, type SetAsideState } from './set-aside';
import type { PackageSourceControls } from './source-control';

/** What unpacking gives a file whose mode the archive does not record. */
const unrecordedMode = 0o644;

/** More changes than this are not opened at once. */
const maxChanges = 100;

export function registerPatchCommands(
  sessions: ReviewSessions,
  controls: PackageSourceControls,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const register = commandRegistrar(log);
  return vscode.Disposable.from(
    register('compareWithOriginal', async (...targets: (Target | undefined)[]) => {
      const file = filesFor(sessions, ...targets)[0];
      if (file) await compare(file);
    }),
    register('openPatchedFile', async (...targets: (Target | undefined)[]) => {
      for (const { session, path, uri } of filesFor(sessions, ...targets))
        await vscode.commands.executeCommand('vscode.open', session.mount.nodeAt(path) ? uri : originalUri(uri));
    }),
    register('openAllChanges', async (target?: Target) => {
      const session = await sessionFor(sessions, target);
      if (session) await openAllChanges(session);
    }),
    register('discardPatch', async (...targets: (Target | undefined)[]) => {
      const files = filesFor(sessions, ...targets).filter(({ session, path }) => session.mount.patched.some((file) => file.path === path));
      const [first] = files;
      if (!first) return;
      const question =
        files.length === 1
          ? vscode.l10n.t('Discard the patch of {0}? The file is again as the vendor shipped it.', first.path)
          : vscode.l10n.t('Discard the patches of {0} files? The files are again as the vendor shipped them.', files.length);
      if (!(await confirmed(question))) return;
      for (const session of new Set(files.map((file) => file.session)))
        await session.mount.discard(files.filter((file) => file.session === session).map(({ path }) => path));
    }),
    register('discardAllPatches', async (target?: Target) => {
      const session = await sessionFor(sessions, target);
      if (!session || session.mount.patched.length === 0) return;
      const { name, patchedPaths, patched } = session.mount;
      const question =
        patched.length === 1
          ? vscode.l10n.t('Discard all patches of {0}? 1 file is again as the vendor shipped it.', name)
          : vscode.l10n.t('Discard all patches of {0}? {1} files are again as the vendor shipped them.', name, patched.length);
      if (await confirmed(question)) await session.mount.discard(patchedPaths);
    }),
    register('makeExecutable', (...targets: (Target | undefined)[]) => setExecutable(filesFor(sessions, ...targets), true)),
    register('makeNotExecutable', (...targets: (Target | undefined)[]) => setExecutable(filesFor(sessions, ...targets), false)),
    register('compareSetAside', async (...states: SetAsideState[]) => {
      for (const { mount, patch } of setAsideFor(sessions, states)) await compareSetAside(mount, patch);
    }),
    register('useSetAside', async (...states: SetAsideState[]) => {
      for (const { mount, patch } of setAsideFor(sessions, states)) await mount.useSetAside(patch.id);
    }),
    register('discardSetAside', async (...states: SetAsideState[]) => {
      for (const { mount, patch } of setAsideFor(sessions, states)) {
        const question = vscode.l10n.t('Discard the patch of {0} that was set aside? It cannot be brought back.', patch.path);
        if (await confirmed(question)) await mount.discardSetAside(patch.id);
      }
    }),
    register('savePatchReason', async (target?: Target) => {
      const session = await sessionFor(sessions, target);
      if (session) await controls.find(session)?.saveReason();
    }),
  );
}

/** What was changed of a file; one that came or went has nothing to compare with and is just shown. */
async function compare({ session: { mount }, path, uri }: PackageFile): Promise<void> {
  const original = mount.originalOf(path);
  if (original === undefined) await vscode.commands.executeCommand('vscode.open', uri);
  else if (!mount.nodeAt(path)) await vscode.commands.executeCommand('vscode.open', originalUri(uri));
  else {
    const title = vscode.l10n.t('{0} (original ↔ patched)', path);
    await vscode.commands.executeCommand('vscode.diff', originalUri(mount.uriOf(original)), uri, title);
  }
}

async function openAllChanges({ mount }: ReviewSession): Promise<void> {
  const changes = mount.patched.slice(0, maxChanges).map(({ path, status, original }) => {
    const uri = mount.uriOf(path);
    return [uri, original === undefined ? undefined : originalUri(mount.uriOf(original)), status === 'deleted' ? undefined : uri];
  });
  await vscode.commands.executeCommand('vscode.changes', vscode.l10n.t('Patches of {0}', mount.name), changes);
}

const setAsideFor = (sessions: ReviewSessions, states: readonly SetAsideState[]): { mount: PackageMount; patch: SetAsidePatch }[] =>
  states.flatMap(({ root, id }) => {
    const mount = sessions.find(root)?.mount;
    const patch = mount?.setAside.find((each) => each.id === id);
    return mount && patch ? [{ mount, patch }] : [];
  });

/** Who may read a file may also execute it, or nobody may. */
async function setExecutable(files: readonly PackageFile[], wanted: boolean): Promise<void> {
  for (const { session, path } of files) {
    const node = session.mount.nodeAt(path);
    if (!node || isDirectory(node)) continue;
    const mode = node.mode ?? unrecordedMode;
    await session.mount.setMode(path, wanted ? executable(mode) : mode & ~0o111);
  }
}

async function confirmed(question: string): Promise<boolean> {
  const discard = vscode.l10n.t('Discard');
  return (await vscode.window.showWarningMessage(question, { modal: true }, discard)) === discard;
}
