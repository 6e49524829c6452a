import * as vscode from 'vscode';
import { findingsAsMarkdown, findingsAsText, groupings, type Grouping } from '../../core/report/findings-list';
import { commandRegistrar } from '../register-command';
import { chosenFindings } from './chosen-findings';
import type { FindingNode } from './finding-item';
import type { FindingsNode, FindingsTree } from './findings-tree';

/** What can be done with the list of findings, and with what is chosen in it. */
export function registerFindingsCommands(findings: FindingsTree, log: vscode.LogOutputChannel): vscode.Disposable {
  const register = commandRegistrar(log);
  const copy = (write: (chosen: readonly FindingNode['finding'][]) => string) => async (node?: FindingsNode, nodes?: FindingsNode[]) =>
    vscode.env.clipboard.writeText(write(chosenFindings(node, nodes).map(({ finding }) => finding)));
  return vscode.Disposable.from(
    register('groupFindings', () => chooseGrouping(findings)),
    register('filterFindings', (text?: string) => (typeof text === 'string' ? findings.narrow({ text }) : askFilter(findings))),
    register('clearFindingsFilter', () => findings.narrow({ text: '', errorsOnly: false })),
    register('showErrorsOnly', () => findings.narrow({ errorsOnly: true })),
    register('showEverySeverity', () => findings.narrow({ errorsOnly: false })),
    register('copyFinding', copy(findingsAsText)),
    register('copyFindingAsMarkdown', copy(findingsAsMarkdown)),
    register('copyAllAsMarkdown', () =>
      vscode.env.clipboard.writeText(
        findingsAsMarkdown(findings.getChildren().flatMap((group) => chosenFindings(group).map(({ finding }) => finding))),
      ),
    ),
    register('fixFinding', async (node?: FindingsNode) => {
      const [first] = chosenFindings(node);
      if (first?.finding.fix)
        await vscode.commands.executeCommand('upgradeReview.applyFix', first.session.mount.root, first.finding.fingerprint);
    }),
    register('fixAllOfRule', async (node?: FindingsNode) => {
      const [first] = chosenFindings(node);
      if (first) await vscode.commands.executeCommand('upgradeReview.fixAllInPackage', first.session.mount.root, first.finding.rule);
    }),
    register('openRuleOfFinding', async (node?: FindingsNode) => {
      const [first] = chosenFindings(node);
      if (first) await vscode.commands.executeCommand('upgradeReview.openRulePage', first.finding.rule);
    }),
  );
}

/** The list is narrowed while one types, and stays so: a click into the list closes the box as Escape does. */
function askFilter(findings: FindingsTree): void {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Filter Findings');
  box.placeholder = vscode.l10n.t('Words of the message, the rule or the path; !word leaves out');
  box.value = findings.filtered.text;
  box.onDidChangeValue((text) => findings.narrow({ text }));
  box.onDidAccept(() => box.hide());
  box.onDidHide(() => box.dispose());
  box.show();
}

async function chooseGrouping(findings: FindingsTree): Promise<void> {
  const labels: Record<Grouping, string> = {
    severity: vscode.l10n.t('By severity'),
    file: vscode.l10n.t('By file'),
    rule: vscode.l10n.t('By rule'),
  };
  const picked = await vscode.window.showQuickPick(
    groupings.map((grouping) => ({ label: labels[grouping], grouping, picked: grouping === findings.grouping })),
    { title: vscode.l10n.t('Group Findings') },
  );
  if (picked) await findings.groupBy(picked.grouping);
}
