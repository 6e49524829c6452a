import { contentOf, overlaidSource, type Overlay } from '../archive/overlay';
import type { PackageSource, SourceEntry } from '../package/source';
import type { PatchedFile } from './patch';

/** What an overlay changes, for a patch: ordered by path, a renamed file under its new name only. */
export async function patchedFiles(base: PackageSource, overlay: Overlay): Promise<PatchedFile[]> {
  const before = byPath(base);
  const after = byPath(overlaidSource(base, overlay));
  const moved = new Map<string, string>();
  for (const [path, edit] of overlay.edits) {
    if (edit === 'deleted' || edit.movedFrom === undefined || before.has(path)) continue;
    if (before.has(edit.movedFrom) && !after.has(edit.movedFrom) && ![...moved.values()].includes(edit.movedFrom))
      moved.set(path, edit.movedFrom);
  }
  const gone = new Set(moved.values());
  const files: PatchedFile[] = [];
  for (const path of [...overlay.edits.keys()].sort()) {
    if (gone.has(path)) continue;
    const from = moved.get(path);
    const [old, fresh] = [before.get(from ?? path), after.get(path)];
    if (!old && !fresh) continue;
    const shipped = old && (await base.read(old.path));
    files.push({
      path,
      before: shipped,
      after: fresh && (contentOf(overlay, path) ?? shipped),
      ...(old?.mode !== undefined && { oldMode: old.mode }),
      ...(fresh?.mode !== undefined && { newMode: fresh.mode }),
      ...(from !== undefined && { movedFrom: from }),
    });
  }
  return files;
}

const byPath = ({ entries }: PackageSource): ReadonlyMap<string, SourceEntry> => new Map(entries.map((entry) => [entry.path, entry]));
