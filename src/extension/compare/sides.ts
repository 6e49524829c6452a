import * as vscode from 'vscode';
import { mountUri } from '../mount/mount-uri';
import { pathOf, type EntryChange } from '../../core/compare/entries';
import { decodeText } from '../../core/text/decode';
import { isHidden } from '../../core/package/hidden';
import { originalUri } from '../mount/original';
import type { ReviewSession } from '../review/session';

/** The two sides of a change for the editor: both packages as they were shipped, without our patches. */
export interface Sides {
  readonly path: string;
  /** Absent: the file came. */
  readonly before?: vscode.Uri;
  /** Absent: the file went. */
  readonly after?: vscode.Uri;
}

/** Bytes that tell a text from a program. */
const headLength = 1024;

/** Whether there is something to see: what a window would obey is not shown in one, and a mode has no content. */
export const isShowable = ({ kind, before, after }: EntryChange): boolean =>
  kind !== 'mode' && !isHidden(before?.path ?? '') && !isHidden(after?.path ?? '');

export async function sidesOf(session: ReviewSession, change: EntryChange): Promise<Sides> {
  const { before, after } = change;
  return {
    path: pathOf(change),
    ...(before && session.previous && { before: shippedUri(session, session.previous, change) }),
    ...(after && { after: await ownUri(session, after.path) }),
  };
}

/**
 * Where a file of a package can be read that need not be under review. One that has not moved is shown under its present
 * path: editors strike another one through, and packages are called, and lie in folders, after their versions.
 */
function shippedUri({ mount }: ReviewSession, archive: vscode.Uri, { kind, before, after }: EntryChange): vscode.Uri {
  const root = vscode.Uri.parse(mountUri(archive.toString()));
  const uri = root.with({ path: `${root.path}/${before?.path ?? ''}` });
  return originalUri(uri, kind !== 'moved' && after ? mount.uriOf(after.path).path : undefined);
}

/** Programs are shown by their size, on both sides: the editor would refuse their bytes. What is patched is shown as it was shipped. */
async function ownUri({ mount }: ReviewSession, path: string): Promise<vscode.Uri> {
  if (mount.patchedPaths.includes(path)) return originalUri(mount.uriOf(path));
  const head = await mount.source.read(path, headLength).catch(() => new Uint8Array());
  const uri = mount.uriOf(path);
  return decodeText(head) ? uri : originalUri(uri);
}
