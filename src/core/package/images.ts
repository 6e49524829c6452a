/** Bytes, in hex, by which images of disks, file systems and firmware are known, and where they stand. */
interface ImageSign {
  readonly magic: string;
  readonly at: number;
  readonly is: string;
}

const disk = 'an image of a disk';
const fileSystem = 'an image of a file system';
const firmware = 'an image of firmware';

const signs: readonly ImageSign[] = [
  // ISO 9660 and UDF (ECMA-119, ECMA-167).
  { magic: '4344303031', at: 0x8001, is: 'an image of a CD' },
  { magic: '4245413031', at: 0x8001, is: 'an image of a CD' },
  // GPT, whatever its sectors are, and what holds volumes.
  { magic: '4546492050415254', at: 512, is: disk },
  { magic: '4546492050415254', at: 4096, is: disk },
  { magic: '4c554b53babe', at: 0, is: 'an encrypted volume' },
  { magic: '4c4142454c4f4e45', at: 512, is: disk },
  // btrfs, XFS, EROFS, F2FS, romfs, FAT.
  { magic: '5f42485266535f4d', at: 0x10040, is: fileSystem },
  { magic: '58465342', at: 0, is: fileSystem },
  { magic: 'e2e1f5e0', at: 1024, is: fileSystem },
  { magic: '1020f5f2', at: 1024, is: fileSystem },
  { magic: '2d726f6d3166732d', at: 0, is: fileSystem },
  { magic: '4641543132202020', at: 54, is: fileSystem },
  { magic: '4641543136202020', at: 54, is: fileSystem },
  { magic: '4641543332202020', at: 82, is: fileSystem },
  { magic: '4e54465320202020', at: 3, is: fileSystem },
  // Android's boot and sparse images, TRX of routers, UF2 of microcontrollers, UEFI volumes and capsules.
  { magic: '414e44524f494421', at: 0, is: firmware },
  { magic: '3aff26ed', at: 0, is: firmware },
  { magic: '48445230', at: 0, is: firmware },
  { magic: '5546320a57515d9e', at: 0, is: firmware },
  { magic: '5f465648', at: 40, is: firmware },
  { magic: 'bd86663b760d3040b70eb5519e2fc5a0', at: 0, is: firmware },
];

/** Bytes of a file within which every sign is. */
export const imageHead = 0x10048;

const hexAt = (bytes: Uint8Array, at: number, length: number): string =>
  Array.from(bytes.subarray(at, at + length), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What holds the files of a disk; `undefined`: its beginning shows none. */
export function imageAs(bytes: Uint8Array): string | undefined {
  const found = signs.find(({ magic, at }) => hexAt(bytes, at, magic.length / 2) === magic);
  if (found) return found.is;
  if (isExtended(bytes)) return fileSystem;
  return isPartitioned(bytes) ? disk : undefined;
}

/** ext2 to ext4: the sign has two bytes, so the state and the revision beside it have to be ones that there are. */
const isExtended = (bytes: Uint8Array): boolean =>
  hexAt(bytes, 1080, 2) === '53ef' && (bytes[1082] ?? 9) <= 7 && bytes[1083] === 0 && (bytes[1084] ?? 9) <= 3 && bytes[1085] === 0;

/** A boot record with at least one partition: each is active or not, and has a type and a size if it is there. */
function isPartitioned(bytes: Uint8Array): boolean {
  if (bytes.length < 1024 || hexAt(bytes, 510, 2) !== '55aa') return false;
  const rows = [446, 462, 478, 494].map((at) => bytes.subarray(at, at + 16));
  const isThere = ([, , , , type = 0]: Uint8Array): boolean => type !== 0;
  const isRow = (row: Uint8Array): boolean =>
    (row[0] === 0 || row[0] === 0x80) && isThere(row) === row.subarray(12, 16).some((byte) => byte !== 0);
  return rows.every(isRow) && rows.some(isThere);
}
