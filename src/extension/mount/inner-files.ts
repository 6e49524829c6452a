import * as vscode from 'vscode';
import type { NestingSource } from '../../core/archive/nesting-source';
import { contentOf, type Overlay } from '../../core/patch/overlay';
import type { PackageSource } from '../../core/package/source';
import { archivesAbove, folderOfArchive, shownPath } from '../../core/package/nested-path';
import { isDirectory, type Directory } from './file-tree';

/** What a mount shows of the archives inside its package. */
interface Mount {
  readonly base: NestingSource;
  readonly overlay: Overlay;
  readonly source: PackageSource;
}

/** The archives among the package's own files that are open. */
export const innerArchivesOf = ({ source }: Mount): readonly string[] => [
  ...new Set(source.entries.flatMap(({ path }) => archivesAbove(path).slice(0, 1))),
];

/** Whether a path is the folder that shows what an open archive holds. */
export function isInnerFolder({ base }: Mount, folder: string): boolean {
  const archive = archivesAbove(`${folder}/`).at(-1);
  return archive !== undefined && folder === folderOfArchive(archive) && base.archiveAt(archive) !== undefined;
}

/** The archives directly in a directory, by the names of the folders that show what they hold. */
export async function innerFolders({ base, overlay }: Mount, directory: Directory): Promise<string[]> {
  const isReplaced = (path: string) => overlay.edits.get(path) === 'deleted' || contentOf(overlay, path) !== undefined;
  const files = [...directory].flatMap(([name, node]) => (isDirectory(node) || isReplaced(node.path) ? [] : [{ name, path: node.path }]));
  const found = await Promise.all(files.map(async ({ name, path }) => ((await base.isArchive(path)) ? [folderOfArchive(name)] : [])));
  return found.flat();
}

/** Whether files inside an archive are patched. */
export const isPatchedInside = ({ overlay }: Mount, archive: string): boolean =>
  [...overlay.edits.keys()].some((path) => path.startsWith(`${folderOfArchive(archive)}/`));

/** Whether a path lies in a container that is not written anew: a tar archive, a package of a distribution. */
export function isReadOnly({ base }: Mount, path: string): boolean {
  const archives = archivesAbove(path).map((archive) => base.archiveAt(archive));
  return archives.some((archive) => archive !== undefined && !archive.zip);
}

export const readOnlyWords = (path: string): string =>
  vscode.l10n.t('Files in a container (a tar archive, or a package of a distribution) can only be read: {0}', shownPath(path));
