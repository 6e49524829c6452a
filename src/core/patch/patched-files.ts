import { contentOf, fileEditOf, type Overlay } from './overlay';
import { patchedPaths } from './patched-paths';
import type { PackageSource } from '../package/source';
import type { PatchedFile } from './unified-diff';

/** What an overlay changes, for a patch: ordered by path, a renamed file under its new name only. */
export async function patchedFiles(base: PackageSource, overlay: Overlay): Promise<PatchedFile[]> {
  const shipped = new Map(base.entries.map((entry) => [entry.path, entry]));
  const files: PatchedFile[] = [];
  for (const { path, status, original } of patchedPaths(overlay, (candidate) => shipped.has(candidate))) {
    const old = original === undefined ? undefined : shipped.get(original);
    const before = old && (await base.read(old.path));
    const newMode = fileEditOf(overlay, path)?.mode ?? old?.mode;
    files.push({
      path,
      before,
      after: status === 'deleted' ? undefined : (contentOf(overlay, path) ?? before),
      ...(old?.mode !== undefined && { oldMode: old.mode }),
      ...(newMode !== undefined && { newMode }),
      ...(old?.symlink && { symlink: true }),
      ...(status === 'renamed' && original !== undefined && { movedFrom: original }),
    });
  }
  return files;
}
