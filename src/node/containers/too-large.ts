export class TooLarge extends Error {
  constructor(limit: number) {
    super(`it unpacks to more than the ${limit} bytes that are unpacked to look inside`);
  }
}

/** Collects what is unpacked. @throws TooLarge */
export function bounded(limit: number): { add: (piece: Uint8Array) => void; all: () => Uint8Array } {
  const pieces: Uint8Array[] = [];
  let length = 0;
  return {
    add(piece) {
      length += piece.length;
      if (length > limit) throw new TooLarge(limit);
      // The buffer may be used again for what comes next.
      pieces.push(new Uint8Array(piece));
    },
    all: () => Buffer.concat(pieces),
  };
}
