import type { PackageSource } from '../../core/package/source';
import { isHidden } from '../../core/package/hidden';
import { shownPath } from '../../core/package/nested-path';
import { baseName } from '../../core/text/path';

export interface FilePick {
  /** The file's own name. */
  readonly label: string;
  /** Its whole path, so that typing folders finds it; the package before it where several are open. */
  readonly description: string;
  readonly path: string;
}

/** One pick per file that a mount shows. */
export function filePicks({ name, entries }: Pick<PackageSource, 'name' | 'entries'>, ofSeveral: boolean): FilePick[] {
  const picks: FilePick[] = [];
  for (const { path } of entries) {
    if (isHidden(path)) continue;
    picks.push({
      label: baseName(path),
      description: ofSeveral ? `${name} » ${shownPath(path)}` : shownPath(path),
      path,
    });
  }
  return picks;
}
