/** Signatures and fixed sizes of ZIP records (APPNOTE 4.3). Sizes in bytes. */
export const localSignature = 0x04034b50;
export const localSize = 30;
export const centralSignature = 0x02014b50;
export const centralSize = 46;
export const endSignature = 0x06054b50;
export const endSize = 22;
export const end64Signature = 0x06064b50;
export const end64Size = 56;
export const locatorSignature = 0x07064b50;
export const locatorSize = 20;
export const descriptorSignature = 0x08074b50;
export const directorySignatureSignature = 0x05054b50;
export const archiveExtraSignature = 0x08064b50;

/** A field with this value is found in the zip64 record instead. */
export const over16 = 0xffff;
export const over32 = 0xffffffff;

/** Bits of the general purpose flag (APPNOTE 4.4.4). */
export const flag = { encrypted: 1, level: 6, descriptor: 8, strong: 0x40, utf8: 0x800, maskedDirectory: 0x2000 } as const;

/** Kinds of extra fields (APPNOTE 4.5 and Info-ZIP's list). */
export const extra = { zip64: 0x0001, ntfs: 0x000a, time: 0x5455, oldUnix: 0x5855, unicodePath: 0x7075, aes: 0x9901 } as const;

/** "Made by" hosts whose external attributes carry Unix modes and whose names are UTF-8 by custom. */
export const isUnixHost = (madeBy: number): boolean => madeBy >>> 8 === 3 || madeBy >>> 8 === 19;

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A 64-bit number; those beyond 2^53 lose their low bits, and are beyond every file as well. */
export const uint64 = (view: DataView, at: number): number => view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;

export function setUint64(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % 2 ** 32, true);
  view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
}
