import { randomFillSync } from 'node:crypto';
import { open, writeFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { openArchive } from '../../src/core/archive/archive';
import { bytesSource } from '../../src/core/archive/byte-source';
import { overlayOf } from '../../src/core/patch/overlay';
import { rewriteArchive } from '../../src/core/patch/rewrite-archive';
import { inflateRaw } from '../../src/node/inflate';
import { sparseArchive } from './sparse-archive';

const modified = Date.UTC(2026, 1, 3, 4, 5, 6);
/** An end record and nothing else. */
const emptyArchive = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

export async function writeArchive(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const source = bytesSource(emptyArchive);
  const archive = await openArchive(source, { inflate: inflateRaw });
  const options = { deflate: (bytes: Uint8Array) => deflateRawSync(bytes, { level: 1 }), modified };
  await writeFile(path, rewriteArchive(source, archive, overlayOf(files), options));
}

/** Small files in folders of a few dozen, with names as long as they are in products. */
export function manyFiles(count: number): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (let index = 0; index < count; index++) {
    const folder = `opt/product/modules/module-${Math.floor(index / 40)}/resources`;
    files.set(`${folder}/messages-${index % 40}.properties`, Buffer.from(`greeting.${index}=hello\nfarewell.${index}=good bye\n`));
  }
  return files;
}

/** Images of half a gigabyte, as holes, and the small files of a package around them. */
export async function writeHugeArchive(path: string, size: number): Promise<void> {
  const image = 2 ** 29;
  const images = Array.from({ length: Math.ceil(size / image) }, (_, index) => ({ name: `images/disk-${index}.img`, size: image }));
  const small = [...manyFiles(500)].map(([name, content]) => ({ name, size: content.length, content }));
  const { size: total, pieces } = sparseArchive([...small.slice(0, 250), ...images, ...small.slice(250)]);
  const file = await open(path, 'wx');
  try {
    await file.truncate(total);
    for (const { offset, bytes } of pieces) await file.write(bytes, 0, bytes.length, offset);
  } finally {
    await file.close();
  }
}

/** As `writeHugeArchive`, with data that no file system can leave out: copying it takes the time that copying takes. */
export async function writeSolidArchive(path: string, size: number): Promise<void> {
  const block = randomFillSync(Buffer.allocUnsafe(2 ** 26));
  const images = Array.from({ length: Math.ceil(size / block.length) }, (_, index) => ({
    name: `images/part-${index}.img`,
    size: block.length,
  }));
  const small = [...manyFiles(500)].map(([name, content]) => ({ name, size: content.length, content }));
  const entries = [...small.slice(0, 250), ...images, ...small.slice(250)];
  const { pieces } = sparseArchive(entries);
  const file = await open(path, 'wx');
  try {
    for (const [index, { offset, bytes }] of pieces.entries()) {
      await file.write(bytes, 0, bytes.length, offset);
      if (entries[index]?.size === block.length) await file.write(block, 0, block.length, offset + bytes.length);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Two versions of a package: of every hundred files one changed, one went, one came and one moved; every hundredth is a
 * program, which is compared by its bytes.
 */
export function twoVersions(count: number): { older: Map<string, Uint8Array>; newer: Map<string, Uint8Array> } {
  const [older, newer] = [new Map<string, Uint8Array>(), new Map<string, Uint8Array>()];
  [...manyFiles(count)].forEach(([path, content], index) => {
    const role = index % 100;
    const program = Buffer.alloc(20_000, `program ${index} `);
    const [before, after] = role === 5 ? [`bin/tool-${index}`, `bin/tool-${index}`] : [path, role === 4 ? `moved/${path}` : path];
    if (role !== 3) older.set(before, role === 5 ? program : content);
    if (role !== 2) newer.set(after, role === 5 ? program : role === 1 ? Buffer.concat([content, Buffer.from('changed=1\n')]) : content);
  });
  return { older, newer };
}
