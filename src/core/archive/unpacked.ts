import type { Gap } from '../package/source';

/** A file of a container that is no ZIP, as the container has it. */
export interface ContainerFile {
  /** As recorded; `./` in front does not count. */
  readonly name: string;
  readonly kind: 'file' | 'symlink' | 'special';
  /** Of a symlink where it leads. */
  readonly content: Uint8Array;
  /** Unix permission bits. */
  readonly mode: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** The file that this is a hard link to, where the container does not have it. */
  readonly linkedTo?: string;
}

export interface Unpacked {
  readonly files: readonly ContainerFile[];
  /** They are laid over the root of a host, as of packages: a link to `/opt` stays where it belongs. */
  readonly isRoot?: true;
  /** What could not be unpacked. */
  readonly gaps: readonly Gap[];
}

/**
 * Unpacks a whole container (tar, cpio, Debian or RPM package), compressed or not, into at most `limit` bytes of content.
 * @throws Error whose message says why it cannot be.
 */
export type Unpack = (bytes: Uint8Array, limit: number) => Promise<Unpacked>;
