import * as vscode from 'vscode';
import type { ShownTests } from './tests';
import { loadPages } from '../load-pages';
import type { ReviewSessions } from '../review/sessions';
import { readSettings } from '../settings';

export interface ChecksAsTests {
  /** Absent while nobody wants tests. */
  readonly controller: vscode.TestController | undefined;
  dispose(): void;
}

/** Each group of rules as a test, for who sets `upgradeReview.showTests`: the Testing view keeps the results of earlier versions. */
export function registerChecksAsTests(sessions: ReviewSessions): ChecksAsTests {
  let shown: ShownTests | undefined;
  let disposed = false;
  const follow = async (): Promise<void> => {
    const isWanted = () => !disposed && readSettings().showTests;
    if (isWanted() && !shown) {
      const { testsOf } = await loadPages();
      // The setting may be another one by now, or two changes of it wait here.
      if (isWanted()) shown ??= testsOf(sessions);
    } else if (!isWanted()) {
      shown?.owned.dispose();
      shown = undefined;
    }
  };
  void follow();
  const following = vscode.workspace.onDidChangeConfiguration(follow);
  return {
    get controller() {
      return shown?.controller;
    },
    dispose() {
      disposed = true;
      following.dispose();
      void follow();
    },
  };
}
