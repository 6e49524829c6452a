/** Bytes that may still be unpacked to compare them with their checksums: of an archive and of those inside it together. */
export interface Allowance {
  left: number;
}

export const allowance = (): Allowance => ({ left: 2 * 2 ** 30 });
