import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { contentOf, emptyOverlay, withEdit, withFileEdit, type Overlay } from '../../../src/core/patch/overlay';
import { mergeStates, noPatches, OverlayStore, UnreadableOverlay, type PatchState } from '../../../src/extension/mount/overlay-store';
import { localFolder } from '../../../src/node/storage-folder';
import { numberedState } from '../../support/numbered-state';
import { randomSource } from '../../support/random';
import { scratchFolder } from '../archive/tools';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_121);
const killings = 50;

describe('overlay store', () => {
  const scratch = scratchFolder();
  let folder: string;
  let count = 0;
  const store = () => new OverlayStore(localFolder(folder), 'file:///a.zip');
  const bytes = (text: string) => Buffer.from(text);
  const textAt = ({ overlay }: PatchState, path: string) => Buffer.from(contentOf(overlay, path) ?? []).toString();
  const withOverlay = (overlay: Overlay): PatchState => ({
    ...noPatches,
    overlay,
    savedAt: new Map([...overlay.edits.keys()].map((path) => [path, 1])),
  });
  let ids = 0;
  const freshId = () => `id-${ids++}`;

  beforeEach(() => {
    folder = join(scratch.path, String(count++));
    mkdirSync(folder);
  });
  after(function () {
    // Hundreds of files, on a disk that may be busy.
    this.timeout(30_000);
    scratch.remove();
  });

  /** As a window saves: what another one has saved meanwhile is merged. */
  async function saveMerged(into: OverlayStore, before: PatchState, change: (overlay: Overlay) => Overlay): Promise<PatchState> {
    let mine = { ...before, ...withOverlay(change(before.overlay)), reason: before.reason, setAside: before.setAside };
    while (!(await into.save(mine))) {
      const theirs = await into.load();
      mine = mergeStates(before, mine, theirs, freshId);
      before = theirs;
    }
    return mine;
  }

  it('gives back what was saved, and keeps no files that nothing names', async () => {
    assert.deepEqual(await store().load(), noPatches);
    const saving = store();
    await saving.load();
    for (const number of [1, 2, 3]) {
      const state = numberedState(number);
      assert.equal(await saving.save(state), true);
      assert.deepEqual(plain(await store().load()), plain(state));
    }
    assert.deepEqual(readdirSync(folder).sort(), ['content', 'index-1.json', 'index-2.json', 'index-3.json']);
    assert.equal(readdirSync(join(folder, 'content')).length, 4);
    const moved = withFileEdit(emptyOverlay, 'new', { content: bytes('x'), mode: 0o755, movedFrom: 'old' });
    await saving.save(withOverlay(withFileEdit(moved, 'script', { mode: 0o700 })));
    assert.deepEqual(plain(await store().load()).overlay, plain(withOverlay(withFileEdit(moved, 'script', { mode: 0o700 }))).overlay);
  });

  it('reads what the first version wrote, and goes on from there', async () => {
    mkdirSync(join(folder, 'content'));
    writeFileSync(join(folder, 'content/one'), 'edited');
    const edits = [
      { path: 'a', content: 'one', savedAt: 5 },
      { path: 'b', content: null, savedAt: 6 },
    ];
    writeFileSync(join(folder, 'index.json'), JSON.stringify({ version: 1, archive: 'file:///a.zip', edits }));
    const later = store();
    const state = await later.load();
    assert.equal(textAt(state, 'a'), 'edited');
    assert.deepEqual([state.overlay.edits.get('b'), state.savedAt.get('b'), state.reason], ['deleted', 6, '']);
    assert.equal(await later.save({ ...state, reason: 'because' }), true);
    assert.deepEqual(readdirSync(folder).sort(), ['content', 'index-1.json', 'index.json']);
    assert.deepEqual([textAt(await store().load(), 'a'), (await store().load()).reason], ['edited', 'because']);
  });

  it('refuses what it cannot read instead of going on without the patches', async () => {
    for (const text of ['{', '{"version":3,"edits":[]}', '{"version":2,"edits":[{"path":"a","content":"gone"}]}']) {
      writeFileSync(join(folder, 'index-4.json'), text);
      await assert.rejects(store().load(), UnreadableOverlay);
    }
  });

  it('keeps what two windows save of different files, and sets aside what both saved of one', async () => {
    const [one, other] = [store(), store()];
    const [before, same] = [await one.load(), await other.load()];
    await saveMerged(one, before, (overlay) => withEdit(withEdit(overlay, 'a', bytes('a of one')), 'both', bytes('both of one')));
    const merged = await saveMerged(other, same, (overlay) => withEdit(withEdit(overlay, 'b', 'deleted'), 'both', bytes('both of other')));
    const saved = await store().load();
    assert.deepEqual(plain(saved), plain(merged));
    assert.deepEqual([textAt(saved, 'a'), saved.overlay.edits.get('b'), textAt(saved, 'both')], ['a of one', 'deleted', 'both of one']);
    assert.deepEqual(
      saved.setAside.map(({ path, edit }) => [path, edit === 'deleted' ? edit : Buffer.from(edit.content ?? []).toString()]),
      [['both', 'both of other']],
    );
    assert.equal(await one.isOutdated(), true);
    await one.load();
    assert.equal(await one.isOutdated(), false);
  });

  it('merges discards, reasons and what was set aside', () => {
    const aside = (id: string) => ({ id, path: 'p', edit: 'deleted' as const });
    const before = {
      ...withOverlay(withEdit(withEdit(emptyOverlay, 'a', bytes('1')), 'b', bytes('1'))),
      reason: 'r',
      setAside: [aside('x'), aside('y')],
    };
    const mine = { ...withOverlay(withEdit(emptyOverlay, 'a', bytes('1'))), reason: 'r', setAside: [aside('y'), aside('m')] };
    const theirs = { ...withOverlay(withEdit(before.overlay, 'a', bytes('2'))), reason: 't', setAside: [aside('x'), aside('t')] };
    const merged = mergeStates(before, mine, theirs, freshId);
    assert.deepEqual([...merged.overlay.edits.keys()], ['a']);
    assert.deepEqual([textAt(merged, 'a'), merged.reason, merged.setAside.map(({ id }) => id)], ['2', 't', ['t', 'm']]);
  });

  it('loses nothing when windows save at the same time', async () => {
    const windows = Array.from({ length: 4 }, (_, window) => window);
    await Promise.all(
      windows.map(async (window) => {
        const own = store();
        let state = await own.load();
        for (let file = 0; file < 15; file++)
          state = await saveMerged(own, state, (overlay) => withEdit(overlay, `${window}/${file}`, bytes(`${window} ${file}`)));
      }),
    );
    const saved = await store().load();
    assert.equal(saved.overlay.edits.size, 60);
    for (const path of saved.overlay.edits.keys()) assert.equal(textAt(saved, path), path.replace('/', ' '));
    assert.ok(readdirSync(folder).length < 15, readdirSync(folder).join());
    assert.equal(readdirSync(join(folder, 'content')).length, 60);
  }).timeout(30_000);

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

const plain = (state: PatchState) => ({
  ...state,
  overlay: [...state.overlay.edits].map(([path, edit]) => [path, edit === 'deleted' ? edit : { ...edit, content: text(edit.content) }]),
  savedAt: [...state.savedAt],
  setAside: state.setAside.map((patch) => ({
    ...patch,
    edit: patch.edit === 'deleted' ? patch.edit : { ...patch.edit, content: text(patch.edit.content) },
  })),
});

const text = (content: Uint8Array | undefined): string | undefined => content && Buffer.from(content).toString('latin1');
