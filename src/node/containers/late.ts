import type { Unpack } from '../../core/archive/container';

/** The libraries that unpack containers are a bundle of their own, read from disk when the first one is opened. */
export const unpack: Unpack = async (...given) => (await import('./unpack')).unpack(...given);
