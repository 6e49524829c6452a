import { XzReadableStream } from 'xz-decompress';
import { bounded } from '../too-large';
import type { Compression } from './compression';
import { unchecked } from '../xz-sha256';

/** XZ_OPTIONS_ERROR of the library: a filter that it does not know. */
const unknownOptions = /error code 6$/;

export const xz: Compression = {
  id: 'xz',
  async undo(bytes, limit) {
    try {
      const plain = unchecked(bytes);
      const content = await collected(new XzReadableStream(streamOf(plain?.bytes ?? bytes)), limit);
      plain?.check(content);
      return content;
    } catch (error) {
      if (error instanceof Error && unknownOptions.test(error.message))
        throw new Error('its xz data has a filter that is not known here', { cause: error });
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
