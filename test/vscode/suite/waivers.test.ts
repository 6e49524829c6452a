import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Finding } from '../../../src/core/rules/finding';
import type { ReviewSession } from '../../../src/extension/review/session';
import type { FindingsTree } from '../../../src/extension/views/findings-tree';
import { api, next, restore, review, ruleOf, sampleArchive, site, textOf, told, until } from './support';

const file = () => vscode.Uri.joinPath(site(), '.upgrade-review', 'waivers.json');

/** What is picked and typed, one after the other, in the boxes that are shown meanwhile; each box's prompt or title is told. */
async function answering(answers: readonly string[], run: () => Thenable<unknown>): Promise<string[]> {
  const { showQuickPick, showInputBox } = vscode.window;
  const left = [...answers];
  const asked: string[] = [];
  Object.assign(vscode.window, {
    showQuickPick: (choices: readonly vscode.QuickPickItem[], { placeHolder = '' }: vscode.QuickPickOptions) => {
      asked.push(placeHolder);
      const wanted = left.shift();
      return Promise.resolve(choices.find(({ label }) => label === wanted));
    },
    showInputBox: ({ prompt = '', value = '', ...box }: vscode.InputBoxOptions) => {
      asked.push(prompt);
      const typed = left.shift() ?? value;
      assert.equal(box.validateInput?.(typed), undefined);
      return Promise.resolve(typed);
    },
  });
  try {
    await run();
  } finally {
    Object.assign(vscode.window, { showQuickPick, showInputBox });
  }
  return asked;
}

describe('waivers', () => {
  let session: ReviewSession;
  let findings: FindingsTree;
  const run = (command: string, ...given: unknown[]) => vscode.commands.executeCommand(`upgradeReview.${command}`, ...given);
  const of = (rule: string): Finding => session.shownFindings.find((finding) => finding.rule === rule) ?? assert.fail(`nothing of ${rule}`);
  const waivedGroup = () => findings.getChildren().find((group) => group.kind === 'group' && group.grouping === 'waived');

  before(async () => {
    session = await review(sampleArchive());
    findings = (await api()).findings;
  });
  afterEach(async () => {
    await restore(session);
    await Promise.resolve(vscode.workspace.fs.delete(file())).catch(() => undefined);
    session.siteChanged();
    await session.idle();
  });

  it('are given by the lamp: scope, reason, owner and day are asked for, and the finding stands apart from then on', async () => {
    const finding = of('migration/missing-lock');
    const { document } = await vscode.window.showTextDocument(session.mount.uriOf(finding.path)).then((editor) => editor);
    const { start, end } = finding.range;
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
    const lamp = actions.find(({ title, command }) => title === 'Waive…' && command?.arguments?.[1] === finding.fingerprint);
    assert.ok(lamp?.command);
    const { command, arguments: given = [] } = lamp.command;
    const before = session.shownFindings.length;
    let asked: string[] = [];
    const said = await told(async () => {
      asked = await answering(['This finding', 'the runner locks', 'team-data', '2099-12-31'], () =>
        vscode.commands.executeCommand(command, ...(given as unknown[])),
      );
    });
    assert.equal(asked.length, 4);
    assert.match(said.map(({ message }) => message).join(), /^Waived, in .*waivers\.json/);
    const entry = (JSON.parse((await textOf(file())).replace(/^\/\/.*$/m, '')) as { waivers: readonly Record<string, string>[] })
      .waivers[0];
    assert.deepEqual(
      [entry?.['rule'], entry?.['fingerprint'], entry?.['owner'], entry?.['until']],
      [finding.rule, finding.fingerprint, 'team-data', '2099-12-31'],
    );
    assert.equal(session.shownFindings.length, before - 1);
    assert.deepEqual(
      session.waivedFindings.map(({ fingerprint }) => fingerprint),
      [finding.fingerprint],
    );
    const here = vscode.languages
      .getDiagnostics(document.uri)
      .filter((diagnostic) => ruleOf(diagnostic) === finding.rule && diagnostic.range.isEqual(range));
    assert.deepEqual(
      here.map(({ severity, message }) => [severity, message.split('\n')[0]]),
      [[vscode.DiagnosticSeverity.Hint, 'Waived by team-data until 2099-12-31: the runner locks']],
    );
    const reasons = session.review?.verdict.reasons.flatMap((reason) => (reason.code === 'waived' ? [reason.owner] : []));
    assert.deepEqual(reasons, ['team-data']);
  });

  it('are folded apart in the list, say who answers, and lead to their file', async () => {
    const finding = of('script/assumes-sudo');
    await run('waiveFinding', session.mount.root, finding.fingerprint, {
      scope: 'file',
      reason: 'root runs it',
      owner: 'team-rooms',
      until: '2099-12-31',
    });
    const group = waivedGroup();
    assert.ok(group);
    const item = findings.getTreeItem(group);
    assert.deepEqual([item.label, item.collapsibleState], ['Waived', vscode.TreeItemCollapsibleState.Collapsed]);
    const [first] = findings.getChildren(group);
    assert.ok(first?.kind === 'finding');
    const leaf = findings.getTreeItem(first);
    assert.equal(leaf.contextValue, 'finding.waived');
    assert.match(String(leaf.description), /· team-rooms until 2099-12-31$/);
    assert.match(leaf.accessibilityInformation?.label ?? '', /Waived by team-rooms until 2099-12-31: root runs it$/);
    const { tooltip } = findings.resolveTreeItem(leaf, first);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.ok(tooltip.value.includes('Waived'), tooltip.value);
    await run('openWaiver', first);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), file().toString());
  });

  it('of several findings are given at once, each for its own line', async () => {
    const chosen = findings
      .getChildren()
      .flatMap((group) => findings.getChildren(group))
      .filter((node) => node.kind === 'finding' && node.finding.rule === 'systemd/renamed-unit');
    assert.ok(chosen.length > 1);
    await answering(['both names are kept', 'team-rooms', '2099-12-31'], () => run('waiveFindings', chosen[0], chosen));
    assert.equal(session.waivedFindings.length, chosen.length);
    assert.equal(session.shownFindings.filter(({ rule }) => rule === 'systemd/renamed-unit').length, 0);
  });

  it('that have ended are told in their file, and the finding counts', async () => {
    const { rule, path } = of('script/assumes-sudo');
    const text = JSON.stringify({
      waivers: [{ rule, path: path.split('/').slice(-2).join('/'), reason: 'x', owner: 'y', until: '2020-01-31' }],
    });
    const before = session.shownFindings.length;
    const reviewed = next(session.onDidChange, () => session.state === 'reviewed' && session.siteProblems.length > 0);
    await vscode.workspace.fs.writeFile(file(), new TextEncoder().encode(text));
    await reviewed;
    assert.equal(session.shownFindings.length, before);
    await until(() => vscode.languages.getDiagnostics(file()).some(({ code }) => typeof code === 'string' && code.startsWith('waiver/')));
  });

  it('of what security decides on ask whether security has agreed', async () => {
    const finding = of('certificate/unknown-issuer');
    const given = ['This finding', 'the vendor has told us', 'team-rooms', '2099-12-31'];
    const refused = await told(() => answering(given, () => run('waiveFinding', session.mount.root, finding.fingerprint)));
    assert.match(refused[0]?.message ?? '', /^Only security can waive /);
    assert.equal(session.waivedFindings.length, 0);
    await told(() => answering(given, () => run('waiveFinding', session.mount.root, finding.fingerprint)), 'Security Has Agreed');
    await until(() => session.waivedFindings.length > 0);
    assert.equal(session.waivedFindings[0]?.waived?.authority, 'security');
  });
});
