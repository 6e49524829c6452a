import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { RangedSource } from '../../src/core/archive/archive-source';
import { bytesSource } from '../../src/core/archive/byte-source';
import type { SourceEntry } from '../../src/core/package/source';

/** A package from texts or bytes, for tests; `facts` adds what a container records of a file. */
export function memorySource(
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  facts: (path: string) => Partial<SourceEntry> = () => ({}),
): RangedSource {
  const bytes = new Map(
    Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content]),
  );
  return {
    name,
    entries: [...bytes]
      .map(([path, content]) => ({ path, size: content.length, ...facts(path) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    read(path, limit) {
      const content = bytes.get(path);
      return content ? Promise.resolve(content.subarray(0, limit ?? content.length)) : Promise.reject(new Error(`no file ${path}`));
    },
    bytesOf(path) {
      const content = bytes.get(path);
      return Promise.resolve(content && bytesSource(content));
    },
  };
}

/** The files below a folder by relative path. */
export function readTree(folder: string): Record<string, Uint8Array> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  return Object.fromEntries(files.map((path) => [relative(folder, path).split(sep).join('/'), new Uint8Array(readFileSync(path))]));
}
