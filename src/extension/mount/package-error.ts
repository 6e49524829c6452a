import type * as vscode from 'vscode';
import { FileError, reasonOf } from '../../core/text/error-text';
import { shownPlace } from './place';

/** Why a package cannot be opened; the overview of its file tells more. */
export class PackageError extends FileError {
  constructor(
    readonly archive: vscode.Uri,
    cause: unknown,
    /** Whether there is a file that can be looked at. */
    readonly isFile: boolean,
  ) {
    super(shownPlace(archive), reasonOf(cause), { cause });
  }
}
