import { join } from 'node:path';
import { overlayOf } from '../../src/core/patch/overlay';
import { rewriteArchive } from '../../src/core/patch/rewrite-archive';
import { writeFileAtomically } from '../../src/node/atomic-write';
import { deflateRaw } from '../../src/node/inflate';
import { openPackage } from '../../src/node/open-package';

/** What is killed, by name. Each takes the folder that it may change. */
export const jobs: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  async export(folder) {
    const { archive } = await openPackage(join(folder, 'package.zip'));
    if (!archive) throw new Error('no archive');
    const edits = overlayOf(['a.txt', 'c.txt', 'new.txt'].map((path) => [path, Buffer.from(`edited ${path}\n`.repeat(2000))] as const));
    const pieces = rewriteArchive(archive.bytes, archive.archive, edits, { deflate: deflateRaw, modified: Date.UTC(2026, 10, 21) });
    await writeFileAtomically(join(folder, 'patched.zip'), pieces);
  },
};
