/** Exports one archive with one edited file, as the program does, in a process of its own: `export-child.js FROM TO`. */
import { overlayOf } from '../../src/core/patch/overlay';
import { rewriteArchive } from '../../src/core/patch/rewrite-archive';
import { writeFileAtomically } from '../../src/node/atomic-write';
import { deflateRaw } from '../../src/node/inflate';
import { openPackage } from '../../src/node/open-package';

let peak = 0;

/** Sampled, as the system's own peak of a process counts what its parent had before. */
async function* measured(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    peak = Math.max(peak, process.memoryUsage.rss());
    yield piece;
  }
}

async function main(from: string, to: string): Promise<void> {
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const { source, archive } = await openPackage(from);
  if (!archive) throw new Error(`${from} is no archive`);
  const edited = source.entries.find(({ path }) => path.endsWith('.properties'));
  if (!edited) throw new Error('nothing to edit');
  const overlay = overlayOf([[edited.path, Buffer.from('edited\n'.repeat(100))]]);
  const pieces = rewriteArchive(archive.bytes, archive.archive, overlay, { deflate: deflateRaw, modified: Date.now() });
  await writeFileAtomically(to, measured(pieces));
  const took = performance.now() - started;
  process.stdout.write(JSON.stringify({ took, growth: peak - before }));
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
