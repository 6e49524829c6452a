import { containerHead, compressions as signs, signOf } from '../../core/archive/container-signs';
import { compressions } from './compressions/index';

/** Undoes whatever compression the first bytes tell; other bytes come back as they are. @throws Error */
export async function decompressed(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const sign = signOf(bytes.subarray(0, containerHead), signs);
  const compression = compressions.find(({ id }) => id === sign?.id);
  return compression ? compression.undo(bytes, limit) : bytes;
}
