import assert from 'node:assert/strict';
import { ArchiveError } from '../../src/core/archive/archive-error';
import type { ArchiveErrorCode } from '../../src/core/archive/archive-faults';

/** Expects an error of this code, which says what is wrong in a sentence. */
export async function refusal(work: Promise<unknown>, code: ArchiveErrorCode, message: RegExp): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof ArchiveError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.match(error.message, /^[A-Z\w].*\.$/s, 'a whole sentence');
    return true;
  });
}
