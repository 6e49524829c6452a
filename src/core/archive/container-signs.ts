import { memo } from '../text/memo';

/** How a container that is no ZIP is known, and what compresses one. */
interface Sign {
  readonly id: string;
  /** Names of files that are looked at end so. */
  readonly endings: readonly string[];
  /** Bytes, in hex: what a file is, its content says. `..` is any byte. */
  readonly magic: string;
  /** Where they are; at the beginning if it does not say. */
  readonly at?: number;
}

export const compressions = [
  { id: 'gzip', endings: ['tar.gz', 'tgz'], magic: '1f8b' },
  { id: 'xz', endings: ['tar.xz', 'txz'], magic: 'fd377a585a00' },
  { id: 'zstd', endings: ['tar.zst', 'tzst'], magic: '28b52ffd' },
  { id: 'bzip2', endings: ['tar.bz2', 'tbz2', 'tbz'], magic: '425a68' },
  // It has no magic: these are the parameters that everybody takes, and a window of full pages.
  { id: 'lzma', endings: ['tar.lzma', 'tlz'], magic: '5d0000' },
] as const satisfies readonly Sign[];

/** Compressed ones are tar archives. */
export const containers = [
  { id: 'deb', endings: ['deb'], magic: '213c617263683e0a64656269616e2d62696e617279' },
  { id: 'rpm', endings: ['rpm'], magic: 'edabeedb' },
  // The second has checksums. SWUpdate's packages are archives of this form (CRC).
  { id: 'cpio', endings: ['cpio', 'swu'], magic: '303730373031' },
  { id: 'cpio', endings: [], magic: '303730373032' },
  { id: 'tar', endings: ['tar'], magic: '7573746172', at: 257 },
] as const satisfies readonly Sign[];

export type CompressionId = (typeof compressions)[number]['id'];
export type ContainerId = (typeof containers)[number]['id'];

/** Bytes of a file's head in which every sign is. */
export const containerHead = 512;

const all: readonly Sign[] = [...compressions, ...containers];

/** Names of containers that are opened. */
export const containerName = new RegExp(
  `\\.(${all.flatMap(({ endings }) => endings.map((ending) => ending.replace('.', '\\.'))).join('|')})$`,
  'i',
);

/** -1: any. */
const bytesOf = memo(({ magic }: Sign) => Int16Array.from(magic.match(/../g) ?? [], (pair) => (pair === '..' ? -1 : parseInt(pair, 16))));

/** Asked at every line of a script. */
const isSigned = (head: Uint8Array, sign: Sign): boolean =>
  bytesOf(sign).every((byte, index) => byte < 0 || head[(sign.at ?? 0) + index] === byte);

/** The first of the signs that the beginning of a file has. */
export const signOf = <S extends Sign>(head: Uint8Array, signs: readonly S[]): S | undefined => signs.find((sign) => isSigned(head, sign));

/** Signs so long that nothing else has them by chance: whatever a file is called, this is what it is. */
const sure: readonly Sign[] = [
  ...all.filter(({ id, magic }) => magic.length >= 8 && id !== 'tar'),
  // Scripts that make archives have the word: what ends it is POSIX's or GNU's.
  { id: 'tar', endings: [], magic: '757374617200', at: 257 },
  { id: 'tar', endings: [], magic: '7573746172202000', at: 257 },
  { id: 'gzip', endings: [], magic: '1f8b08' },
  // Its length is not known when it is begun, as of what comes out of a pipe.
  { id: 'lzma', endings: [], magic: '5d0000....ffffffffffffffff' },
  ...Array.from('123456789', (level) => ({ id: 'bzip2', endings: [], magic: `425a683${level}314159265359` })),
];

/** Whether bytes begin like a container that no name announces. */
export const isSurelyContainer = (head: Uint8Array): boolean => signOf(head, sure) !== undefined || isOldTar(head);

/** A tar archive from before the sign of tar: its first block has a name, and its checksum is right (tar(5)). */
function isOldTar(head: Uint8Array): boolean {
  if (head.length < containerHead || head[0] === 0 || head[107] !== 0 || head[257] !== 0) return false;
  const written = /^ *([0-7]{4,6})[\0 ]/.exec(String.fromCharCode(...head.subarray(148, 156)))?.[1];
  if (written === undefined) return false;
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  return sum === parseInt(written, 8);
}

/** Whether a file that is called a container begins like one. */
export const beginsLikeContainer = (head: Uint8Array): boolean => signOf(head, all) !== undefined || isOldTar(head);
