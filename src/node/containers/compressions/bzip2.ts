import { decode, Stream } from 'seek-bzip';
import { byteInput, byteOutput } from '../byte-streams';
import type { Compression } from './compression';

export const bzip2: Compression = { id: 'bzip2', undo: (bytes, limit) => Promise.resolve().then(() => undone(bytes, limit)) };

function undone(bytes: Uint8Array, limit: number): Uint8Array {
  const output = byteOutput(limit);
  decode(Object.assign(new Stream(), byteInput(bytes, 'bzip2')), output, true);
  return output.all();
}
