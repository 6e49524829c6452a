import type { Archive } from '../../core/archive/archive';
import { deflated } from '../../core/archive/method';

/**
 * Where files lie in an archive, by their index: four numbers each, -1 for one that is neither empty nor simply deflated.
 * Who starts the search has read the directory: to read it again in every thread takes as long as to search thousands of files.
 */
export type Places = Float64Array;

export interface Place {
  /** Of the local header in the archive. */
  readonly offset: number;
  /** Bytes. */
  readonly packed: number;
  /** Bytes; -1 if the file is not at hand. */
  readonly size: number;
  readonly crc32: number;
}

const numbers = 4;

/** In memory that threads share. */
export function placesIn(archive: Archive, files: readonly string[]): Places {
  const places = new Float64Array(new SharedArrayBuffer(files.length * numbers * Float64Array.BYTES_PER_ELEMENT)).fill(-1);
  files.forEach((path, index) => {
    const entry = archive.find(path);
    if (!entry || entry.encrypted) return;
    const { method, offset, compressedSize, size, crc32 } = entry;
    if (method === deflated || compressedSize + size === 0) places.set([offset, compressedSize, size, crc32], index * numbers);
  });
  return places;
}

export function placeAt(places: Places, index: number): Place {
  const at = index * numbers;
  return { offset: places[at] ?? -1, packed: places[at + 1] ?? -1, size: places[at + 2] ?? -1, crc32: places[at + 3] ?? -1 };
}
