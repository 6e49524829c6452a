import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Digest } from '../core/parse/checksums';

export const digest: Digest = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex');

/** Lower-case hex over a file of any size. @throws Error if it cannot be read */
export async function sha256OfPath(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}
