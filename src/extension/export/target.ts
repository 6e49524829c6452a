import * as vscode from 'vscode';
import type { ReviewSession } from '../review/session';
import { realFolders } from '../review/site';
import { mustBeWritable } from './guard';

export interface Wanted {
  readonly title: string;
  /** Of the file that is offered. */
  readonly name: string;
  /** Endings by what files of them are called. */
  readonly filters: Readonly<Record<string, string[]>>;
}

/** Offers a file named after that of the package. */
export const besides = ({ mount }: ReviewSession, suffix: string, extension: string): string =>
  `${mount.name.replace(/\.[^.]+$/, '')}${suffix}.${extension}`;

/**
 * Where an export shall go: what the caller says, else what the user picks; `undefined` if they give it up.
 * @throws Error if nothing can be written there, or a review reads it
 */
export async function exportTarget(session: ReviewSession, wanted: Wanted, given?: unknown): Promise<vscode.Uri | undefined> {
  const folder = realFolders()[0]?.uri ?? vscode.Uri.joinPath(session.mount.archiveUri, '..');
  const target =
    given instanceof vscode.Uri
      ? given
      : await vscode.window.showSaveDialog({
          title: wanted.title,
          defaultUri: vscode.Uri.joinPath(folder, wanted.name),
          filters: wanted.filters,
        });
  if (target) await mustBeWritable(session, target);
  return target;
}
