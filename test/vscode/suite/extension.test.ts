import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../../package.json';

describe('extension', () => {
  const extension = () => vscode.extensions.getExtension('upgrade-review.upgrade-review');

  it('is present and activates', async () => {
    await extension()?.activate();
    assert.equal(extension()?.isActive, true);
  });

  it('registers every command that it contributes', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
