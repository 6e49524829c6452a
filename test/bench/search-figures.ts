import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeArchive } from './archives';
import { packageFiles } from './package-files';

/** Milliseconds; `grep` is absent where there is no such program. */
export interface SearchTimes {
  readonly ours: readonly number[];
  readonly grep?: readonly number[];
}

/** About a thousand matches in 200 MB. */
const pattern = 'product-[0-9]+99\\.service';

/** Searches a ZIP of `bytes` of text, and with grep the same files unpacked, by turns. `search` gives milliseconds and matches. */
export async function searchTimes(
  folder: string,
  bytes: number,
  runs: number,
  search: (zip: string, pattern: string) => { readonly took: number; readonly matches: number },
): Promise<SearchTimes> {
  const zip = join(folder, 'text.zip');
  const unpacked = join(folder, 'text');
  const files = packageFiles(bytes);
  await writeArchive(zip, files);
  for (const [path, content] of files) {
    mkdirSync(dirname(join(unpacked, path)), { recursive: true });
    writeFileSync(join(unpacked, path), content);
  }
  const ours: number[] = [];
  const grep: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    const lines = grepLines(unpacked);
    if (lines !== undefined) grep.push(performance.now() - started);
    const { took, matches } = search(zip, pattern);
    if (lines !== undefined && lines !== matches) throw new Error(`${matches} matches where grep has ${lines} lines`);
    ours.push(took);
  }
  rmSync(zip);
  rmSync(unpacked, { recursive: true });
  return { ours, ...(grep.length > 0 && { grep }) };
}

function grepLines(folder: string): number | undefined {
  try {
    return execFileSync('grep', ['-rnE', pattern, folder], { encoding: 'utf8', maxBuffer: 2 ** 28 }).split('\n').length - 1;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
