import type { Unpack } from '../../core/archive/container';
import { debFiles } from './deb';
import { decompressed, TooLarge } from './decompress';
import { rpmFiles } from './rpm';
import { tarFiles } from './tar';

/** By content: Debian packages, RPM packages, and tar archives of every compression that is undone here. */
export const unpack: Unpack = async (bytes, limit) => {
  const head = Buffer.from(bytes.subarray(0, 8));
  const unpacked = await (head.toString('latin1') === '!<arch>\n'
    ? debFiles(bytes, limit)
    : head.subarray(0, 4).toString('hex') === 'edabeedb'
      ? rpmFiles(bytes, limit)
      : decompressed(bytes, limit).then(tarFiles));
  const files = Array.isArray(unpacked) ? unpacked : unpacked.files;
  // A hard link is another copy, and a few bytes of an archive make thousands.
  if (files.reduce((sum, { content }) => sum + content.length, 0) > limit) throw new TooLarge(limit);
  return { files, gaps: Array.isArray(unpacked) ? [] : unpacked.gaps };
};
