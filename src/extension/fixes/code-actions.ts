import * as vscode from 'vscode';
import { pathsOfFix, unwaived, type Finding } from '../../core/rules/finding';
import { workspaceEditOf } from './apply';
import { fixAllKind } from './fix-all-kind';
import { titleOf } from './words';
import { waiverCommand } from '../waivers/words';
import { loadEngine } from '../load-engine';
import { rangeOf } from '../review/diagnostics';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';

/** Findings that lamps are made for at once: nobody reads a longer menu. */
const mostHere = 50;

/** Lamps on findings: the fix, all fixes of the rule in the file, all in the package, the rule's page. */
export async function codeActions(
  sessions: ReviewSessions,
  { uri }: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  const session = sessions.find(uri);
  const path = session?.mount.pathOf(uri);
  if (!session?.review || path === undefined) return [];
  const inFile = session.review.findings.filter((finding) => finding.path === path);
  if (context.only && fixAllKind.contains(context.only)) return fixAll(session, inFile);
  const here = inFile.filter((finding) => rangeOf(finding).intersection(range)).slice(0, mostHere);
  return here.flatMap((finding) => actionsFor(session, finding, inFile, context));
}

function actionsFor(
  session: ReviewSession,
  finding: Finding,
  inFile: readonly Finding[],
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const at = rangeOf(finding);
  const diagnostics = context.diagnostics.filter(
    ({ code, range }) => typeof code === 'object' && code.value === finding.rule && range.isEqual(at),
  );
  const actions: vscode.CodeAction[] = [];
  const fix = quickFix(session, finding, diagnostics);
  if (fix) {
    fix.isPreferred = finding.fix?.applies === 'always';
    actions.push(fix);
  }
  const siblings = inFile.filter(({ rule, fix: other }) => other && rule === finding.rule);
  if (finding.fix && siblings.length > 1) {
    actions.push(
      commandAction(
        allTitle(vscode.l10n.t('Fix all {0} in this file', finding.rule), siblings),
        'upgradeReview.fixAllInFile',
        [session.mount.uriOf(finding.path), finding.rule],
        diagnostics,
      ),
    );
  }
  if (finding.fix) {
    actions.push(
      commandAction(
        allTitle(vscode.l10n.t('Fix all {0} in the package', finding.rule), ofRule(session, finding.rule)),
        'upgradeReview.fixAllInPackage',
        [session.mount.root, finding.rule],
        diagnostics,
      ),
    );
  }
  actions.push(
    finding.waived
      ? ofCommand(waiverCommand(finding.waived), diagnostics)
      : commandAction(vscode.l10n.t('Waive…'), 'upgradeReview.waiveFinding', [session.mount.root, finding.fingerprint], diagnostics),
  );
  actions.push(
    commandAction(vscode.l10n.t('Open the page of {0}', finding.rule), 'upgradeReview.openRulePage', [finding.rule], diagnostics),
  );
  return actions;
}

const ofRule = ({ review }: ReviewSession, rule: string): readonly Finding[] =>
  unwaived(review?.findings ?? []).filter((finding) => finding.fix && finding.rule === rule);

/** If none of them is always safe, they are shown before they are made. */
const allTitle = (title: string, findings: readonly Finding[]): string =>
  findings.every(({ fix }) => fix?.applies === 'after-review') ? vscode.l10n.t('{0} (shows the change first)', title) : title;

function quickFix(session: ReviewSession, finding: Finding, diagnostics: vscode.Diagnostic[]): vscode.CodeAction | undefined {
  if (!finding.fix) return undefined;
  const paths = pathsOfFix(finding.fix);
  const title = titleOf(finding.fix);
  const edit = workspaceEditOf(session, finding.fix.edits);
  // Permissions are no part of a document, and what needs a look is shown before it is applied.
  if (!edit || finding.fix.modes || finding.fix.applies === 'after-review') {
    // Saved documents that differ from the reviewed text are in an encoding that the editor did not guess.
    if (!edit && hasUnsaved(session, paths)) return undefined;
    return commandAction(title, 'upgradeReview.applyFix', [session.mount.root, finding.fingerprint], diagnostics);
  }
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = diagnostics;
  action.edit = edit;
  action.command = { command: 'upgradeReview.saveFixed', title: '', arguments: [session.mount.root, paths, finding.fix.title] };
  return action;
}

const hasUnsaved = ({ mount }: ReviewSession, paths: readonly string[]): boolean =>
  vscode.workspace.textDocuments.some((document) => document.isDirty && paths.includes(mount.pathOf(document.uri) ?? ''));

/** `source.fixAll.upgradeReview`: what is always safe in this file, as one edit. */
async function fixAll(session: ReviewSession, inFile: readonly Finding[]): Promise<vscode.CodeAction[]> {
  const { planFixes, isAlwaysSafe } = await loadEngine();
  const safe = inFile.filter(({ fix, path }) => isAlwaysSafe(fix) && !fix?.modes && fix?.edits.every((edit) => edit.path === path));
  const edit = workspaceEditOf(session, [...planFixes(safe).edits.values()].flat());
  if (safe.length === 0 || !edit) return [];
  const action = new vscode.CodeAction(vscode.l10n.t('Fix all findings that are always safe to fix'), fixAllKind);
  action.edit = edit;
  return [action];
}

const commandAction = (title: string, command: string, args: unknown[], diagnostics: vscode.Diagnostic[]): vscode.CodeAction =>
  ofCommand({ command, title, arguments: args }, diagnostics);

function ofCommand(command: vscode.Command, diagnostics: vscode.Diagnostic[]): vscode.CodeAction {
  const action = new vscode.CodeAction(command.title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = diagnostics;
  action.command = command;
  return action;
}
