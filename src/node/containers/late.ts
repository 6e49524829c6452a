import { isMainThread } from 'node:worker_threads';
import type { Unpack } from '../../core/archive/unpacked';

/** Bytes of a container that are unpacked at once: fewer cannot become many, and a thread takes longer to start. */
const atOnce = 32 * 1024;

/**
 * The libraries that unpack containers are a bundle of their own, read from disk when the first one is opened. Where others
 * wait for this thread, they work in another one, which is ended if it takes too long or too much memory.
 */
export const unpack: Unpack = async (bytes, limit) => {
  const libraries = await import('./unpack');
  return isMainThread && bytes.length > atOnce ? libraries.unpackApart(bytes, limit) : libraries.unpack(bytes, limit);
};
