import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { OverlayStore } from '../../../src/extension/mount/overlay-store';
import { localFolder } from '../../../src/node/storage-folder';
import { numberedState } from '../../support/numbered-state';
import { randomSource } from '../../support/random';
import { scratchFolder } from '../../support/archives';
import { plain } from '../../support/plain-state';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_121);
const killings = 50;

describe('overlay store', () => {
  const scratch = scratchFolder();
  let folder: string;
  let count = 0;
  const store = () => new OverlayStore(localFolder(folder), 'file:///a.zip');

  beforeEach(() => {
    folder = join(scratch.path, String(count++));
    mkdirSync(folder);
  });
  after(function () {
    // Hundreds of files, on a disk that may be busy.
    this.timeout(30_000);
    scratch.remove();
  });

  it(`holds the last saved state or the next one after being killed at any of ${killings} points (seed ${seed})`, async () => {
    const child = join(scratch.path, 'saver.cjs');
    await build({ entryPoints: [join(__dirname, '../../support/overlay-saver.ts')], outfile: child, bundle: true, platform: 'node', target: 'node20', logLevel: 'error' }); // prettier-ignore
    const random = randomSource(seed);
    let last = 0;
    let between = 0;
    for (let round = 0; round < killings; round++) {
      const acknowledged = Math.max(last, await killedAfter(child, folder, random.below(40)));
      const state = await store().load();
      const found = Number(state.reason);
      assert.ok(found === acknowledged || found === acknowledged + 1, `round ${round}: ${acknowledged} was saved, ${found} is there`);
      if (found > 0) assert.deepEqual(plain(state), plain(numberedState(found)), `round ${round}`);
      if (found !== acknowledged || readdirSync(folder).some((name) => name.endsWith('.tmp'))) between++;
      last = found;
    }
    assert.ok(last > killings, `only ${last} states were saved`);
    assert.ok(between > 0, 'no kill came while something was being written');
  }).timeout(120_000);
});

/** Starts the saver and kills it some milliseconds after its first save; answers the last number that it told. */
function killedAfter(child: string, folder: string, delay: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const saver = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    saver.stdout.on('data', (piece: Buffer) => {
      if (told === '') setTimeout(() => saver.kill('SIGKILL'), delay);
      told += piece.toString();
    });
    saver.on('error', reject);
    // A number that is cut off has no line end.
    saver.on('close', () => resolve(Number(told.split('\n').slice(0, -1).at(-1) ?? 0)));
  });
}
