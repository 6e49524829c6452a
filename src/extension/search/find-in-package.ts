import * as vscode from 'vscode';
import type { SearchSummary } from '../../node/search/search-package';
import { loadEngine } from '../load-engine';
import { loadPages } from '../load-pages';
import { isHidden } from '../../core/package/hidden';
import { errorText } from '../../core/text/error-text';
import type { PackageMount } from '../mount/package-mount';
import { placeOf } from '../mount/place';
import type { ReviewSessions } from '../review/sessions';
import { nothingWanted, type Wanted } from './wanted';
import { SearchResults, type ResultNode } from './results-tree';
import { tellNoneIsOpen } from '../targets';

const memory = 'upgradeReview.search';
const viewId = 'upgradeReview.search';

/** *Find in Package*: asks, searches all open packages in threads of their own, and lists what it finds as it comes. */
export class PackageSearch implements vscode.Disposable {
  readonly results = new SearchResults();
  private readonly view: vscode.TreeView<ResultNode>;
  private running: AbortController | undefined;

  constructor(
    private readonly sessions: ReviewSessions,
    private readonly context: vscode.ExtensionContext,
  ) {
    this.view = vscode.window.createTreeView(viewId, { treeDataProvider: this.results, showCollapseAll: true });
  }

  /** Asks what to find, unless a keybinding or a caller says it. */
  async find(given?: Partial<Wanted>): Promise<void> {
    if (this.sessions.all.length === 0) {
      tellNoneIsOpen();
      return;
    }
    const before = this.context.workspaceState.get<Wanted>(memory, nothingWanted);
    const wanted =
      given?.pattern === undefined
        ? await (await loadPages()).askQuery({ ...before, pattern: selectedText() ?? before.pattern })
        : { ...nothingWanted, ...given, pattern: given.pattern };
    if (!wanted) return;
    await this.context.workspaceState.update(memory, wanted);
    await this.search(wanted);
  }

  async again(): Promise<void> {
    const wanted = this.context.workspaceState.get<Wanted>(memory);
    await (wanted ? this.search(wanted) : this.find());
  }

  cancel(): void {
    this.running?.abort();
  }

  clear(): void {
    this.cancel();
    this.results.clear();
    this.view.message = '';
    void setContext('searched', false);
  }

  dispose(): void {
    this.cancel();
    this.view.dispose();
    this.results.dispose();
  }

  private async search(wanted: Wanted): Promise<void> {
    this.cancel();
    const running = new AbortController();
    this.running = running;
    this.results.clear();
    this.view.message = vscode.l10n.t('Searching for {0}…', wanted.pattern);
    await setContext('searched', true);
    await setContext('searching', true);
    await vscode.commands.executeCommand(`${viewId}.focus`);
    const failed: string[] = [];
    try {
      const summaries = await vscode.window.withProgress({ location: { viewId } }, async () => {
        const done: SearchSummary[] = [];
        for (const { mount } of this.sessions.all) {
          try {
            done.push(await this.searchMount(mount, wanted, running));
          } catch (error) {
            // One package that is gone does not hide what the others hold.
            failed.push(vscode.l10n.t('{0} could not be searched: {1}', mount.name, errorText(error)));
          }
        }
        return done;
      });
      if (this.running === running) this.view.message = [this.outcome(summaries), ...failed].join('\n');
    } finally {
      if (this.running === running) await setContext('searching', false);
    }
  }

  private async searchMount(mount: PackageMount, { files, ...query }: Wanted, { signal }: AbortController): Promise<SearchSummary> {
    const { fileFilter, searchPackage } = await loadEngine();
    const isWanted = fileFilter(files);
    const { entries } = mount.source;
    const paths = entries.flatMap(({ path, symlink }) => (symlink || isHidden(path) || !isWanted(path) ? [] : [path]));
    const summary = await searchPackage(
      { package: await placeOf(mount.archiveUri), files: paths, texts: await changedTexts(mount, new Set(paths)), query },
      {
        archive: mount.archive?.archive,
        worker: this.context.asAbsolutePath('dist/search-worker.js'),
        signal,
        found: (found) => {
          if (!signal.aborted) this.results.add(mount, found);
        },
      },
    );
    if (!signal.aborted) this.results.add(mount, [], summary.skipped);
    return summary;
  }

  private outcome(summaries: readonly SearchSummary[]): string {
    const matches = summaries.reduce((sum, summary) => sum + summary.matches, 0);
    const searched = summaries.reduce((sum, summary) => sum + summary.searched, 0);
    const is = (ended: SearchSummary['ended']) => summaries.some((summary) => summary.ended === ended);
    const found =
      matches === 0
        ? vscode.l10n.t('Nothing found in {0} files.', searched)
        : vscode.l10n.t('{0} matches in {1} of {2} files.', matches, this.results.fileCount, searched);
    const more = is('cancelled')
      ? vscode.l10n.t('The search was cancelled.')
      : is('slow')
        ? vscode.l10n.t('The search was given up: the expression takes too long.')
        : is('limit')
          ? vscode.l10n.t('There are more; they are not listed.')
          : '';
    return [found, more].filter(Boolean).join(' ');
  }
}

const setContext = (name: string, value: boolean): Thenable<void> =>
  vscode.commands.executeCommand('setContext', `upgradeReview.${name}`, value);

/** Files whose content is not the package's: patched, or typed and not saved. */
async function changedTexts(mount: PackageMount, wanted: ReadonlySet<string>): Promise<Map<string, Uint8Array>> {
  const texts = new Map<string, Uint8Array>();
  for (const path of mount.patchedPaths) if (wanted.has(path)) texts.set(path, await mount.source.read(path));
  for (const document of vscode.workspace.textDocuments) {
    const path = document.isDirty ? mount.pathOf(document.uri) : undefined;
    if (path !== undefined && wanted.has(path)) texts.set(path, new TextEncoder().encode(document.getText()));
  }
  return texts;
}

/** What is selected on one line, as the editor's own search takes it over. */
function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty || !editor.selection.isSingleLine) return undefined;
  return editor.document.getText(editor.selection);
}
