/** Opens one archive with one reader in a process of its own: `open-child.js READER FILE`, run with --expose-gc. */
import { readers } from './readers';

const [, , name = '', path = ''] = process.argv;

function memory() {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { kept: heapUsed + external, rss };
}

async function main(): Promise<void> {
  const open = await readers[name]?.();
  if (!open) throw new Error(`no reader ${name}`);
  const before = memory();
  const started = performance.now();
  const opened = await open(path);
  const ready = performance.now();
  const after = memory();
  const visiting = performance.now();
  const { entries, bytes } = opened.visit();
  const visited = performance.now();
  process.stdout.write(
    JSON.stringify({
      entries,
      bytes,
      open: ready - started,
      visited: ready - started + visited - visiting,
      kept: after.kept - before.kept,
      rss: after.rss - before.rss,
    }),
  );
  await opened.close();
}

main().catch((error: unknown) => {
  process.stdout.write(JSON.stringify({ failed: error instanceof Error ? error.message : String(error) }));
});
