/** Reflected polynomial of CRC-32 (IEEE 802.3), as ZIP uses it. */
const polynomial = 0xedb88320;

/** Table k gives the effect of a byte that is followed by k further bytes: eight bytes per round ("slicing by 8"). */
const tables: readonly Int32Array[] = makeTables();

function makeTables(): Int32Array[] {
  const first = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
    first[byte] = rest;
  }
  const all = [first];
  for (let k = 1; k < 8; k++) {
    const before = all[k - 1] ?? first;
    all.push(Int32Array.from(before, (value) => (value >>> 8) ^ (first[value & 255] ?? 0)));
  }
  return all;
}

/** The checksum as an unsigned number; `before` is the one of the bytes that went before. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  /* eslint-disable @typescript-eslint/no-non-null-assertion -- tables of 256 under `& 255`; tests for `undefined` would cost half the speed */
  let crc = ~before;
  let at = 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    crc =
      t7[crc & 255]! ^
      t6[(crc >>> 8) & 255]! ^
      t5[(crc >>> 16) & 255]! ^
      t4[crc >>> 24]! ^
      t3[bytes[at + 4]!]! ^
      t2[bytes[at + 5]!]! ^
      t1[bytes[at + 6]!]! ^
      t0[bytes[at + 7]!]!;
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[at]!) & 255]!;
  return ~crc >>> 0;
}
