/** A program for amd64 that asks for these libraries, and nothing else: 64-bit, little-endian. */
export function elfOf(
  libraries: readonly string[],
  versions: readonly (readonly [library: string, version: string])[] = [],
  soname?: string,
): Uint8Array {
  const names = ['', ...libraries, ...versions.flat(), ...(soname === undefined ? [] : [soname])];
  const strings = Buffer.from(`${names.join('\0')}\0`);
  const at = (name: string): number => names.slice(0, names.indexOf(name)).reduce((sum, text) => sum + text.length + 1, 0);
  const headers = 64 + 2 * 56;
  const needs = headers + strings.length;
  const dynamic = needs + versions.length * 32;
  const entries: (readonly [number, number])[] = [
    ...libraries.map((name) => [1, at(name)] as const),
    ...(soname === undefined ? [] : [[14, at(soname)] as const]),
    [5, headers],
    ...(versions.length > 0 ? [[0x6ffffffe, needs] as const, [0x6fffffff, versions.length] as const] : []),
    [0, 0],
  ];
  const bytes = Buffer.alloc(dynamic + entries.length * 16);
  bytes.write('\x7fELF\x02\x01\x01', 'latin1');
  bytes.writeUInt16LE(3, 16);
  bytes.writeUInt16LE(62, 18);
  bytes.writeBigUInt64LE(64n, 32);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(2, 56);
  const segment = (index: number, type: number, offset: number, size: number): void => {
    const start = 64 + index * 56;
    bytes.writeUInt32LE(type, start);
    bytes.writeBigUInt64LE(BigInt(offset), start + 8);
    bytes.writeBigUInt64LE(BigInt(offset), start + 16);
    bytes.writeBigUInt64LE(BigInt(size), start + 32);
  };
  segment(0, 1, 0, bytes.length);
  segment(1, 2, dynamic, entries.length * 16);
  strings.copy(bytes, headers);
  versions.forEach(([library, version], index) => {
    const start = needs + index * 32;
    bytes.writeUInt16LE(1, start);
    bytes.writeUInt16LE(1, start + 2);
    bytes.writeUInt32LE(at(library), start + 4);
    bytes.writeUInt32LE(16, start + 8);
    bytes.writeUInt32LE(index === versions.length - 1 ? 0 : 32, start + 12);
    bytes.writeUInt32LE(at(version), start + 24);
  });
  entries.forEach(([tag, value], index) => {
    bytes.writeBigUInt64LE(BigInt(tag), dynamic + index * 16);
    bytes.writeBigUInt64LE(BigInt(value), dynamic + index * 16 + 8);
  });
  return bytes;
}
