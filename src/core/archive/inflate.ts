/**
 * Undoes raw deflate; the platform's work (zlib in Node, DecompressionStream elsewhere).
 *
 * `whole`: the data must be complete and give at most `limit` bytes; rejects with an Error otherwise, after unpacking
 * no more than `limit` bytes and a buffer's length.
 * `head`: the data may be cut off; gives the first bytes of the content, at most `limit`, fewer if the data gives fewer.
 */
export type Inflate = (deflated: Uint8Array, limit: number, part: 'whole' | 'head') => Promise<Uint8Array>;

/** Raw deflate. */
export type Deflate = (bytes: Uint8Array) => Promise<Uint8Array>;
