import * as vscode from 'vscode';
import { changeKinds, pathOf, type ChangeKind, type EntryChange } from '../../core/compare/entries';
import { octal } from '../../core/package/mode';
import { shownPath } from '../../core/package/nested-path';
import { isPatched } from '../../core/review/comparison';
import type { PackageIdentity } from '../../core/review/identity';
import { rangeOf, spanRange } from '../review/diagnostics';
import { originalUri } from '../mount/original';
import type { ReviewSession } from '../review/session';
import { baseName, folderOf } from '../../core/text/path';
import { SessionsTree } from '../views/sessions-tree';

export type ChangeNode =
  | { readonly kind: 'package'; readonly session: ReviewSession }
  | {
      readonly kind: 'group';
      readonly session: ReviewSession;
      readonly label: string;
      readonly children: ChangeNode[];
      readonly more: number;
    }
  | { readonly kind: 'more'; readonly session: ReviewSession; readonly label: string; readonly count: number }
  | { readonly kind: 'file'; readonly session: ReviewSession; readonly change: EntryChange }
  | { readonly kind: 'fact'; readonly session: ReviewSession; readonly id: string; readonly item: FactItem };

interface FactItem {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly place?: { readonly uri: vscode.Uri; readonly range: vscode.Range };
}

const icons: Readonly<Record<ChangeKind, vscode.ThemeIcon>> = {
  added: new vscode.ThemeIcon('diff-added', new vscode.ThemeColor('gitDecoration.addedResourceForeground')),
  removed: new vscode.ThemeIcon('diff-removed', new vscode.ThemeColor('gitDecoration.deletedResourceForeground')),
  changed: new vscode.ThemeIcon('diff-modified', new vscode.ThemeColor('gitDecoration.modifiedResourceForeground')),
  moved: new vscode.ThemeIcon('diff-renamed', new vscode.ThemeColor('gitDecoration.renamedResourceForeground')),
  mode: new vscode.ThemeIcon('lock', new vscode.ThemeColor('gitDecoration.modifiedResourceForeground')),
};

/** What differs from the package that came before: settings, dependencies, units, jobs and files. */
export class ChangesTree extends SessionsTree<ChangeNode> {
  protected override shows(): readonly unknown[] {
    return this.sessions.all.flatMap((session) => [session, session.review]);
  }

  override getChildren(node?: ChangeNode): ChangeNode[] {
    if (!node) return this.sessions.all.filter(({ review }) => review?.comparison).map((session) => ({ kind: 'package', session }));
    if (node.kind === 'package') return groupsOf(node.session);
    if (node.kind !== 'group') return [];
    const { session, label, children, more } = node;
    return more > 0 ? [...children, { kind: 'more', session, label, count: more }] : children;
  }

  override getTreeItem(node: ChangeNode): vscode.TreeItem {
    switch (node.kind) {
      case 'package':
        return packageItem(node.session);
      case 'group':
        return groupItem(node);
      case 'file':
        return fileItem(node.session, node.change);
      case 'fact':
        return factItem(node.session, node.id, node.item);
      case 'more':
        return moreItem(node);
    }
  }
}

function groupsOf(session: ReviewSession): ChangeNode[] {
  const changes = session.review?.comparison?.changes;
  if (!changes) return [];
  const fact = (id: string, item: FactItem): ChangeNode => ({ kind: 'fact', session, id, item });
  const group = (label: string, children: ChangeNode[], more = 0): ChangeNode[] =>
    children.length > 0 ? [{ kind: 'group', session, label, children, more }] : [];
  const manifest = session.review?.matrix.rows[0]?.path;
  const parts = (what: string, icon: string, { added, removed }: { added: readonly string[]; removed: readonly string[] }) => [
    ...added.map((name) => fact(`${what}+${name}`, { label: name, description: vscode.l10n.t('added'), icon })),
    ...removed.map((name) => fact(`${what}-${name}`, { label: name, description: vscode.l10n.t('removed'), icon })),
  ];
  return [
    ...group(
      vscode.l10n.t('Configuration defaults'),
      changes.defaults.map(({ key, before, after }) =>
        fact(`default:${after.path}:${key}`, {
          label: key,
          description: `${before.value} → ${after.value}`,
          icon: 'settings',
          place: { uri: placeUri(session, after.path), range: rangeOf(after) },
        }),
      ),
      changes.more?.defaults,
    ),
    ...group(
      vscode.l10n.t('Dependencies'),
      changes.dependencies.map(({ name, before, after }) =>
        fact(`dependency:${name}`, {
          label: name,
          description: `${rangeWords(before)} → ${rangeWords(after)}`,
          icon: 'package',
          ...(manifest !== undefined && {
            place: { uri: session.mount.uriOf(manifest), range: spanRange(session.reviewedText(manifest) ?? '', rowSpan(session, name)) },
          }),
        }),
      ),
      changes.more?.dependencies,
    ),
    ...group(
      vscode.l10n.t('Units and jobs'),
      [...parts('unit', 'server-process', changes.units), ...parts('job', 'watch', changes.jobs)],
      (changes.more?.units ?? 0) + (changes.more?.jobs ?? 0),
    ),
    ...changeKinds.flatMap((kind) =>
      group(
        kindWords()[kind],
        changes.entries.filter((change) => change.kind === kind).map((change): ChangeNode => ({ kind: 'file', session, change })),
        changes.more?.entries[kind],
      ),
    ),
  ];
}

