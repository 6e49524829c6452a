import type { ContainerFile } from '../../core/archive/unpacked';

/** cpio(5), "new ASCII": 13 numbers of 8 hex digits after the magic; names and contents end at multiples of 4. */
const headerSize = 110;
const magics = ['070701', '070702'];
const [typeMask, regular, symlink, directory] = [0o170000, 0o100000, 0o120000, 0o040000];

/** The files of a cpio archive; of hard links each has the content, which cpio writes with the last one. @throws Error if it is cut off or of another kind. */
export function cpioFiles(bytes: Uint8Array): ContainerFile[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const files: (ContainerFile & { readonly linked?: string })[] = [];
  const contents = new Map<string, Uint8Array>();
  for (let at = 0; ;) {
    const magic = view.toString('latin1', at, at + 6);
    if (!magics.includes(magic)) throw new Error(`there is no cpio entry at byte ${at} of the payload`);
    const number = (index: number) => parseInt(view.toString('latin1', at + 6 + index * 8, at + 14 + index * 8), 16);
    const [mode, links, modified, size, nameSize] = [number(1), number(4), number(5), number(6), number(11)];
    const start = padded(at + headerSize + nameSize);
    if (![mode, links, modified, size, nameSize].every(Number.isSafeInteger) || start + size > view.length)
      throw new Error(`the cpio entry at byte ${at} of the payload is damaged or cut off`);
    const name = view.toString('utf8', at + headerSize, at + headerSize + nameSize - 1);
    if (name === 'TRAILER!!!') return files.map(({ linked = '', ...file }) => ({ ...file, content: contents.get(linked) ?? file.content }));
    const type = mode & typeMask;
    if (type !== directory) {
      const kind = type === regular ? 'file' : type === symlink ? 'symlink' : 'special';
      const content = bytes.subarray(start, start + size);
      // Inode and device tell which file it is.
      const linked = kind === 'file' && links > 1 ? [number(0), number(7), number(8)].join(':') : undefined;
      if (linked !== undefined && size > 0) contents.set(linked, content);
      files.push({ name, kind, content, mode: mode & 0o7777, modified: modified * 1000, linked });
    }
    at = padded(start + size);
  }
}

const padded = (offset: number): number => offset + ((4 - (offset % 4)) % 4);
