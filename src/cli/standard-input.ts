import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from './io';
import { UsageError, type Options } from './options';

/** The package that the standard input holds. */
export const standardInput = '-';

/** Runs with the standard input as a file, as archives are read from their ends. It is gone afterwards. */
export async function withStandardInput<T>(options: Options, io: Io, run: (options: Options) => Promise<T>): Promise<T> {
  const asked = options.packages.filter((path) => path === standardInput).length;
  if (asked === 0) return run(options);
  if (asked > 1) throw new UsageError('the standard input holds one package: name - once');
  const folder = await mkdtemp(join(tmpdir(), 'upgrade-review-'));
  try {
    const path = join(folder, 'standard-input.zip');
    const file = await open(path, 'wx', 0o600);
    let size = 0;
    try {
      for await (const piece of io.input()) size += (await file.write(piece)).bytesWritten;
    } finally {
      await file.close();
    }
    if (size === 0) throw new UsageError('the standard input is empty: - stands for a package that is written to it');
    return await run({ ...options, packages: options.packages.map((each) => (each === standardInput ? path : each)) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
