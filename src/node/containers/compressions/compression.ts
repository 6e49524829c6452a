import type { CompressionId } from '../../../core/archive/container-signs';

export interface Compression {
  /** Also the name of its file; how it is known says the sign of this id. */
  readonly id: CompressionId;
  /** @throws Error if the bytes are damaged or cut off, TooLarge if they become more than `limit` */
  readonly undo: (bytes: Uint8Array, limit: number) => Promise<Uint8Array>;
}