const rangeWords = (range: string | undefined): string =>
  range === undefined ? vscode.l10n.t('not required') : range === '' ? vscode.l10n.t('any version') : range;

const rowSpan = ({ review }: ReviewSession, name: string) =>
  review?.matrix.rows.find(({ dependency }) => dependency === name)?.span ?? { start: 0, end: 0 };

const versionOf = ({ name, version, path }: PackageIdentity): string => (version === undefined ? path : `${name} ${version}`);

function packageItem({ mount, review, previous }: ReviewSession): vscode.TreeItem {
  const older = review?.comparison?.package;
  const item = new vscode.TreeItem(mount.name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = mount.root.authority;
  item.contextValue = 'compared';
  item.iconPath = new vscode.ThemeIcon('diff');
  item.description = older ? vscode.l10n.t('since {0}', versionOf(older)) : '';
  item.tooltip = previous?.fsPath ?? '';
  return item;
}

function groupItem({ session, label, children, more }: Extract<ChangeNode, { kind: 'group' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${session.mount.root.authority}:${label}`;
  item.description = String(children.length + more);
  return item;
}

function moreItem({ session, label, count }: Extract<ChangeNode, { kind: 'more' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('and {0} more', count.toLocaleString('en')));
  item.id = `${session.mount.root.authority}:${label}:more`;
  return item;
}

function fileItem(session: ReviewSession, change: EntryChange): vscode.TreeItem {
  const path = pathOf(change);
  const item = new vscode.TreeItem(baseName(path));
  item.id = `${session.mount.root.authority}:${change.kind}:${path}`;
  item.iconPath = icons[change.kind];
  item.description = [describe(change), ...(patchedHere(session, change) ? [vscode.l10n.t('patched here')] : [])]
    .filter(Boolean)
    .join(' · ');
  const words = [kindWords()[change.kind], ...(patchedHere(session, change) ? [vscode.l10n.t('patched here')] : [])];
  item.tooltip = `${shownPath(path)}: ${words.join(', ')}`;
  item.accessibilityInformation = { label: [shownPath(path), ...words].join(', ') };
  item.command = { command: 'upgradeReview.openChange', title: vscode.l10n.t('Open Change'), arguments: [{ session, change }] };
  return item;
}

/** The vendor changed the file, and so have we: what is shown is the vendor's. */
const patchedHere = ({ review }: ReviewSession, change: EntryChange): boolean =>
  review?.comparison !== undefined && isPatched(change, review.comparison.patched);

function describe({ kind, before, after }: EntryChange): string {
  if (kind === 'moved') return vscode.l10n.t('was {0}', before?.path ?? '');
  if (kind === 'mode') return `${octal(before?.mode ?? 0)} → ${octal(after?.mode ?? 0)}`;
  return folderOf((after ?? before)?.path ?? '');
}

function factItem(session: ReviewSession, id: string, { label, description, icon, place }: FactItem): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = `${session.mount.root.authority}:${id}`;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.accessibilityInformation = { label: `${label}, ${description}` };
  if (place)
    item.command = {
      command: 'vscode.open',
      title: vscode.l10n.t('Open'),
      arguments: [place.uri, { selection: place.range }],
    };
  return item;
}

/** What is patched is shown as it was shipped: the place is of that text. */
const placeUri = ({ mount, review }: ReviewSession, path: string): vscode.Uri =>
  review?.comparison?.patched.has(path) ? originalUri(mount.uriOf(path)) : mount.uriOf(path);

const kindWords = (): Record<ChangeKind, string> => ({
  added: vscode.l10n.t('Added'),
  removed: vscode.l10n.t('Removed'),
  changed: vscode.l10n.t('Changed'),
  moved: vscode.l10n.t('Moved'),
  mode: vscode.l10n.t('Other mode'),
});
