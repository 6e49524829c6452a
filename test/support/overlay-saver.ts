/**
 * Saves one overlay after the other, and writes the number of each to standard output once it is saved: what a test
 * kills at any moment.
 */
import { writeSync } from 'node:fs';
import { OverlayStore } from '../../src/extension/mount/overlay-store';
import { localFolder } from '../../src/node/storage-folder';
import { numberedState } from './numbered-state';

const store = new OverlayStore(localFolder(process.argv[2] ?? ''), 'file:///a.zip');

async function saveForever(): Promise<never> {
  for (let number = Number((await store.load()).reason) + 1; ; number++) {
    if (!(await store.save(numberedState(number)))) throw new Error('somebody else saves here');
    writeSync(1, `${number}\n`);
  }
}

void saveForever();
