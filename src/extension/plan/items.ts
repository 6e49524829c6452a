import * as vscode from 'vscode';
import { shownPath } from '../../core/package/nested-path';
import { countOf, nounOf, wantedPhases } from '../../core/report/plan-filter';
import { linesOfPhase } from '../../core/report/plan-lines';
import { summaryOf } from '../../core/report/plan-summary';
import { isNewLine } from '../../core/report/plan-words';
import { upgradePhases, type ShownPlace } from '../../core/review/shown-plan';
import { baseName } from '../../core/text/path';
import { visible } from '../../core/text/visible';
import type { ReviewSession } from '../review/session';
import type { PlanNode, PlanView } from './plan-node';
import { asideWord, effectCount, errorWord, lineWords, phaseWord, summaryWord, whenWord } from './words';

/** A shape for each noun of a kind. */
const icons: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ file: 'file', dir: 'folder', archive: 'file-zip', unit: 'server-process', package: 'package', user: 'person' },
    ...{ group: 'organization', schedule: 'clock', database: 'database', network: 'globe', process: 'play', host: 'vm' },
    ...{ kernel: 'circuit-board', firewall: 'flame', security: 'shield', mount: 'plug', container: 'server-environment' },
    ...{ cluster: 'cloud', flag: 'milestone', webhook: 'broadcast', message: 'mail', queue: 'inbox', credential: 'key', lock: 'lock' },
    ...{ prompt: 'comment-discussion', wait: 'watch', script: 'terminal', unknown: 'question' },
  }),
);

/** Lines of one script that the view shows: the editor asks for all of them at once. */
const mostLines = 1000;

export function planChildren({ sessions, filter }: PlanView, node?: PlanNode): PlanNode[] {
  const phasesOf = (session: ReviewSession): PlanNode[] =>
    session.review ? wantedPhases(session.review.plan, filter).map((phase) => ({ kind: 'phase', session, phase })) : [];
  if (!node) {
    const open = sessions.all.filter((session) => phasesOf(session).length > 0);
    return sessions.all.length > 1 ? open.map((session) => ({ kind: 'package', session })) : open.flatMap(phasesOf);
  }
  if (node.kind === 'package') return phasesOf(node.session);
  if (node.kind !== 'phase') return [];
  const { session, phase } = node;
  const { lines, asides } = linesOfPhase(phase);
  const shown = lines.slice(0, mostLines);
  const left = lines.length - shown.length + (phase.more ?? 0);
  return [
    ...shown.map((line): PlanNode => ({ kind: 'line', session, phase, line })),
    ...(left > 0 ? [{ kind: 'more' as const, session, phase, count: left }] : []),
    ...(asides.size > 0 ? [{ kind: 'asides' as const, session, phase, asides }] : []),
  ];
}

export function planItem(node: PlanNode): vscode.TreeItem {
  switch (node.kind) {
    case 'package':
      return packageItem(node.session);
    case 'phase':
      return phaseItem(node);
    case 'line':
      return lineItem(node);
    case 'asides':
      return asidesItem(node);
    case 'more':
      return new vscode.TreeItem(vscode.l10n.t('and {0} more', node.count.toLocaleString('en')));
  }
}

