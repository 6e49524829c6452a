import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../../package.json';
import { api, next, review, sampleArchive, until } from './support';

const { enum: names } = manifest.contributes.configuration.properties['upgradeReview.rules'].propertyNames;
const groups = names.flatMap((name) => (name.endsWith('/*') ? [name.slice(0, -2)] : []));

describe('groups of rules as tests', () => {
  const set = (value: boolean | undefined) =>
    vscode.workspace.getConfiguration('upgradeReview').update('showTests', value, vscode.ConfigurationTarget.Global);
  after(() => set(undefined));

  it('stand in the Testing view only when somebody wants them, under the name of the package without its version', async () => {
    const session = await review(sampleArchive());
    const name = session.review?.package.name ?? '';
    const { checksAsTests } = await api();
    const controller = (): vscode.TestController | undefined => checksAsTests.controller;
    assert.equal(controller(), undefined);
    await set(true);
    await until(() => controller()?.items.get(name) !== undefined);
    const ids: string[] = [];
    controller()
      ?.items.get(name)
      ?.children.forEach(({ id }) => ids.push(id));
    assert.deepEqual(
      ids,
      groups.map((group) => `${name}/${group}`),
    );
    await vscode.commands.executeCommand('workbench.view.testing.focus');
    const begun = next(session.onDidChange, () => session.state === 'reviewing');
    await vscode.commands.executeCommand('testing.runAll');
    await begun;
    await session.idle();
    await set(false);
    await until(() => controller() === undefined);
  });
});
