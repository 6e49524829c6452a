import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { basename } from 'node:path/posix';
import type { FindingsNode, FindingsTree } from '../../../src/extension/views/findings-tree';
import type { ReviewSession } from '../../../src/extension/review/session';
import { api, restore, review, sampleArchive, until } from './support';

describe('findings', () => {
  let session: ReviewSession;
  let findings: FindingsTree;
  const run = (command: string, ...given: unknown[]) => vscode.commands.executeCommand(`upgradeReview.${command}`, ...given);
  const groups = () => findings.getChildren();
  const leaves = () => groups().flatMap((group) => findings.getChildren(group));
  const item = (node: FindingsNode | undefined): vscode.TreeItem => {
    assert.ok(node);
    return findings.getTreeItem(node);
  };

  before(async () => {
    session = await review(sampleArchive());
    findings = (await api()).findings;
    await findings.groupBy('severity');
  });
  afterEach(async () => {
    await run('clearFindingsFilter');
    await restore(session);
  });

  it('have the message first, and the place behind it', () => {
    const blockers = groups().find((group) => group.kind === 'group' && group.label === 'blocker');
    const [first] = findings.getChildren(blockers);
    assert.ok(first?.kind === 'finding');
    const { label, description, accessibilityInformation } = item(first);
    assert.equal(label, first.finding.message);
    assert.equal(description, `${basename(first.finding.path)}:${first.finding.range.start.line + 1}`);
    assert.ok(accessibilityInformation?.label.startsWith('Blocker: '), accessibilityInformation?.label);
  });

  it('stand in groups whose words count: one is a blocker, more are blockers', () => {
    const seen = new Set<string>();
    for (const group of groups()) {
      const { label, description, accessibilityInformation } = item(group);
      const count = Number(description);
      assert.ok(typeof label === 'string');
      assert.equal(label.endsWith('s'), count !== 1, `${label} ${count}`);
      assert.match(accessibilityInformation?.label ?? '', count === 1 ? /^1 [a-z]+[^s]$/ : new RegExp(`^${count} [a-z]+s$`));
      seen.add(label);
    }
    assert.ok(seen.size >= 3);
  });

  it('explain themselves in Markdown that nothing of the package can format', () => {
    const related = leaves().find((node) => node.kind === 'finding' && node.finding.related.length > 0 && node.finding.fix);
    assert.ok(related?.kind === 'finding');
    const { tooltip } = findings.resolveTreeItem(item(related), related);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.deepEqual(tooltip.isTrusted, { enabledCommands: ['upgradeReview.openRulePage'] });
    assert.ok(tooltip.value.includes(`[${related.finding.rule}](command:upgradeReview.openRulePage`));
    assert.ok(tooltip.value.includes('$(lightbulb) Fix'));
    const hostile = { ...related.finding, message: '[x](command:evil) $(flame) <b>', excerpt: { firstLine: 0, lines: ['```', '# a'] } };
    const { tooltip: shown } = findings.resolveTreeItem(item(related), { ...related, finding: hostile });
    assert.ok(shown instanceof vscode.MarkdownString);
    assert.ok(!/(^|[^\\])\[x\]\(command/.test(shown.value), shown.value);
    assert.ok(!/(^|[^\\])\$\(flame\)/.test(shown.value), shown.value);
    assert.ok(!shown.value.includes('<b>'), shown.value);
  });

  it('are narrowed by a filter, and to errors', async () => {
    const all = leaves().length;
    await run('filterFindings', 'systemd/renamed-unit');
    const narrowed = leaves();
    assert.ok(narrowed.length > 0 && narrowed.length < all);
    assert.ok(narrowed.every((node) => node.kind === 'finding' && node.finding.rule === 'systemd/renamed-unit'));
    await run('filterFindings', '');
    await run('showErrorsOnly');
    assert.deepEqual(new Set(groups().map((group) => group.kind === 'group' && group.label)), new Set(['blocker', 'error']));
    await run('showEverySeverity');
    await run('filterFindings', 'nothing has this in it');
    assert.deepEqual(groups(), []);
    await run('clearFindingsFilter');
    assert.equal(leaves().length, all);
  });

  it('are copied as text and as Markdown, one, several or all', async () => {
    const [first, second] = leaves();
    assert.ok(first?.kind === 'finding' && second?.kind === 'finding');
    await run('copyFinding', first);
    assert.match(await vscode.env.clipboard.readText(), new RegExp(`:${first.finding.range.start.line + 1}: blocker: `));
    await run('copyFindingAsMarkdown', first, [first, second]);
    assert.equal((await vscode.env.clipboard.readText()).match(/^- \*\*/gm)?.length, 2);
    await run('copyAllAsMarkdown');
    assert.equal((await vscode.env.clipboard.readText()).match(/^- \*\*/gm)?.length, leaves().length);
  });

  it('are fixed from the list, one and all of a rule', async () => {
    const of = (rule: string) => leaves().filter((node) => node.kind === 'finding' && node.finding.rule === rule && node.finding.fix);
    const before = of('systemd/renamed-unit').length;
    assert.ok(before > 1);
    const [one] = of('systemd/renamed-unit');
    assert.equal(item(one).contextValue, 'finding.fixable');
    await run('fixFinding', one);
    await until(() => of('systemd/renamed-unit').length < before);
    await run('fixAllOfRule', of('systemd/renamed-unit')[0]);
    await until(() => of('systemd/renamed-unit').length === 0);
  });

  it('that block are gone through one after the other, and round again', async () => {
    const blockers = session.shownFindings.filter(({ severity }) => severity === 'blocker');
    assert.ok(blockers.length > 0);
    const at = () => {
      const editor = vscode.window.activeTextEditor;
      return editor && `${session.mount.pathOf(editor.document.uri)}:${editor.selection.start.line}:${editor.selection.start.character}`;
    };
    const places = blockers.map(({ path, range: { start } }) => `${path}:${start.line}:${start.character}`);
    const visited: (string | undefined)[] = [];
    for (let step = 0; step < blockers.length; step++) {
      await run('nextBlocker');
      visited.push(at());
    }
    assert.deepEqual([...visited].sort(), [...new Set(places)].sort());
    await run('nextBlocker');
    assert.equal(at(), visited[0]);
    await run('previousBlocker');
    assert.equal(at(), visited.at(-1));
  });
});
