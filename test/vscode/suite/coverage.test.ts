import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { coverageWords } from '../../../src/core/review/coverage';
import { sentence } from '../../../src/core/text/sentence';
import type { ReviewSession } from '../../../src/extension/review/session';
import { coverageSentence, packagesMessage } from '../../../src/extension/views/coverage-message';
import { api, restore, review, sampleArchive } from './support';

const { executeCommand } = vscode.commands;

describe('coverage of a package', () => {
  let session: ReviewSession;
  const why = (path?: string) =>
    executeCommand<string | undefined>('upgradeReview.whyNothingShown', path === undefined ? undefined : session.mount.uriOf(path));

  before(async () => {
    session = await review(sampleArchive());
  });
  afterEach(() => restore(session));

  it('says what became of a file, and of the one in the editor', async () => {
    assert.match(
      (await why('scripts/10-install.sh')) ?? '',
      /^It was reviewed as shell\. It has \d+ findings\. \(scripts\/10-install\.sh\)$/,
    );
    assert.match((await why('LICENSE.txt')) ?? '', /^It was only listed: .*\(LICENSE\.txt\)$/);
    assert.match((await why('no/such/file')) ?? '', /^It was not part of the last review\./);
    assert.equal(await why(), undefined, 'without an editor there is no file to tell of');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(session.mount.uriOf('README.md')));
    assert.match((await why()) ?? '', /\(README\.md\)$/);
  });

  it('stands over the packages, by name where there are several', () => {
    const { coverage } = session.review ?? assert.fail();
    const one = packagesMessage([session]) ?? '';
    assert.ok(one.startsWith(`Reviewed ${coverage.reviewed} of ${coverage.files} files`), one);
    assert.equal(packagesMessage([session, session])?.split('\n')[1], `${session.mount.name}: r${one.slice(1)}`);
    assert.ok(one.length < 60, 'it fits into a side bar');
    assert.equal(packagesMessage([]), undefined);
  });

  it('is told whole in the tooltip of the package, whose verdict comes before its name', async () => {
    const { coverage } = session.review ?? assert.fail();
    assert.ok(coverage.listed > 0);
    const { packages } = await api();
    const root = packages.getChildren().find((node) => node.session === session);
    const { label, description, tooltip } = packages.getTreeItem(root ?? assert.fail());
    assert.equal(label, `NO-GO: ${session.mount.name}`);
    assert.match(String(description), /^\d+ findings$/);
    assert.ok(typeof tooltip === 'string' && tooltip.endsWith(coverageSentence(coverage)));
    assert.equal(coverageSentence(coverage), sentence(coverageWords(coverage)));
  });

  it('shows and hides what is only possible', async () => {
    const unsure = () => session.shownFindings.filter(({ confidence }) => confidence === 'possible').length;
    const all = session.review?.findings.filter(({ confidence }) => confidence === 'possible').length;
    assert.equal(unsure(), 0);
    await executeCommand('upgradeReview.showPossibleFindings');
    assert.equal(unsure(), all);
    await executeCommand('upgradeReview.hidePossibleFindings');
    assert.equal(unsure(), 0);
  });
});
