import { open as openFile, readFile } from 'node:fs/promises';

export interface Opened {
  /** Asks every entry for its name and unpacked size; answers their number and the sum of sizes. */
  visit(): { readonly entries: number; readonly bytes: number };
  close(): Promise<void> | void;
}

/** Each loads its library and answers how to open a file, so that the loading is not measured. */
export const readers: Readonly<Record<string, () => Promise<(path: string) => Promise<Opened>>>> = {
  async ours() {
    const { openArchive } = await import('../../src/core/archive/archive');
    const { openFileSource } = await import('../../src/node/file-source');
    const { inflateRaw } = await import('../../src/node/inflate');
    return async (path) => {
      const source = await openFileSource(path);
      const { entries } = await openArchive(source, { inflate: inflateRaw });
      return {
        visit: () => total(entries.length, (index) => entries.at(index)),
        close: () => source.close(),
      };
    };
  },

  async JSZip() {
    const { default: JSZip } = await import('jszip');
    return async (path) => {
      const { files } = await JSZip.loadAsync(await readFile(path));
      return {
        visit() {
          const all = Object.values(files);
          // The size is no part of JSZip's interface.
          return total(all.length, (index) => ({ name: all[index]?.name ?? '', size: 0 }));
        },
        close: () => undefined,
      };
    };
  },

  async 'zip.js'() {
    const { Reader, ZipReader } = await import('@zip.js/zip.js');
    class RangedReader extends Reader<string> {
      constructor(private readonly file: Awaited<ReturnType<typeof openFile>>) {
        super('');
      }
      override async init(): Promise<void> {
        this.size = (await this.file.stat()).size;
      }
      override async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
        const { buffer, bytesRead } = await this.file.read(new Uint8Array(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      }
    }
    return async (path) => {
      const file = await openFile(path);
      const entries = await new ZipReader(new RangedReader(file)).getEntries();
      return {
        visit: () =>
          total(entries.length, (index) => ({ name: entries[index]?.filename ?? '', size: entries[index]?.uncompressedSize ?? 0 })),
        close: () => file.close(),
      };
    };
  },

  async yauzl() {
    const { default: yauzl } = await import('yauzl');
    return (path) =>
      new Promise((resolve, reject) => {
        yauzl.open(path, { autoClose: false }, (error, file) => {
          if (error) {
            reject(error);
            return;
          }
          const entries: import('yauzl').Entry[] = [];
          file.on('entry', (entry: import('yauzl').Entry) => entries.push(entry));
          file.on('error', reject);
          file.on('end', () =>
            resolve({
              visit: () =>
                total(entries.length, (index) => ({ name: entries[index]?.fileName ?? '', size: entries[index]?.uncompressedSize ?? 0 })),
              close: () => file.close(),
            }),
          );
        });
      });
  },
};

function total(entries: number, at: (index: number) => { readonly name: string; readonly size: number }) {
  let bytes = 0;
  let letters = 0;
  for (let index = 0; index < entries; index++) {
    const { name, size } = at(index);
    bytes += size;
    letters += name.length;
  }
  return { entries: letters > 0 ? entries : 0, bytes };
}
