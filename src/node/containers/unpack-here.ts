import { sizeOf } from '../../core/archive/container';
import type { Unpack, Unpacked } from '../../core/archive/unpacked';
import { beginsLikeContainer, containerHead, containers as signs, signOf } from '../../core/archive/container-signs';
import { decompressed } from './decompress';
import { containers } from './kinds/index';
import { tar } from './kinds/tar';
import { TooLarge } from './too-large';

const containerOf = (bytes: Uint8Array) => {
  const sign = signOf(bytes.subarray(0, containerHead), signs);
  return containers.find(({ id }) => id === sign?.id);
};

/** By content; what has no sign is compressed, or a tar archive that is older than the sign of tar. What is compressed is a container, or one file without a name. */
export const unpack: Unpack = async (bytes, limit) => {
  const unpacked = await unpackedOf(bytes, limit);
  if (sizeOf(unpacked) > limit) throw new TooLarge(limit);
  return unpacked;
};

async function unpackedOf(bytes: Uint8Array, limit: number): Promise<Unpacked> {
  const container = containerOf(bytes);
  if (container) return container.unpack(bytes, limit);
  const inside = await decompressed(bytes, limit);
  if (inside === bytes || beginsLikeContainer(inside.subarray(0, containerHead))) return (containerOf(inside) ?? tar).unpack(inside, limit);
  return { files: [{ name: '', kind: 'file', content: inside, mode: 0o644, modified: 0 }], gaps: [] };
}
