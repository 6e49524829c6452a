import type { ContainerFile, Unpacked } from '../../../core/archive/unpacked';
import type { Gap } from '../../../core/package/source';
import { errorText } from '../../../core/text/error-text';
import { decompressed } from '../decompress';
import type { Container } from './container';
import { TooLarge } from '../too-large';
import { tarFiles } from './tar';

/** ar(5): a header of 60 bytes before each member, members at even offsets. */
const headerSize = 60;
const magic = '!<arch>\n';

/**
 * The files of a Debian package (deb(5)) as `dpkg-deb --raw-extract` lays them out: the control files and maintainer
 * scripts in `DEBIAN`, the rest where it will be installed.
 * @throws Error
 */
async function debFiles(bytes: Uint8Array, limit: number): Promise<Unpacked> {
  const parts: Record<'control' | 'data', ContainerFile[]> = { control: [], data: [] };
  const gaps: Gap[] = [];
  const missing = new Set(['control', 'data']);
  for (const { name, content } of arMembers(bytes)) {
    const part = partOf(name);
    if (part === undefined) {
      if (name !== 'debian-binary') gaps.push({ what: name, why: signature.test(name) ? unverified : foreign, decisive: true });
      continue;
    }
    missing.delete(part);
    try {
      parts[part].push(...(await tarFiles(await decompressed(content, limit))));
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      gaps.push({ what: name, why: errorText(error), decisive: true });
    }
  }
  const control = parts.control.map((file) => ({ ...file, name: `DEBIAN/${file.name.replace(/^\.\//, '')}` }));
  if (missing.size === 2) throw new Error('it has neither control.tar nor data.tar');
  for (const part of missing) gaps.push({ what: `${part}.tar`, why: 'the package has none, and dpkg refuses it', decisive: true });
  // What dpkg runs is what lies in control.tar, whatever else bears its name.
  return { files: [...parts.data, ...control], gaps, isRoot: true };
}

const partOf = (name: string): 'control' | 'data' | undefined =>
  /^control\.tar(?:\.\w+)?$/.test(name) ? 'control' : /^data\.tar(?:\.\w+)?$/.test(name) ? 'data' : undefined;

/** Of debsigs. */
const signature = /^_gpg\w+$/;
const unverified = 'signatures are not compared with what is signed; that is done by debsig-verify';
const foreign = 'it belongs to no Debian package and is not opened';

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

export const deb: Container = { id: 'deb', unpack: debFiles };
