import { newCache, type ReviewCache } from '../../core/review/cache';
import * as vscode from 'vscode';
import { emptyOverlay, overlaidSource, withEdit } from '../../core/patch/overlay';
import type { SiteProblem } from '../../core/inventory/inventory';
import type { PackageSource } from '../../core/package/source';
import { newFindings } from '../../core/review/comparison';
import type { Review, ReviewRequest } from '../../core/review/review';
import type { Subject, Target } from '../../core/subject/subject';
import type { Finding } from '../../core/rules/finding';
import { DisposableStore } from '../lifetime';
import { loadEngine } from '../load-engine';
import { errorText } from '../../core/text/error-text';
import { openBase, type Base } from '../mount/open-base';
import type { PackageMount } from '../mount/package-mount';
import { readSettings, section } from '../settings';
import { findSiteFiles, watchSiteFiles } from './site';

export type SessionState = 'waiting' | 'reviewing' | 'reviewed' | 'failed';

/** Milliseconds of silence before typing starts a review. */
const typingPause = 250;

/** Milliseconds that a review runs before it lets the extension host do other work. */
const slice = 12;

/** One mounted package under review: runs reviews, keeps the last one. */
export class ReviewSession implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());
  private readonly cache = newCache();
  /** Changed since the last review began; forgotten when the next one begins, as one that is under way still fills the cache. */
  private readonly stale = new Set<string>();
  private running: vscode.CancellationTokenSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private settled: Promise<void> = Promise.resolve();
  private compared: { readonly uri: vscode.Uri; readonly base: Base; readonly cache: ReviewCache } | undefined;

  readonly onDidChange = this.changed.event;
  /** Only findings that the package that came before does not have are shown. */
  newOnly = false;
  state: SessionState = 'waiting';
  review: Review | undefined;
  /** What could not be used of inventories and catalogs. */
  siteProblems: readonly SiteProblem[] = [];

  constructor(
    readonly mount: PackageMount,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.owned.add(watchSiteFiles(mount.archiveUri, () => this.schedule()));
    this.owned.add(mount.onDidChangeFiles((paths) => this.forget(paths)));
    this.owned.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const path = mount.pathOf(document.uri);
        if (path !== undefined && contentChanges.length > 0) this.forget([path]);
      }),
    );
    this.owned.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        const path = mount.pathOf(document.uri);
        if (path !== undefined) this.forget([path]);
      }),
    );
    this.owned.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(section)) return;
        // Other rules may want targets that were not parsed.
        this.forget(this.mount.source.entries.map(({ path }) => path));
        this.compared?.cache.files.clear();
      }),
    );
  }

  /** The package that this one is compared with. */
  get previous(): vscode.Uri | undefined {
    return this.compared?.uri;
  }

  /** What Problems, the views and the report tell of. */
  get shownFindings(): readonly Finding[] {
    if (!this.review) return [];
    return this.newOnly ? newFindings(this.review) : this.review.findings;
  }

  showNewOnly(newOnly: boolean): void {
    this.newOnly = newOnly;
    this.changed.fire();
  }

  /**
   * Reviews beside the package that came before, or `undefined`, alone again.
   * @throws Error whose message says why it cannot be opened; the comparison so far stays.
   */
  async compareWith(previous: vscode.Uri | undefined): Promise<void> {
    const before = this.compared;
    this.compared = previous && { uri: previous, base: await openBase(previous), cache: newCache() };
    await this.reviewNow();
    await before?.base.close();
  }

  /** Reviews now; a review that is under way is given up. Resolves with the last complete review. */
  async reviewNow(
    cancel?: vscode.CancellationToken,
    progress?: vscode.Progress<{ message?: string; increment?: number }>,
  ): Promise<Review | undefined> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.running?.cancel();
    const running = new vscode.CancellationTokenSource();
    if (cancel?.isCancellationRequested) running.cancel();
    const linked = cancel?.onCancellationRequested(() => running.cancel());
    this.running = running;
    const before = this.settled;
    this.settled = before.then(() => this.run(running.token, progress));
    await this.settled;
    linked?.dispose();
    return this.review;
  }

  /** Resolves when no review is running or due. */
  async idle(): Promise<void> {
    while (this.timer !== undefined || this.state === 'reviewing') {
      if (this.timer !== undefined) await this.reviewNow();
      await this.settled;
    }
  }

  /** What a review or a fix starts from: the package as it is patched and typed at this moment. */
  async request(): Promise<ReviewRequest> {
    const engine = await loadEngine();
    const settings = readSettings();
    const files = await findSiteFiles(this.mount.archiveUri, settings);
    const { inventory, catalog, problems } = engine.readSite(files.files);
    this.siteProblems = [...files.problems, ...problems];
    return {
      source: this.currentSource(),
      inventory,
      catalog,
      rules: engine.configureRules(engine.rules, settings.rules),
      switchedOff: Object.keys(settings.rules).filter((id) => settings.rules[id] === 'off'),
      environment: settings.environment,
      ...(this.compared && { baseline: { source: this.compared.base.source, cache: this.compared.cache } }),
      limits: settings.limits,
    };
  }

  /** The text of a file as the last review saw it. */
  reviewedText(path: string): string | undefined {
    const parsed = this.cache.files.get(path);
    return parsed && 'text' in parsed ? parsed.text : undefined;
  }

  /** Everything of one kind that the last review has parsed, in the order of files. */
  reviewed<T extends Target>(target: T): readonly Subject<T>[] {
    const found: Subject[] = [];
    for (const parsed of this.cache.files.values()) {
      if (parsed && 'subjects' in parsed) found.push(...parsed.subjects.filter((subject) => subject.target === target));
    }
    return found as unknown as readonly Subject<T>[];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.running?.cancel();
    void this.compared?.base.close();
    this.owned.dispose();
  }

  private forget(paths: readonly string[]): void {
    for (const path of paths) this.stale.add(path);
    this.schedule();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.reviewNow(), typingPause);
  }

  private async run(token: vscode.CancellationToken, progress?: vscode.Progress<{ message?: string; increment?: number }>): Promise<void> {
    if (token.isCancellationRequested) return;
    this.enter('reviewing');
    try {
      const engine = await loadEngine();
      for (const path of this.stale) this.cache.files.delete(path);
      this.stale.clear();
      const request = await this.request();
      const started = performance.now();
      let resumed = started;
      let shown = 0;
      this.review = await engine.reviewPackage(
        request,
        async (done, total, path) => {
          if (performance.now() - resumed < slice) return;
          const percent = Math.floor((done / Math.max(1, total)) * 100);
          progress?.report({ message: path, increment: Math.max(0, percent - shown) });
          shown = Math.max(shown, percent);
          await new Promise((resume) => setTimeout(resume));
          resumed = performance.now();
          if (token.isCancellationRequested) throw new vscode.CancellationError();
        },
        this.cache,
      );
      for (const { path, line, message } of this.siteProblems) this.log.warn(`${path}:${line + 1}: ${message}`);
      this.log.info(`${this.mount.name}: ${this.review.findings.length} findings in ${Math.round(performance.now() - started)} ms`);
      this.enter('reviewed');
    } catch (error) {
      if (error instanceof vscode.CancellationError) {
        this.enter(this.review ? 'reviewed' : 'waiting');
        return;
      }
      this.log.error(`${this.mount.name}: the review failed: ${errorText(error)}`, error);
      this.enter('failed');
    }
  }

  private enter(state: SessionState): void {
    this.state = state;
    this.changed.fire();
  }

  /** The overlaid package, with what is typed but not saved on top. */
  private currentSource(): PackageSource {
    let typed = emptyOverlay;
    for (const document of vscode.workspace.textDocuments) {
      const path = document.isDirty ? this.mount.pathOf(document.uri) : undefined;
      if (path !== undefined) typed = withEdit(typed, path, new TextEncoder().encode(document.getText()));
    }
    return typed.edits.size === 0 ? this.mount.source : overlaidSource(this.mount.source, typed);
  }
}
