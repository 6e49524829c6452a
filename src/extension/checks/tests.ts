import * as vscode from 'vscode';
import type { Check } from '../../core/report/checks';
import type { Finding } from '../../core/rules/finding';
import { shownPath } from '../../core/package/nested-path';
import { DisposableStore } from '../lifetime';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';

/** Findings of one group that a test tells of. */
const mostMessages = 100;

export interface ShownTests {
  readonly controller: vscode.TestController;
  readonly owned: DisposableStore;
}

export function testsOf(sessions: ReviewSessions): ShownTests {
  const owned = new DisposableStore();
  const controller = owned.add(vscode.tests.createTestController('upgradeReview', 'Upgrade Review'));
  /** Which version each package was told of: typing reviews again and again, and is no new result. */
  const told = new Map<ReviewSession, string>();

  const tell = async (session: ReviewSession, wanted?: readonly vscode.TestItem[]): Promise<void> => {
    const { review, mount } = session;
    if (!review) return;
    told.set(session, mount.key);
    const { name, version } = review.package;
    const checks = (await loadEngine()).checksOf(review, session.leastSure);
    const item = itemOf(controller, name, session, checks);
    const run = controller.createTestRun(new vscode.TestRunRequest(wanted ?? [item]), [name, version].filter(Boolean).join(' '));
    for (const check of checks) {
      const test = item.children.get(`${name}/${check.group}`);
      if (test && (!wanted || wanted.includes(test) || wanted.includes(item))) tellCheck(run, test, check, session);
    }
    run.end();
  };
  const tellNew = (): void => {
    for (const session of sessions.all) if (session.state === 'reviewed' && told.get(session) !== session.mount.key) void tell(session);
  };
  owned.add(sessions.onDidChange(tellNew));
  tellNew();
  controller.createRunProfile(
    vscode.l10n.t('Review Again'),
    vscode.TestRunProfileKind.Run,
    async ({ include }, token) => {
      for (const session of sessions.all) {
        const own = include?.filter(({ id }) => id === session.review?.package.name || id.startsWith(`${session.review?.package.name}/`));
        if (own?.length === 0) continue;
        await session.reviewNow(token);
        if (!token.isCancellationRequested) await tell(session, own);
      }
    },
    true,
  );
  return { controller, owned };
}

/** The package, by its name without the version: the results of its versions belong together. */
function itemOf(controller: vscode.TestController, name: string, { mount }: ReviewSession, checks: readonly Check[]): vscode.TestItem {
  const item = controller.items.get(name) ?? controller.createTestItem(name, name, mount.root);
  controller.items.add(item);
  for (const { group } of checks) {
    const id = `${name}/${group}`;
    if (!item.children.get(id)) item.children.add(controller.createTestItem(id, group, mount.root));
  }
  return item;
}

function tellCheck(run: vscode.TestRun, test: vscode.TestItem, { state, findings }: Check, session: ReviewSession): void {
  if (state === 'failed')
    run.failed(
      test,
      findings.slice(0, mostMessages).map((finding) => messageOf(finding, session)),
    );
  else run[state](test);
}

function messageOf({ severity, rule, message, path, range: { start, end } }: Finding, { mount }: ReviewSession): vscode.TestMessage {
  const told = new vscode.TestMessage(`${severity} ${rule}: ${message} (${shownPath(path)}:${start.line + 1})`);
  told.location = new vscode.Location(mount.uriOf(path), new vscode.Range(start.line, start.character, end.line, end.character));
  return told;
}
