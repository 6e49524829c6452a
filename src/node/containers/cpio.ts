import type { ContainerFile } from '../../core/archive/container';

/** cpio(5), "new ASCII": 13 numbers of 8 hex digits after the magic; names and contents end at multiples of 4. */
const headerSize = 110;
const magics = ['070701', '070702'];
const [typeMask, regular, symlink, directory] = [0o170000, 0o100000, 0o120000, 0o040000];

/** The files of a cpio archive; of hard links the last has the content, as cpio writes it. @throws Error if it is cut off or of another kind. */
export function cpioFiles(bytes: Uint8Array): ContainerFile[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const files: ContainerFile[] = [];
  for (let at = 0; ;) {
    const magic = view.toString('latin1', at, at + 6);
    if (!magics.includes(magic)) throw new Error(`there is no cpio entry at byte ${at} of the payload`);
    const number = (index: number) => parseInt(view.toString('latin1', at + 6 + index * 8, at + 14 + index * 8), 16);
    const [mode, modified, size, nameSize] = [number(1), number(5), number(6), number(11)];
    const start = padded(at + headerSize + nameSize);
    if (![mode, modified, size, nameSize].every(Number.isSafeInteger) || start + size > view.length)
      throw new Error(`the cpio entry at byte ${at} of the payload is damaged or cut off`);
    const name = view.toString('utf8', at + headerSize, at + headerSize + nameSize - 1);
    if (name === 'TRAILER!!!') return files;
    const type = mode & typeMask;
    if (type !== directory) {
      const kind = type === regular ? 'file' : type === symlink ? 'symlink' : 'special';
      files.push({ name, kind, content: bytes.subarray(start, start + size), mode: mode & 0o7777, modified: modified * 1000 });
    }
    at = padded(start + size);
  }
}

const padded = (offset: number): number => offset + ((4 - (offset % 4)) % 4);
