import { plainReviewer } from '../../src/node/review/in-process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';
import { run } from '../../src/cli/run';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A new folder with these files; `remove` it in `after`. */
export function temporaryFolder(files: Files = {}): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'upgrade-review-cli-'));
  writeFiles(path, files);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

export async function zipOf(files: Files): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [name, content] of Object.entries(files)) zip.file(name, content, { date: new Date('2026-10-30T12:00:00Z') });
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** The command line within this process. */
export async function upgradeReview(
  cwd: string,
  args: readonly string[],
  io: { readonly progress?: boolean; readonly colour?: boolean; readonly input?: Uint8Array } = {},
) {
  const said = { out: '', err: '' };
  const code = await run(args, {
    cwd,
    now: () => '2026-11-20T12:00:00.000Z',
    input: async function* () {
      yield await Promise.resolve(io.input ?? new Uint8Array());
    },
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    colour: io.colour ?? false,
    progress: io.progress ?? false,
    reviewer: plainReviewer,
    tool: () => Promise.resolve('this one'),
    // Loaded only where a test rehearses: it is large.
    rehearse: async (...args) => (await import('./pglite')).rehearseHere(...args),
  });
  return { code, ...said };
}

/** Changes when any file below the path, or the file itself, does: names, content and modes. */
export function digestOf(path: string): string {
  const hash = createHash('sha256');
  const names = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort() : [''];
  for (const name of names) {
    const info = statSync(join(path, name));
    hash.update(`${name}\0${info.mode}\0${info.mtimeMs}\0`);
    if (info.isFile()) hash.update(readFileSync(join(path, name)));
  }
  return hash.digest('hex');
}
