import * as vscode from 'vscode';
import { linesOfPhase, type PlanLine } from '../../core/report/plan-lines';
import { summaryOf } from '../../core/report/plan-summary';
import type { Range } from '../../core/text/lines';
import { section } from '../settings';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { effectCount, lineWords, phaseWord, summaryWord, whenWord } from './words';

/** Things that a lens names. */
const mostItems = 5;

/** Above each file that something starts with: what it comes to. */
export function planLenses(sessions: ReviewSessions, { uri }: vscode.TextDocument): vscode.CodeLens[] {
  const session = sessions.find(uri);
  const path = session?.mount.pathOf(uri);
  if (!vscode.workspace.getConfiguration(section).get<boolean>('codeLens', true)) return [];
  const phases = session?.review?.plan.phases.filter(({ entry, effects }) => entry === path && effects.length > 0) ?? [];
  return phases.map((phase) => {
    const items = summaryOf([phase]);
    const lasting = items.filter(({ code }) => code === 'lasting');
    const first = items.filter(({ code }) => code !== 'lasting').slice(0, mostItems - lasting.length);
    const said = [...first, ...lasting].map(summaryWord);
    const title = [phaseWord(phase.name), ...(said.length > 0 ? said : [effectCount(phase.effects.length)])].join(' · ');
    return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
      title,
      tooltip: vscode.l10n.t('Show Upgrade Plan'),
      command: 'upgradeReview.showPlan',
      arguments: [uri, phase.entry],
    });
  });
}

/** Lines of a hover. */
const mostLines = 8;

/** What the command at a place does, with its paths as they are on the host. */
export function planHover(sessions: ReviewSessions, { uri }: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const session = sessions.find(uri);
  const path = session?.mount.pathOf(uri);
  if (!session?.review || path === undefined) return undefined;
  const lines = linesAt(session, path, position);
  const [first] = lines;
  if (!first) return undefined;
  const text = new vscode.MarkdownString('', true).appendMarkdown(`**${vscode.l10n.t('Upgrade plan')}**`);
  for (const words of lines.slice(0, mostLines)) text.appendMarkdown('\n\n').appendText(words.said);
  if (lines.length > mostLines) text.appendMarkdown('\n\n').appendText(vscode.l10n.t('and {0} more', lines.length - mostLines));
  const { start, end } = first.range;
  return new vscode.Hover(text, new vscode.Range(start.line, start.character, end.line, end.character));
}

/** Each thing once, however many scripts come by. */
function linesAt({ review }: ReviewSession, path: string, position: vscode.Position): { readonly said: string; readonly range: Range }[] {
  const found = new Map<string, Range>();
  for (const phase of review?.plan.phases ?? []) {
    const here = phase.effects.filter((effect) => effect.path === path && holds(effect.command, position));
    if (here.length === 0) continue;
    const { lines, asides } = linesOfPhase({ ...phase, effects: here });
    const alone = [...asides.values()].flat().map((effect): PlanLine => ({ effects: [effect], isMany: false, isLasting: false }));
    for (const line of [...lines, ...alone]) found.set(saidOf(line), line.effects[0].command);
  }
  return [...found].map(([said, range]) => ({ said, range }));
}

const holds = ({ start, end }: Range, { line, character }: vscode.Position): boolean =>
  (line > start.line || (line === start.line && character >= start.character)) &&
  (line < end.line || (line === end.line && character <= end.character));

function saidOf(line: PlanLine): string {
  const [first] = line.effects;
  return [
    lineWords(line),
    ...(first.as === undefined ? [] : [vscode.l10n.t('As {0}', first.as)]),
    ...(first.host === undefined ? [] : [vscode.l10n.t('On {0}', first.host)]),
    ...(first.when === 'always' ? [] : [whenWord(first)]),
    ...(line.isLasting ? [vscode.l10n.t('cannot be undone')] : []),
  ].join(' · ');
}
