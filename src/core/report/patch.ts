import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { decodeText } from '../text/decode';

export interface PatchedFile {
  readonly path: string;
  /** `undefined`: the file did not exist. */
  readonly before: Uint8Array | undefined;
  /** `undefined`: the file was deleted. */
  readonly after: Uint8Array | undefined;
}

/** A unified diff that `git apply` and `patch -p1` accept. Binary files cannot be told in it: they are left out. */
export function unifiedDiff(files: readonly PatchedFile[]): string {
  return files
    .map(({ path, before, after }) => {
      const [old, fresh] = [before && decodeText(before)?.text, after && decodeText(after)?.text];
      if ((before && old === undefined) || (after && fresh === undefined) || old === fresh) return '';
      const from = before ? `a/${path}` : '/dev/null';
      const to = after ? `b/${path}` : '/dev/null';
      return createTwoFilesPatch(from, to, old ?? '', fresh ?? '', undefined, undefined, { headerOptions: FILE_HEADERS_ONLY });
    })
    .join('');
}
