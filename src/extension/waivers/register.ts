import * as vscode from 'vscode';
import { loadPages } from '../load-pages';
import { commandRegistrar } from '../register-command';
import type { ReviewSessions } from '../review/sessions';
import { chosenFindings } from '../views/chosen-findings';
import type { FindingsNode } from '../views/findings-tree';
import type { Answers } from './ask';
import { waiverCommand } from './words';

/** *Waive…* on lamps and in the list of findings, and the way to what was waived. */
export function registerWaivers(sessions: ReviewSessions, log: vscode.LogOutputChannel): vscode.Disposable {
  const register = commandRegistrar(log);
  return vscode.Disposable.from(
    register('waiveFinding', async (root: vscode.Uri, fingerprint: string, given?: Answers) => {
      const session = sessions.find(root);
      const finding = session?.review?.findings.find((each) => each.fingerprint === fingerprint);
      if (session && finding) await (await loadPages()).waiveFindings(session, [finding], given);
    }),
    register('waiveFindings', async (node?: FindingsNode, nodes?: FindingsNode[]) => {
      const chosen = chosenFindings(node, nodes);
      const session = chosen[0]?.session;
      const own = chosen.flatMap((each) => (each.session === session ? [each.finding] : []));
      if (session) await (await loadPages()).waiveFindings(session, own);
    }),
    register('openWaiver', async (node?: FindingsNode) => {
      const [first] = chosenFindings(node);
      if (!first?.finding.waived) return;
      const { command, arguments: given = [] } = waiverCommand(first.finding.waived);
      await vscode.commands.executeCommand(command, ...(given as unknown[]));
    }),
  );
}
