import type { ArchiveErrorCode, ArchiveFaults } from './archive-faults';
import { methodName } from './method';

type Wording = { readonly [Code in ArchiveErrorCode]: (data: ArchiveFaults[Code]) => string };

const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
const again = 'Fetch it again and compare its checksum with the one its vendor publishes.';

/** What is wrong, where, and what to do. */
export const archiveErrorWording: Wording = {
  'empty-file': () => `The file is empty (0 bytes). ${again}`,
  'not-a-zip': ({ looksLike }) =>
    looksLike
      ? `This is not a ZIP archive: its content looks like ${looksLike}. Unpack it and review the folder, or the ZIP inside it.`
      : `This is not a ZIP archive: it has neither the beginning nor the end of one. ${again}`,
  truncated: ({ size }) =>
    `The archive is cut off: it begins like a ZIP, but its ${size} bytes hold no end record, where the list of files begins. ${again}`,
  'multi-disk': ({ disk, directoryDisk }) =>
    `This is one part of a split archive (part ${disk + 1}, the list of files begins in part ${directoryDisk + 1}). ` +
    'Join the parts first, for example with `zip -s 0 parts.zip --out whole.zip`.',
  'encrypted-directory': () =>
    'The archive encrypts its list of files, so not even their names can be read. Unpack it with the vendor’s password and review the folder.',
  'damaged-directory': ({ at, why }) => `The list of files is damaged at byte ${at}: ${why}. ${again}`,
  'directory-outside': ({ offset, length, size }) =>
    `The list of files should be ${length} bytes from byte ${offset}, and the file has only ${size}. ${again}`,
  'over-budget': ({ what, value, limit, entry }) =>
    what === 'entry'
      ? `${entry ?? ''} unpacks to ${value} bytes, more than the ${limit} that are read into memory.`
      : what === 'entries'
        ? `The archive lists ${value} entries, more than the ${limit} that are opened.`
        : `The list of files alone has ${value} bytes, more than the ${limit} that are opened.`,
  'encrypted-entry': ({ entry }) => `${entry} is encrypted. Unpack the archive with the vendor’s password and review the folder.`,
  'unsupported-method': ({ entry, method }) =>
    `${entry} is compressed with ${methodName(method)}; only deflated and stored entries can be read. Unpack the archive and review the folder.`,
  'entry-outside': ({ entry, offset }) => `${entry} should be at byte ${offset}, which reaches past the end of the archive. ${again}`,
  'no-local-header': ({ entry, offset }) => `${entry} should begin at byte ${offset}, and no entry begins there. ${again}`,
  'damaged-data': ({ entry, why }) => `The compressed data of ${entry} is damaged (${why}). ${again}`,
  'wrong-size': ({ entry, declared, found }) =>
    found > declared
      ? `${entry} unpacks to more than the ${declared} bytes that the archive declares; nothing beyond them was read.`
      : `${entry} should unpack to ${declared} bytes and gives ${found}. ${again}`,
  'wrong-crc': ({ entry, declared, found }) =>
    `The content of ${entry} has the checksum ${hex(found)}, and the archive says ${hex(declared)}: it is not what was packed. ${again}`,
  'overlapping-entries': ({ entry, other }) =>
    `${entry} and ${other} share bytes of the archive, so a changed copy cannot be written. Ask the vendor for a clean archive.`,
};
