import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { holdsOnlyPackages } from '../../../src/extension/navigate/window-keys';
import type { ReviewSession } from '../../../src/extension/review/session';
import { restore, review, sampleArchive, site, until } from './support';

describe('what the review says of a file', () => {
  let session: ReviewSession;

  beforeEach(async () => {
    session = await review(sampleArchive());
  });
  afterEach(() => restore(session));

  const settings = () => vscode.workspace.getConfiguration('upgradeReview');
  const lenses = async (path: string): Promise<{ title: string; command: string; args: unknown[] }[]> => {
    const uri = session.mount.uriOf(path);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
    return found.flatMap(({ command }) =>
      command ? [{ title: command.title, command: command.command, args: (command.arguments ?? []) as unknown[] }] : [],
    );
  };
  const countIn = (path: string): number => session.shownFindings.filter((finding) => finding.path === path).length;

  it('stands above scripts and migrations, and its fixes are made from there', async () => {
    const path = 'scripts/10-install.sh';
    const before = countIn(path);
    const [first, fix] = await lenses(path);
    assert.equal(first?.title, `${before} findings`);
    assert.ok(fix, first.title);
    assert.match(fix.title, /^Fix/);
    await vscode.commands.executeCommand(fix.command, ...fix.args);
    await session.idle();
    assert.ok(countIn(path) < before);
    const after = await lenses(path);
    assert.ok(!after.some(({ title }) => title.startsWith('Fix')), after.map(({ title }) => title).join());
    const migration = session.shownFindings.find((finding) => finding.path.endsWith('.sql'))?.path;
    assert.ok(migration);
    const above = (await lenses(migration)).map(({ title }) => title);
    assert.ok(
      above.some((title) => /^\d+ findings?$/.test(title)),
      above.join(),
    );
  });

  it('is not above files without findings, of other kinds, or when it is switched off', async () => {
    const found = new Set(session.shownFindings.map(({ path }) => path));
    const clean = session.mount.source.entries.find(({ path }) => path.endsWith('.sh') && !found.has(path))?.path;
    assert.ok(clean);
    // What a script does stands above it all the same: see upgrade-plan.test.ts.
    const ofFindings = (await lenses(clean)).filter(({ title }) => /finding|^Fix/.test(title));
    assert.deepEqual(ofFindings, []);
    assert.ok(countIn('manifest.json') > 0);
    assert.deepEqual(await lenses('manifest.json'), []);
    await settings().update('codeLens', false, vscode.ConfigurationTarget.Global);
    assert.deepEqual(await lenses('scripts/10-install.sh'), []);
    await settings().update('codeLens', undefined, vscode.ConfigurationTarget.Global);
    await until(async () => (await lenses('scripts/10-install.sh')).length > 0);
  });

  it('does not hold up the editor’s own search beside a real folder', async () => {
    const found = await vscode.workspace.findFiles('**/10-install.sh');
    assert.ok(
      found.every(({ scheme }) => scheme === 'file'),
      found.join(),
    );
    assert.equal((await vscode.workspace.findFiles('*.zip')).length > 0, true);
  });

  it('knows windows that hold packages alone, where the keys lead to our commands', () => {
    const real = { uri: site() };
    const mounted = { uri: session.mount.root };
    assert.deepEqual([[], [real], [mounted], [real, mounted], [mounted, mounted]].map(holdsOnlyPackages), [
      false,
      false,
      true,
      false,
      true,
    ]);
  });
});
