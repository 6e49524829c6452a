import { made } from '../../support/programs';

/** What Python's zipfile says about an entry. */
export interface PythonEntry {
  readonly rawName: string;
  readonly size: number;
  readonly compressedSize: number;
  readonly crc32: number;
  readonly method: number;
  readonly flags: number;
  readonly offset: number;
  /** `st_mode`, file type included; 0 where the host knows none. */
  readonly mode: number;
  /** SHA-256 of the content; absent if Python cannot read it. */
  readonly sha256?: string;
}

const listing = `
import hashlib, json, sys, zipfile
def content(archive, info):
    try:
        return hashlib.sha256(archive.read(info)).hexdigest()
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return None
with zipfile.ZipFile(sys.argv[1]) as archive:
    rows = []
    for info in archive.infolist():
        raw = info.orig_filename.encode('utf-8' if info.flag_bits & 0x800 else 'cp437').hex()
        row = dict(rawName=raw, size=info.file_size, compressedSize=info.compress_size, crc32=info.CRC, method=info.compress_type,
                   flags=info.flag_bits, offset=info.header_offset, mode=info.external_attr >> 16 if info.create_system == 3 else 0)
        digest = content(archive, info) if len(sys.argv) < 3 else None
        rows.append(dict(row, sha256=digest) if digest else row)
    print(json.dumps(dict(entries=rows, comment=archive.comment.decode('cp437'))))
`;

export function pythonListing(
  test: Mocha.Context,
  archive: string,
  contents = true,
): { readonly entries: readonly PythonEntry[]; readonly comment: string } {
  const { text } = made(test, '.', ['python3', '-c', listing, archive, ...(contents ? [] : ['names only'])]);
  return JSON.parse(text) as ReturnType<typeof pythonListing>;
}

/** Runs a script that makes an archive from the files in `folder`. */
export const pythonMakes = (test: Mocha.Context, folder: string, script: string, ...args: readonly string[]): void => {
  made(test, folder, ['python3', '-c', `import os, stat, struct, sys, time, zipfile\n${script}`, ...args]);
};
