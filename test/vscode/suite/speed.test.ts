import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Finding } from '../../../src/core/rules/finding';
import { api, next, restore, review, sampleArchive } from './support';

/** The launcher shows lines of this form. */
const say = (what: string, milliseconds: readonly number[]): void =>
  console.log(`  - ${what}: ${milliseconds.map((time) => Math.round(time)).join(', ')} ms`);

/** Milliseconds that nobody waits for, however loaded the machine is; quiet ones take a tenth. */
const patience = 10_000;

describe('speed', () => {
  it('from a fix to the updated list', async () => {
    const session = await review(sampleArchive());
    const { findings } = await api();
    const shown = ({ fingerprint }: Finding) => session.shownFindings.some((finding) => finding.fingerprint === fingerprint);
    const fixable = new Map(session.shownFindings.filter(({ fix }) => fix).map((finding) => [finding.path, finding]));
    const times: number[] = [];
    for (const finding of [...fixable.values()].slice(0, 4)) {
      const document = await vscode.workspace.openTextDocument(session.mount.uriOf(finding.path));
      await vscode.window.showTextDocument(document);
      const { start, end } = finding.range;
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
      const action = actions.find(({ title }) => title === finding.fix?.title);
      assert.ok(action?.edit && action.command);
      const updated = next(findings.onDidChangeTreeData, () => !shown(finding));
      const started = performance.now();
      await vscode.workspace.applyEdit(action.edit);
      const saved = vscode.commands.executeCommand(action.command.command, ...(action.command.arguments as unknown[]));
      await updated;
      times.push(performance.now() - started);
      await saved;
      await restore(session);
    }
    say('from a fix to the updated list', times);
    assert.ok(times.length === 4 && times.every((time) => time < patience), times.join());
  });

  it('from opening the sample to the first finding', async () => {
    const { findings, sessions } = await api();
    const before = new Set(sessions.all);
    const sample = () => sessions.all.find((session) => !before.has(session));
    assert.deepEqual(
      [...before].map(({ mount }) => mount.archiveUri.path),
      [sampleArchive().path],
      'no test leaves a package open',
    );
    const listed = next(findings.onDidChangeTreeData, () => (sample()?.shownFindings.length ?? 0) > 0);
    const started = performance.now();
    const opened = vscode.commands.executeCommand('upgradeReview.openSample');
    await listed;
    const time = performance.now() - started;
    say('from opening the sample to the first finding', [time]);
    assert.ok(time < patience, String(time));
    await opened;
    await vscode.commands.executeCommand('upgradeReview.closePackage', sample()?.mount.root);
  });
});
