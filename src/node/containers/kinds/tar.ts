import { unpackTar } from 'modern-tar';
import type { ContainerFile } from '../../../core/archive/unpacked';
import { decompressed } from '../decompress';
import type { Container } from './container';

/** The files of a tar archive (ustar, pax or GNU); of hard links each has the content. @throws Error if it is cut off or damaged. */
export async function tarFiles(bytes: Uint8Array): Promise<ContainerFile[]> {
  const contents = new Map<string, Uint8Array>();
  const files: ContainerFile[] = [];
  for (const { header, data = new Uint8Array() } of await unpackTar(bytes, { strict: true })) {
    const { name, type = 'file', linkname = '', mode = 0o644 } = header;
    if (type === 'directory') continue;
    const linked = type === 'link' ? contents.get(bare(linkname)) : undefined;
    const content = type === 'symlink' ? new TextEncoder().encode(linkname) : (linked ?? data);
    const kind = type === 'symlink' ? type : type === 'file' || type === 'link' ? 'file' : 'special';
    if (kind === 'file') contents.set(bare(name), content);
    const lost = type === 'link' && !linked && data.length === 0 ? { linkedTo: linkname } : {};
    files.push({ name, kind, content, mode: mode & 0o7777, modified: header.mtime?.getTime() ?? 0, ...lost });
  }
  return files;
}

const bare = (name: string): string => name.replace(/^(\.\/)+/, '');

/** Compressed or not. */
export const tar: Container = {
  id: 'tar',
  unpack: async (bytes, limit) => ({ files: await tarFiles(await decompressed(bytes, limit)), gaps: [] }),
};
