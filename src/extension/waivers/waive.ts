import * as vscode from 'vscode';
import type { Finding } from '../../core/rules/finding';
import { loadEngine } from '../load-engine';
import { shownPlace } from '../mount/place';
import type { ReviewSession } from '../review/session';
import { askWaiver, type Answers } from './ask';
import { changeFile, siteFileOf } from './site-file';

/** Asks what is to be said, writes it into the site's file, and reviews again. `given`: nobody is asked. @throws Error that says why nobody can waive it */
export async function waiveFindings(session: ReviewSession, findings: readonly Finding[], given?: Answers): Promise<void> {
  const open = findings.filter(({ waived }) => waived === undefined);
  const [first] = open;
  if (!first) return;
  if (!vscode.workspace.isTrusted)
    throw new Error(vscode.l10n.t('Waivers count only in a trusted workspace: they make a review say less.'));
  const { needOf, packageRoot, waiverEntry, withWaiver } = await loadEngine();
  const needs = open.map(needOf);
  const refused = open[needs.indexOf('nobody')];
  if (refused) throw new Error(vscode.l10n.t('{0} cannot be waived: what nobody has seen nobody can accept.', refused.rule));
  const needsSecurity = needs.includes('security');
  const said = given ?? (await askWaiver(first, open.length - 1, { today: Date.now(), needsSecurity }));
  if (!said) return;
  const { scope, authority, ...words } = said;
  const reviewed = { name: session.review?.package.name ?? '', root: packageRoot(session.mount.source.entries) };
  const file = await siteFileOf(session, 'waivers');
  const entries = open.map((finding, at) =>
    waiverEntry(finding, scope, reviewed, { ...words, ...(authority !== undefined && needs[at] === 'security' && { authority }) }),
  );
  await changeFile(file, (text) => entries.reduce<string | undefined>(withWaiver, text) ?? '');
  session.siteChanged();
  await session.idle();
  tell(file, open.length);
}

function tell(file: vscode.Uri, count: number): void {
  const open = vscode.l10n.t('Open the Waiver');
  const said =
    count === 1
      ? vscode.l10n.t('Waived, in {0}. The verdict names it as a condition.', shownPlace(file))
      : vscode.l10n.t('{0} findings are waived, in {1}. The verdict names them as conditions.', count, shownPlace(file));
  void vscode.window.showInformationMessage(said, open).then(async (chosen) => {
    if (chosen) await vscode.window.showTextDocument(file);
  });
}
