import * as vscode from 'vscode';
import type { ReviewSessions } from '../review/sessions';
import { sessionFor } from '../targets';
import { findingCount } from './severity';

interface Action extends vscode.QuickPickItem {
  /** Called on the root of the package. */
  readonly command?: string;
}

/** What the item in the status bar offers: what people do with a package, most likely first. */
export async function showActions(sessions: ReviewSessions): Promise<void> {
  const session = await sessionFor(sessions);
  if (!session) return;
  const { shownFindings, mount } = session;
  const blockers = shownFindings.filter(({ severity }) => severity === 'blocker').length;
  const safe = shownFindings.filter(({ fix }) => fix?.applies === 'always').length;
  const actions: Action[] = [
    {
      label: `$(list-tree) ${vscode.l10n.t('Show Findings')}`,
      description: findingCount(shownFindings.length),
      command: 'upgradeReview.findings.focus',
    },
    ...(blockers > 0 ? [{ label: `$(arrow-down) ${vscode.l10n.t('Next Blocker')}`, command: 'upgradeReview.nextBlocker' }] : []),
    ...(safe > 0
      ? [
          {
            label: `$(lightbulb) ${vscode.l10n.t('Fix All That Is Always Safe')}`,
            description: findingCount(safe),
            command: 'upgradeReview.fixAllInPackage',
          },
        ]
      : []),
    { label: `$(list-ordered) ${vscode.l10n.t('Show Upgrade Plan')}`, command: 'upgradeReview.showPlan' },
    { label: `$(checklist) ${vscode.l10n.t('Generate Preflight Report')}`, command: 'upgradeReview.generateReport' },
    { label: `$(package) ${vscode.l10n.t('Show Package Overview')}`, command: 'upgradeReview.showOverview' },
    { label: `$(refresh) ${vscode.l10n.t('Review Again')}`, command: 'upgradeReview.reviewAgain' },
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: `$(go-to-file) ${vscode.l10n.t('Go to File in Package…')}`, command: 'upgradeReview.goToFile' },
    { label: `$(search) ${vscode.l10n.t('Find in Package…')}`, command: 'upgradeReview.findInPackage' },
    { label: `$(close) ${vscode.l10n.t('Close Package')}`, command: 'upgradeReview.closePackage' },
  ];
  const picked = await vscode.window.showQuickPick(actions, { title: mount.name });
  if (picked?.command) await vscode.commands.executeCommand(picked.command, mount.root);
}
