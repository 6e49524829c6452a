import { XzReadableStream } from 'xz-decompress';
import { bounded } from '../too-large';
import type { Compression } from './compression';

/** XZ_OPTIONS_ERROR of the library: a checksum (SHA-256, which rpmbuild takes) or a filter that it does not know. */
const unknownOptions = /error code 6$/;

export const xz: Compression = {
  id: 'xz',
  async undo(bytes, limit) {
    try {
      return await collected(new XzReadableStream(streamOf(bytes)), limit);
    } catch (error) {
      if (error instanceof Error && unknownOptions.test(error.message))
        throw new Error('its xz data has a checksum or filter that is not known here', { cause: error });
      throw error;
    }
  },
};

async function collected(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const unpacked = bounded(limit);
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) unpacked.add(next.value);
  } finally {
    await reader.cancel();
  }
  return unpacked.all();
}

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
