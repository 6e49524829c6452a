import * as vscode from 'vscode';
import { shownPath } from '../../core/package/nested-path';
import type { TextMatch } from '../../core/search/search-text';
import type { FoundInFile, SkippedFile } from '../../node/search/protocol';
import type { PackageMount } from '../mount/package-mount';
import { folderOf } from '../../core/text/path';
import { byPath } from '../../core/text/order';

export type ResultNode =
  | { readonly kind: 'package'; readonly results: PackageResults }
  | { readonly kind: 'file'; readonly mount: PackageMount; readonly file: FoundInFile }
  | { readonly kind: 'match'; readonly mount: PackageMount; readonly path: string; readonly match: TextMatch }
  | { readonly kind: 'skipped'; readonly results: PackageResults }
  | { readonly kind: 'skippedFile'; readonly mount: PackageMount; readonly file: SkippedFile };

interface PackageResults {
  readonly mount: PackageMount;
  readonly files: Map<string, FoundInFile>;
  readonly skipped: SkippedFile[];
}

/** Milliseconds between two drawings while results come in. */
const drawEvery = 100;

/** What a search has found so far: packages where there are several, files, lines. */
export class SearchResults implements vscode.TreeDataProvider<ResultNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private packages: PackageResults[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly onDidChangeTreeData = this.changed.event;

  clear(): void {
    this.packages = [];
    this.draw();
  }

  add(mount: PackageMount, files: readonly FoundInFile[], skipped: readonly SkippedFile[] = []): void {
    let results = this.packages.find((known) => known.mount === mount);
    if (!results) this.packages.push((results = { mount, files: new Map(), skipped: [] }));
    for (const file of files) results.files.set(file.path, file);
    results.skipped.push(...skipped);
    this.timer ??= setTimeout(() => this.draw(), drawEvery);
  }

  get fileCount(): number {
    return this.packages.reduce((sum, { files }) => sum + files.size, 0);
  }

  getChildren(node?: ResultNode): ResultNode[] {
    const [only] = this.packages;
    if (!node && this.packages.length === 1 && only) return filesOf(only);
    if (!node) return this.packages.map((results) => ({ kind: 'package', results }));
    switch (node.kind) {
      case 'package':
        return filesOf(node.results);
      case 'file':
        return node.file.matches.map((match) => ({ kind: 'match', mount: node.mount, path: node.file.path, match }));
      case 'skipped':
        return node.results.skipped.map((file) => ({ kind: 'skippedFile', mount: node.results.mount, file }));
      case 'match':
      case 'skippedFile':
        return [];
    }
  }

  getTreeItem(node: ResultNode): vscode.TreeItem {
    switch (node.kind) {
      case 'package':
        return new vscode.TreeItem(node.results.mount.name, vscode.TreeItemCollapsibleState.Expanded);
      case 'file':
        return fileItem(node.mount, node.file);
      case 'match':
        return matchItem(node.mount, node.path, node.match);
      case 'skipped':
        return new vscode.TreeItem(
          vscode.l10n.t('{0} files were not searched', node.results.skipped.length),
          vscode.TreeItemCollapsibleState.Collapsed,
        );
      case 'skippedFile':
        return skippedItem(node.mount, node.file);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changed.dispose();
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.changed.fire();
  }
}

function filesOf(results: PackageResults): ResultNode[] {
  const { mount, files, skipped } = results;
  const found = [...files.values()].sort(byPath);
  return [
    ...found.map((file) => ({ kind: 'file', mount, file }) as const),
    ...(skipped.length > 0 ? [{ kind: 'skipped', results } as const] : []),
  ];
}

function fileItem(mount: PackageMount, { path, matches, more }: FoundInFile): vscode.TreeItem {
  const item = new vscode.TreeItem(mount.uriOf(path), vscode.TreeItemCollapsibleState.Expanded);
  const count = more ? `${matches.length}+` : String(matches.length);
  const folder = folderOf(path);
  item.id = `${mount.root.authority}:${path}`;
  item.iconPath = vscode.ThemeIcon.File;
  item.description = folder === '' ? count : `${shownPath(folder)} · ${count}`;
  item.accessibilityInformation = { label: vscode.l10n.t('{0} matches in {1}', count, shownPath(path)) };
  return item;
}

function matchItem(mount: PackageMount, path: string, { start, end, line, highlight, before, after }: TextMatch): vscode.TreeItem {
  const item = new vscode.TreeItem({ label: line, highlights: [[highlight.start, highlight.end]] });
  const number = start.line + 1;
  item.id = `${mount.root.authority}:${path}:${start.line}:${start.character}`;
  item.description = String(number);
  item.tooltip = [
    before === undefined ? [] : [`${number - 1}: ${before}`],
    [`${number}: ${line}`],
    after === undefined ? [] : [`${number + 1}: ${after}`],
  ]
    .flat()
    .join('\n');
  item.accessibilityInformation = { label: vscode.l10n.t('line {0}: {1}', number, line) };
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [mount.uriOf(path), { selection, preview: true }] };
  return item;
}

function skippedItem(mount: PackageMount, { path, why }: SkippedFile): vscode.TreeItem {
  const reasons: Readonly<Record<SkippedFile['why'], string>> = {
    binary: vscode.l10n.t('no text'),
    large: vscode.l10n.t('more than 50 MB'),
    unreadable: vscode.l10n.t('could not be read'),
    slow: vscode.l10n.t('the expression took too long'),
  };
  const item = new vscode.TreeItem(path);
  item.id = `${mount.root.authority}:${path}`;
  item.description = reasons[why];
  return item;
}
