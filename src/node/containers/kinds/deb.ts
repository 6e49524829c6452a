import type { ContainerFile } from '../../../core/archive/container';
import { decompressed } from '../decompress';
import type { Container } from './container';
import { tarFiles } from './tar';

/** ar(5): a header of 60 bytes before each member, members at even offsets. */
const headerSize = 60;
const magic = '!<arch>\n';

/**
 * The files of a Debian package (deb(5)) as `dpkg-deb --raw-extract` lays them out: the control files and maintainer
 * scripts in `DEBIAN`, the rest where it will be installed.
 * @throws Error
 */
async function debFiles(bytes: Uint8Array, limit: number): Promise<ContainerFile[]> {
  const files: ContainerFile[] = [];
  for (const { name, content } of arMembers(bytes)) {
    const [, part] = /^(control|data)\.tar(?:\.\w+)?$/.exec(name) ?? [];
    if (part === undefined) continue;
    const found = await tarFiles(await decompressed(content, limit));
    files.push(...(part === 'data' ? found : found.map((file) => ({ ...file, name: `DEBIAN/${file.name.replace(/^\.\//, '')}` }))));
  }
  if (files.length === 0) throw new Error('it has neither control.tar nor data.tar');
  return files;
}

function* arMembers(bytes: Uint8Array): Iterable<{ readonly name: string; readonly content: Uint8Array }> {
  const text = (at: number, length: number) =>
    Buffer.from(bytes.subarray(at, at + length))
      .toString('latin1')
      .trim();
  for (let at = magic.length; at + headerSize <= bytes.length;) {
    const size = Number(text(at + 48, 10));
    const start = at + headerSize;
    if (text(at + 58, 2) !== '`' || !Number.isSafeInteger(size) || start + size > bytes.length)
      throw new Error(`the member at byte ${at} is damaged or cut off`);
    yield { name: text(at, 16).replace(/\/$/, ''), content: bytes.subarray(start, start + size) };
    at = start + size + (size % 2);
  }
}

export const deb: Container = { id: 'deb', unpack: async (bytes, limit) => ({ files: await debFiles(bytes, limit), gaps: [] }) };
