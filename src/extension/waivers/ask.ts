import * as vscode from 'vscode';
import type { WaiverScope } from '../../core/catalog/waiver';
import { shownPath } from '../../core/package/nested-path';
import type { WaiverWords } from '../../core/review/waiver-entry';
import type { Finding } from '../../core/rules/finding';
import { visible } from '../../core/text/visible';

export type AskedScope = Exclude<WaiverScope, 'place'>;

export interface Answers extends WaiverWords {
  readonly scope: AskedScope;
}

/** Days that a waiver holds unless another day is typed. */
const usualDays = 30;

/** Who answered last: the next one is mostly theirs as well. */
let lastOwner = '';

/**
 * Scope, reason, owner, last day, and the authority where it takes one. `undefined`: somebody thought better of it.
 * `more`: findings besides the first; then each is waived by itself.
 */
export async function askWaiver(
  { rule, path }: Finding,
  more: number,
  { today, needsSecurity }: { readonly today: number; readonly needsSecurity: boolean },
): Promise<Answers | undefined> {
  const scope = more > 0 ? 'line' : await askScope(rule, path);
  if (scope === undefined) return undefined;
  const reason = await ask(vscode.l10n.t('Why is it acceptable? The report says so.'), '', isSaid);
  if (reason === undefined) return undefined;
  const owner = await ask(vscode.l10n.t('Who answers for it, a person or a team?'), lastOwner, isSaid);
  if (owner === undefined) return undefined;
  const until = await ask(vscode.l10n.t('Until which day? It holds through that day.'), dayOf(today + usualDays * 86_400_000), (typed) =>
    isDayFrom(typed, dayOf(today)),
  );
  if (until === undefined) return undefined;
  if (needsSecurity && !(await confirmSecurity(rule))) return undefined;
  lastOwner = owner;
  return { scope, reason, owner, until, granted: dayOf(today), ...(needsSecurity && { authority: 'security' }) };
}

async function askScope(rule: string, path: string): Promise<AskedScope | undefined> {
  const choices: readonly (vscode.QuickPickItem & { readonly scope: AskedScope })[] = [
    { scope: 'line', label: vscode.l10n.t('This finding'), detail: vscode.l10n.t('Until its line changes; it may move.') },
    { scope: 'file', label: vscode.l10n.t('All of {0} in this file', rule), detail: visible(shownPath(path)) },
    {
      scope: 'rule',
      label: vscode.l10n.t('All of {0} in the package', rule),
      detail: vscode.l10n.t('Also those that come with its next version.'),
    },
  ];
  const picked = await vscode.window.showQuickPick(choices, { title: title(), placeHolder: vscode.l10n.t('What is accepted?') });
  return picked?.scope;
}

const title = (): string => vscode.l10n.t('Waive Finding');

const ask = (prompt: string, value: string, validateInput: (typed: string) => string | undefined): Promise<string | undefined> =>
  Promise.resolve(vscode.window.showInputBox({ title: title(), prompt, value, validateInput, ignoreFocusOut: true })).then((typed) =>
    typed?.trim(),
  );

const isSaid = (typed: string): string | undefined => (typed.trim() === '' ? vscode.l10n.t('Nobody can judge it without.') : undefined);

function isDayFrom(typed: string, today: string): string | undefined {
  const time = Date.parse(`${typed.trim()}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed.trim()) || !Number.isFinite(time)) return vscode.l10n.t('A day, as in 2027-01-31');
  return typed.trim() < today ? vscode.l10n.t('That day is over.') : undefined;
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

async function confirmSecurity(rule: string): Promise<boolean> {
  const agreed = vscode.l10n.t('Security Has Agreed');
  const said = vscode.l10n.t(
    'Only security can waive {0}. The file will say that they have agreed, and those who review it will ask them.',
    rule,
  );
  return (await vscode.window.showWarningMessage(said, { modal: true }, agreed)) === agreed;
}