function packageItem(session: ReviewSession): vscode.TreeItem {
  const item = new vscode.TreeItem(session.mount.name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = session.mount.root.authority;
  item.iconPath = new vscode.ThemeIcon('package');
  item.description = summaryInShort(session);
  return item;
}

type NodeOf<K extends PlanNode['kind']> = Extract<PlanNode, { kind: K }>;

function phaseItem({ session, phase }: NodeOf<'phase'>): vscode.TreeItem {
  const isUpgrade = phase.name !== 'other' && phase.name !== 'scheduled' && phase.name !== 'rollback';
  const item = new vscode.TreeItem(
    phaseWord(phase.name),
    isUpgrade ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  const said = summaryOf([phase]).map(summaryWord).join(', ');
  item.id = `${session.mount.root.authority}:${phase.name}:${phase.entry}`;
  item.description = visible(shownPath(phase.entry));
  item.tooltip = visible([shownPath(phase.entry), said].filter(Boolean).join('\n'));
  item.contextValue = 'plan.phase';
  item.accessibilityInformation = {
    label: visible([phaseWord(phase.name), shownPath(phase.entry), said || effectCount(phase.effects.length)].join(', ')),
  };
  return item;
}

function lineItem({ session, phase, line }: NodeOf<'line'>): vscode.TreeItem {
  const [first] = line.effects;
  const words = lineWords(line);
  const notes = notesOf(line);
  const place = visible(`${shownPath(first.path)}:${first.range.start.line + 1}`);
  const item = new vscode.TreeItem(words);
  item.id = [session.mount.root.authority, phase.name, phase.entry, first.path, first.range.start.line, first.range.start.character]
    .concat(first.kind, first.target, first.when, first.as ?? '', first.host ?? '', first.container ?? '')
    .join(':');
  item.description = [visible(`${baseName(first.path)}:${first.range.start.line + 1}`), ...notes].join('  ');
  item.iconPath = new vscode.ThemeIcon(
    icons.get(nounOf(first.kind)) ?? 'circle-outline',
    line.isLasting ? new vscode.ThemeColor('list.warningForeground') : undefined,
  );
  item.contextValue = 'plan.line';
  item.accessibilityInformation = {
    label: [words, ...notes, first.when === 'always' ? '' : whenWord(first), place].filter(Boolean).join(', '),
  };
  item.command = openAt(session, first);
  return item;
}

/** What a line is marked with, in words: nobody depends on colours. */
const notesOf = (line: NodeOf<'line'>['line']): string[] => [
  ...(isNewLine(line) ? [vscode.l10n.t('new')] : []),
  ...(line.isLasting ? [vscode.l10n.t('cannot be undone')] : []),
  ...(line.effects[0].host === undefined ? [] : [vscode.l10n.t('on {0}', visible(line.effects[0].host))]),
];

const openAt = ({ mount }: ReviewSession, { path, range: { start, end } }: ShownPlace): vscode.Command => ({
  command: 'vscode.open',
  title: vscode.l10n.t('Go to Line'),
  arguments: [mount.uriOf(path), { selection: new vscode.Range(start.line, start.character, end.line, end.character) }],
});

function asidesItem({ session, phase, asides }: NodeOf<'asides'>): vscode.TreeItem {
  const said = [...asides].map(([code, effects]) => asideWord(code, effects)).join(', ');
  const item = new vscode.TreeItem(vscode.l10n.t('also: {0}', said));
  item.id = `${session.mount.root.authority}:${phase.name}:${phase.entry}:asides`;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.tooltip = visible([...asides.values()].flatMap((effects) => [...new Set(effects.map(({ target }) => target))]).join('\n'));
  return item;
}

/** Text of the package is only ever appended as text: it formats nothing and leads nowhere. */
export function planTooltip({ line, session }: NodeOf<'line'>): vscode.MarkdownString {
  const [first] = line.effects;
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.appendMarkdown(`$(${icons.get(nounOf(first.kind)) ?? 'circle-outline'}) `).appendText(lineWords(line));
  const row = (icon: string, text: string) => tooltip.appendMarkdown(`\n\n$(${icon}) `).appendText(visible(text));
  row('question', whenWord(first));
  if (first.from !== undefined && !line.isMany) row('arrow-right', vscode.l10n.t('From {0}', shownPath(first.from)));
  row('account', first.as === undefined ? vscode.l10n.t('As whoever starts the script') : vscode.l10n.t('As {0}', first.as));
  row('vm', first.host === undefined ? vscode.l10n.t('On this host') : vscode.l10n.t('On {0}', first.host));
  if (first.container !== undefined) row('server-environment', vscode.l10n.t('In the container {0}', first.container));
  row('warning', errorWord(first));
  const undo = line.effects.find((effect) => effect.undo)?.undo;
  if (undo) row('discard', vscode.l10n.t('Taken back at {0}', `${shownPath(undo.path)}:${undo.range.start.line + 1}`));
  else if (line.isLasting) row('circle-slash', vscode.l10n.t('Cannot be undone: nothing in the package takes it back'));
  if (isNewLine(line)) row('sparkle', vscode.l10n.t('The previous package did not do this'));
  row('go-to-file', `${shownPath(first.path)}:${first.range.start.line + 1} · ${baseName(session.mount.name)}`);
  return tooltip;
}

/** Beside the title of the view. */
export function planDescription(tree: PlanView): string {
  const plans = tree.sessions.all.flatMap((session) => (session.review ? [{ session, plan: session.review.plan }] : []));
  if (tree.isFiltered) {
    const shown = plans.reduce((sum, { plan }) => sum + countOf(wantedPhases(plan, tree.filter)), 0);
    return vscode.l10n.t(
      '{0} of {1}',
      shown,
      plans.reduce((sum, { plan }) => sum + countOf(plan.phases), 0),
    );
  }
  const [only] = plans;
  return only && plans.length === 1 ? summaryInShort(only.session) : '';
}

const summaryInShort = ({ review }: ReviewSession): string =>
  review ? summaryOf(upgradePhases(review.plan)).map(summaryWord).join(', ') : '';
