import type { ArchiveErrorCode, ArchiveFaults } from './archive-faults';
import { archiveErrorWording } from './describe-error';

export class ArchiveError<Code extends ArchiveErrorCode = ArchiveErrorCode> extends Error {
  override readonly name = 'ArchiveError';

  constructor(
    readonly code: Code,
    readonly data: ArchiveFaults[Code],
  ) {
    super(archiveErrorWording[code](data));
  }
}
