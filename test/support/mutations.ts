import JSZip from 'jszip';
import { sparseArchive } from '../bench/sparse-archive';
import type { RandomSource } from './random';

/** Whole archives to damage: stored, streamed, a bomb, an empty one, one with zip64 fields. */
export async function seeds(): Promise<Buffer[]> {
  const plain = new JSZip();
  plain.file('manifest.json', '{"product":"x"}').file('bin/run.sh', '#!/bin/sh\n'.repeat(50)).file('größe.txt', 'x'.repeat(3_000));
  const bomb = new JSZip();
  bomb.file('zeros', Buffer.alloc(900_000)).file('a/b/c/d', 'd');
  const make = (zip: JSZip, options: JSZip.JSZipGeneratorOptions) => zip.generateAsync({ ...options, type: 'nodebuffer' });
  return [
    await make(plain, { compression: 'STORE' }),
    await make(plain, { compression: 'DEFLATE', streamFiles: true, comment: 'a comment' }),
    await make(bomb, { compression: 'DEFLATE', platform: 'UNIX' }),
    await make(new JSZip(), {}),
    Buffer.concat(sparseArchive([{ name: 'hole', size: 0 }]).pieces.map(({ bytes }) => bytes)),
  ];
}

const extremes = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const signatures = [0x04034b50, 0x02014b50, 0x06054b50, 0x06064b50, 0x07064b50, 0x08074b50, 0x08064b50];

/** One to eight of: another byte, a field of a record set to an extreme, a piece cut out, doubled or moved, an end cut off. */
export function mutated(original: Buffer, random: RandomSource): Buffer {
  let bytes = Buffer.from(original);
  for (let changes = 1 + random.below(8); changes > 0 && bytes.length > 8; changes--) {
    const at = random.below(bytes.length);
    const piece = bytes.subarray(at, at + random.below(100));
    const to = random.below(bytes.length);
    const change = random.below(12);
    if (change < 3) bytes[at] = random.below(256);
    else if (change < 8) setField(bytes, random);
    else if (change === 8) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + piece.length)]);
    else if (change === 9) bytes = Buffer.concat([bytes.subarray(0, to), piece, bytes.subarray(to)]);
    else if (change === 10) bytes.set(piece.subarray(0, bytes.length - to), to);
    else bytes = random.below(3) === 0 ? bytes.subarray(0, at) : bytes;
  }
  return bytes;
}

/** Sets two or four bytes within the header of a record. */
function setField(bytes: Buffer, random: RandomSource): void {
  const starts: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at++) if (signatures.includes(bytes.readUInt32LE(at))) starts.push(at);
  const at = (starts.length > 0 ? random.pick(starts) : 0) + random.below(56);
  const value = random.below(2) === 0 ? random.pick(extremes) : random.below(bytes.length * 2);
  const wide = random.below(2) === 0;
  if (at + 4 > bytes.length) return;
  if (wide) bytes.writeUInt32LE(value, at);
  else bytes.writeUInt16LE(value & 0xffff, at);
}
