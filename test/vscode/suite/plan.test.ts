import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { everything } from '../../../src/core/report/plan-filter';
import type { PlanNode } from '../../../src/extension/plan/plan-node';
import type { PlanTree } from '../../../src/extension/plan/plan-tree';
import type { ReviewSession } from '../../../src/extension/review/session';
import { api, restore, review, sampleArchive, until } from './support';

interface Shown {
  readonly node: PlanNode;
  readonly item: vscode.TreeItem;
}

const labelOf = ({ item }: Shown): string => (typeof item.label === 'string' ? item.label : '');
/** Markdown that only shows text, as a reader sees it. */
const readable = (text: string): string => text.replaceAll('&nbsp;', ' ').replaceAll('\\', '');

describe('upgrade plan', () => {
  let session: ReviewSession;
  let plan: PlanTree;

  before(async () => {
    session = await review(sampleArchive());
    ({ plan } = await api());
  });

  afterEach(async () => {
    plan.narrow(everything);
    await restore(session);
  });

  /** Of the sample, whatever other packages are open. */
  const phases = async (): Promise<Shown[]> => {
    const top = await below();
    const [own] = top.filter(({ node }) => node.kind === 'package' && node.session === session);
    return own ? below(own.node) : top;
  };
  const below = async (node?: PlanNode): Promise<Shown[]> =>
    Promise.all((await plan.getChildren(node)).map(async (each) => ({ node: each, item: await plan.getTreeItem(each) })));
  const linesOf = async (entry: string): Promise<Shown[]> => {
    const found = (await phases()).find(({ node }) => node.kind === 'phase' && node.phase.entry === entry);
    assert.ok(found, entry);
    return below(found.node);
  };
  const named = (lines: readonly Shown[], label: string): Shown => {
    const found = lines.find((line) => labelOf(line) === label);
    assert.ok(found, `${label}: ${lines.map(labelOf).join('\n')}`);
    return found;
  };
  const script = (path: string) => vscode.workspace.openTextDocument(session.mount.uriOf(path));

  it('has a phase for each script that is started, in the order of the upgrade', async () => {
    const all = await phases();
    assert.deepEqual(
      all.slice(0, 5).map(({ item }) => [item.label, item.description]),
      [
        ['Check', 'scripts/00-pre-check.sh'],
        ['Install', 'scripts/10-install.sh'],
        ['Migrate', 'scripts/20-migrate.sh'],
        ['After the installation', 'scripts/30-post-install.sh'],
        ['Rollback', 'scripts/rollback.sh'],
      ],
    );
    assert.ok(all.every(({ item }) => item.accessibilityInformation?.label));
  });

  it('lists what a script does in order, each with its place, what marks it in words, and a line to go to', async () => {
    const lines = await linesOf('scripts/10-install.sh');
    const restart = named(lines, 'restarts dten-agent.service');
    assert.equal(restart.item.description, '10-install.sh:97');
    assert.ok(lines.indexOf(named(lines, 'writes /opt/dten/bin/dtend')) < lines.indexOf(restart));
    const { item } = named(lines, 'writes /etc/dten/dten.yaml');
    assert.equal(item.description, '10-install.sh:80  cannot be undone');
    assert.match(item.accessibilityInformation?.label ?? '', /cannot be undone, Unless: .*KEEP_CONFIG/);
    const { command = '', arguments: given = [] } = restart.item.command ?? {};
    await vscode.commands.executeCommand(command, ...(given as unknown[]));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection), '"$AGENT_UNIT"');
    assert.ok(lines.some((line) => labelOf(line).startsWith('also: its log')));
  });

  it('tells of a line when, as whom, where and what takes it back', async () => {
    const found = named(await linesOf('scripts/10-install.sh'), 'writes /opt/dten/bin/dtend');
    const { tooltip } = await plan.resolveTreeItem(found.item, found.node);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.equal(tooltip.isTrusted, undefined);
    for (const words of [/In a loop/, /As root/, /On this host/, /Taken back at/]) assert.match(readable(tooltip.value), words);
  });

  it('is narrowed to a topic, to what cannot be undone, to a host, and back', async () => {
    plan.narrow({ ...everything, topics: ['units'] });
    const lines = await linesOf('scripts/10-install.sh');
    assert.ok(lines.length > 3);
    assert.ok(lines.every(({ node }) => node.kind === 'line' && node.line.effects.every(({ kind }) => kind.startsWith('unit.'))));
    plan.narrow({ ...everything, lastingOnly: true });
    assert.ok((await phases()).every(({ node }) => node.kind === 'phase' && node.phase.name !== 'rollback'));
    plan.narrow({ ...everything, hosts: ['no-such-host'] });
    assert.deepEqual(await below(), []);
    await vscode.commands.executeCommand('upgradeReview.clearPlanFilter');
    assert.ok((await phases()).length > 5);
  });

  it('stands above the scripts that something starts with, and a click shows it there', async () => {
    const document = await script('scripts/30-post-install.sh');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    const [lens, ...others] = lenses.filter(({ command }) => command?.command === 'upgradeReview.showPlan');
    assert.deepEqual(others, []);
    assert.match(lens?.command?.title ?? '', /^After the installation · .*restarts dten-agent.* · \d+ cannot be undone$/);
    await vscode.commands.executeCommand(lens?.command?.command ?? '', ...((lens?.command?.arguments ?? []) as unknown[]));
    const library = await script('scripts/lib/common.sh');
    const none = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', library.uri);
    assert.ok(none.every(({ command }) => command?.command !== 'upgradeReview.showPlan'));
  });

  it('says of a command in a script what it does, with paths as they are on the host', async () => {
    const { uri } = await script('scripts/10-install.sh');
    const hovers = async (line: number) => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, new vscode.Position(line, 20));
      return readable(
        found.flatMap(({ contents }) => contents.map((each) => (each instanceof vscode.MarkdownString ? each.value : ''))).join('\n'),
      );
    };
    assert.match(await hovers(79), /writes \/etc\/dten\/dten\.yaml · As root/);
    assert.doesNotMatch(await hovers(2), /Upgrade plan/);
  });

  it('follows what is typed, and stays the same object when something else is', async () => {
    const edit = async (path: string, text: string): Promise<void> => {
      const document = await script(path);
      const change = new vscode.WorkspaceEdit();
      change.insert(document.uri, new vscode.Position(document.lineCount, 0), text);
      await vscode.workspace.applyEdit(change);
    };
    await edit('docs/INSTALL.md', '\nmore\n');
    await session.idle();
    const before = session.review?.plan;
    await edit('docs/INSTALL.md', '\nand more\n');
    await session.idle();
    assert.equal(session.review?.plan, before);
    await edit('scripts/10-install.sh', '\nreboot\n');
    await until(async () => (await linesOf('scripts/10-install.sh')).some((line) => labelOf(line) === 'reboots the host'));
  });

  it('is copied as text', async () => {
    await vscode.commands.executeCommand('upgradeReview.copyPlan');
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /^install {2}scripts\/10-install\.sh$/m);
    assert.match(copied, /^The upgrade writes \d+ files/m);
  });
});
