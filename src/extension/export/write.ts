import * as vscode from 'vscode';
import { writeFilesAtomically } from '../../node/atomic-write';

type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export interface Export {
  readonly target: vscode.Uri;
  readonly pieces: Pieces;
  /** Nothing may have this name before. */
  readonly fresh?: boolean;
}

/** Files have their old content or all of the new one, and all of them are written or none; where only the editor can write, it does so at once, one by one. */
export async function writeExports(files: readonly Export[]): Promise<void> {
  const isLocal = ({ target }: Export) => target.scheme === 'file';
  await writeFilesAtomically(files.filter(isLocal).map(({ target, ...file }) => ({ path: target.fsPath, ...file })));
  for (const { target, pieces } of files.filter((file) => !isLocal(file))) {
    const all: Uint8Array[] = [];
    for await (const piece of pieces) all.push(new Uint8Array(piece));
    await vscode.workspace.fs.writeFile(target, Buffer.concat(all));
  }
}
