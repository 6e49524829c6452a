import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf, emptyOverlay, withEdit, withFileEdit, type Overlay } from '../../../src/core/patch/overlay';
import { mergeStates, noPatches, OverlayStore, UnreadableOverlay, type PatchState } from '../../../src/extension/mount/overlay-store';
import { localFolder } from '../../../src/node/storage-folder';
import { numberedState } from '../../support/numbered-state';
import { scratchFolder } from '../../support/archives';
import { plain } from '../../support/plain-state';

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
  });
});
