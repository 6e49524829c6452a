import { sizeOf, type Unpack } from '../../core/archive/container';
import { containerHead, containers as signs, signOf } from '../../core/archive/container-signs';
import { containers } from './kinds/index';
import { tar } from './kinds/tar';
import { TooLarge } from './too-large';

/** By content; what has no sign is a tar archive that is compressed, or older than the sign of tar. */
export const unpack: Unpack = async (bytes, limit) => {
  const sign = signOf(bytes.subarray(0, containerHead), signs);
  const container = containers.find(({ id }) => id === sign?.id) ?? tar;
  const unpacked = await container.unpack(bytes, limit);
  if (sizeOf(unpacked) > limit) throw new TooLarge(limit);
  return unpacked;
};
