import { join } from 'node:path';
import * as vscode from 'vscode';
import { withEdit, type Overlay } from '../../core/patch/overlay';
import { differingPaths } from '../../core/patch/merge-overlays';
import type { SiteProblem } from '../../core/inventory/inventory';
import type { Rehearsal } from '../../core/rehearse/rehearsal';
import type { Review } from '../../core/review/review';
import type { SiteFinding } from '../../core/review/site-finding';
import type { Confidence, Finding } from '../../core/rules/finding';
import { DisposableStore } from '../lifetime';
import { errorText } from '../../core/text/error-text';
import type { FileChange } from '../../node/file-source';
import type { PackagePlace, Question, Questions, ReviewTask } from '../../node/review/protocol';
import { threadReviewer, type Reviewer } from '../../node/review/reviewer';
import type { PackageMount } from '../mount/package-mount';
import { readSettings, section } from '../settings';
import { openBase } from '../mount/open-base';
import { placeOf } from '../mount/place';
import { noFindings, toldFindings, type ToldFindings } from './told-findings';
import { findSiteFiles, sameSite, watchSiteFiles, type SiteFiles } from './site';

/** `cancelled`: before there was a first review. */
export type SessionState = 'waiting' | 'reviewing' | 'reviewed' | 'cancelled' | 'failed';

/** Milliseconds of silence before typing starts a review. */
const typingPause = 250;

/** One mounted package under review: runs reviews, keeps the last one. */
export class ReviewSession implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());
  private reviewer: Reviewer | undefined;
  /** Of files that the review speaks of. */
  private readonly texts = new Map<string, string>();
  private running: vscode.CancellationTokenSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private settled: Promise<void> = Promise.resolve();
  /** Reviews that were asked for and are not done. */
  private pending = 0;
  /** What the last review, or the one under way, is about. */
  private about: { readonly version: string; readonly overlay: Overlay; readonly site: Promise<SiteFiles> } | undefined;
  /** What describes the site, as it was read last: an edit does not wait until it is read again. Who has it changed meanwhile has another one read. */
  private site: Promise<SiteFiles> | undefined;
  private compared: { readonly uri: vscode.Uri; readonly place: PackagePlace } | undefined;

  readonly onDidChange = this.changed.event;
  /** Only findings that the package that came before does not have are shown. */
  newOnly = false;
  /** What is only possible is shown as well, whatever the settings say. */
  private possibleToo = false;
  state: SessionState = 'waiting';
  review: Review | undefined;
  /** What the migrations did when they were rehearsed last. */
  rehearsal: Rehearsal | undefined;
  /** Milliseconds that the last review took. */
  took: number | undefined;
  /** Another archive lies at the place of the one that was reviewed. */
  outdated = false;
  /** What could not be used of inventories and catalogs. */
  siteProblems: readonly SiteProblem[] = [];
  private unreadableSite: readonly SiteProblem[] = [];

  constructor(
    readonly mount: PackageMount,
    /** All packages under review in this window, and those that they are compared with. */
    readonly packages: () => readonly vscode.Uri[],
    private readonly log: vscode.LogOutputChannel,
    /** Nobody may have told yet that another archive lies there. */
    private readonly foundChanged: () => void,
  ) {
    this.owned.add(watchSiteFiles(mount.archiveUri, () => this.siteChanged()));
    this.owned.add(mount.onDidChangeFiles(() => this.filesChanged()));
    this.owned.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const path = mount.pathOf(document.uri);
        if (path !== undefined && contentChanges.length > 0) this.schedule(typingPause);
      }),
    );
    this.owned.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        const path = mount.pathOf(document.uri);
        if (path !== undefined) this.filesChanged();
      }),
    );
    this.owned.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(section)) this.siteChanged();
      }),
    );
  }

  /** The package that this one is compared with. */
  get previous(): vscode.Uri | undefined {
    return this.compared?.uri;
  }

  /** What Problems, the views and the report tell of. */
  get shownFindings(): readonly Finding[] {
    return this.findings.shown;
  }

  /** What somebody at the site has accepted, shown apart. */
  get waivedFindings(): readonly Finding[] {
    return this.findings.waived;
  }

  private get findings(): ToldFindings {
    return this.review ? toldFindings(this.review, this.newOnly, this.leastSure) : noFindings;
  }

  /** How sure a finding must be to be shown. */
  get leastSure(): Confidence {
    return this.possibleToo ? 'possible' : readSettings().confidence;
  }

  showPossible(possibleToo: boolean): void {
    this.possibleToo = possibleToo;
    this.changed.fire();
  }

  markOutdated(): void {
    this.outdated = true;
    this.changed.fire();
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
    // Whether it is a package at all is told here, before anything is given up for it.
    if (previous) await (await openBase(previous)).close();
    this.compared = previous && { uri: previous, place: await placeOf(previous) };
    this.site = undefined;
    await this.reviewNow();
  }

  /** Reviews now; a review that is under way is given up. Resolves with the last complete review; whether the site is still the same is seen later. */
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
    const reviewed = this.settled.then(() => this.run(running.token, progress));
    this.pending++;
    this.settled = reviewed
      .then(() => this.checkSite(running.token))
      .then(() => {
        this.pending--;
      });
    await reviewed;
    linked?.dispose();
    return this.review;
  }

  /** Resolves when no review is running or due. */
  async idle(): Promise<void> {
    while (this.timer !== undefined || this.pending > 0) {
      if (this.timer !== undefined) await this.reviewDue();
      await this.settled;
    }
  }

  /** What describes the site now. */
  siteFiles(): Promise<SiteFiles> {
    return findSiteFiles(this.mount.archiveUri, this.packages(), readSettings());
  }

  private knownSite(): Promise<SiteFiles> {
    if (this.site) return this.site;
    const reading = this.siteFiles();
    this.site = reading;
    reading.catch(() => {
      if (this.site === reading) this.site = undefined;
    });
    return reading;
  }

  /** What a review or a fix starts from: the package with these patches, the settings and the site's files as they are now. */
  private async task({ edits }: Overlay, site: SiteFiles): Promise<ReviewTask> {
    const settings = readSettings();
    const { files, problems, passedOver } = site;
    this.unreadableSite = problems;
    return {
      package: await this.place(),
      edits,
      site: files,
      passedOver,
      rules: settings.severities,
      environment: settings.environment,
      blockUnchecked: settings.blockUnchecked,
      inventoryDays: settings.inventoryDays,
      ...(this.rehearsal && { rehearsal: this.rehearsal }),
      ...(this.compared && { baseline: this.compared.place }),
      limits: settings.limits,
      now: Date.now(),
    };
  }

  /** What is shown, and nothing that came to its place since. */
  private async place(): Promise<PackagePlace> {
    const place = await placeOf(this.mount.archiveUri);
    const { version, identity } = this.mount;
    return { ...place, version, ...(identity !== undefined && { identity }) };
  }

  /** Reviews other patches than the present ones; what is shown stays as it is. */
  async reviewOf(overlay: Overlay): Promise<Review> {
    const { review, texts } = await this.openReviewer().review(await this.task(overlay, await this.knownSite()));
    this.keep(texts);
    return review;
  }

  /** `undefined` while nobody can say. */
  async ask<Q extends Question>(question: Q, ask: Questions[Q]['ask']): Promise<Questions[Q]['answer'] | undefined> {
    if (!this.review) await this.settled;
    return this.openReviewer().ask(question, ask);
  }

  /** What a rehearsal has shown becomes part of the review. */
  async takeRehearsal(rehearsal: Rehearsal): Promise<void> {
    this.rehearsal = rehearsal;
    await this.reviewNow();
  }

  /** The text of a file as the last review saw it, if that speaks of the file. */
  reviewedText(path: string): string | undefined {
    return this.texts.get(path);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.running?.cancel();
    void this.reviewer?.close();
    this.owned.dispose();
  }

  /** Reviews soon, with what describes the site read anew: that may be another now. */
  siteChanged(): void {
    this.site = undefined;
    this.schedule(typingPause);
  }

  /** What was typed may have been reviewed before it was saved. */
  private filesChanged(): void {
    if (this.isReviewed()) this.changed.fire();
    else this.schedule(0);
  }

  /** Whether the last review, or the one under way, is about what there is now. */
  private isReviewed(): boolean {
    const { about, site } = this;
    if (site === undefined || about?.site !== site || about.version !== this.mount.version) return false;
    return differingPaths(about.overlay, this.typed()).length === 0;
  }

  /** `pause`: milliseconds of silence. */
  private schedule(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.reviewDue(), pause);
  }

  /** What was changed may have been changed back, or reviewed meanwhile. */
  private async reviewDue(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.isReviewed()) this.changed.fire();
    else await this.reviewNow();
  }

  private async run(token: vscode.CancellationToken, progress?: vscode.Progress<{ message?: string; increment?: number }>): Promise<void> {
    if (token.isCancellationRequested) return;
    this.enter('reviewing');
    const giveUp = new AbortController();
    token.onCancellationRequested(() => giveUp.abort());
    try {
      const reviewer = this.openReviewer();
      const overlay = this.typed();
      const { version } = this.mount;
      if (!this.site) reviewer.prepare({ package: await placeOf(this.mount.archiveUri) });
      const site = this.knownSite();
      this.about = { version, overlay, site };
      const task = await this.task(overlay, await site);
      const started = performance.now();
      let shown = 0;
      // The folders of inner archives are listed as soon as they can be.
      await this.mount.source.expand?.(task.limits, () => {
        if (token.isCancellationRequested) throw new vscode.CancellationError();
      });
      const { review, siteProblems, texts } = await reviewer.review(task, {
        signal: giveUp.signal,
        progress: (done, total, path) => {
          const percent = Math.floor((done / Math.max(1, total)) * 100);
          progress?.report({ message: path, increment: Math.max(0, percent - shown) });
          shown = Math.max(shown, percent);
        },
      });
      const changed = await this.lookForChange(version);
      // What was read is neither the one nor the other.
      if (changed === 'overwritten') throw new Error(vscode.l10n.t('{0} was written to while it was reviewed', this.mount.name));
      this.outdated = changed === 'replaced';
      this.keep(texts);
      this.review = review;
      this.took = performance.now() - started;
      this.siteProblems = [...this.unreadableSite, ...siteProblems, ...review.siteFindings.map(problemOf)];
      for (const { path, line, message } of this.siteProblems) this.log.warn(`${path}:${line + 1}: ${message}`);
      this.log.info(`${this.mount.name}: ${review.findings.length} findings in ${Math.round(this.took)} ms`);
      this.enter('reviewed');
    } catch (error) {
      if (giveUp.signal.aborted || error instanceof vscode.CancellationError) {
        this.about = undefined;
        this.enter(this.review ? 'reviewed' : 'cancelled');
        return;
      }
      this.about = undefined;
      // The verdict before is of a file that may be there no more.
      if ((await this.lookForChange(undefined)) !== 'no') this.outdated = true;
      this.log.error(`${this.mount.name}: the review failed: ${errorText(error)}`, error);
      this.enter('failed');
    }
  }

  /** What became of the archive since its `version` was shown. Whoever shows it is told. */
  private async lookForChange(version: string | undefined): Promise<FileChange> {
    const { mount } = this;
    // It is shown anew already, and reviewed again.
    if (version !== undefined && version !== mount.version) return 'overwritten';
    // What is closed by now was shown anew as well.
    const changed = await mount.archiveChange().catch((): FileChange => 'overwritten');
    if (changed !== 'no' && !this.outdated) this.foundChanged();
    return changed;
  }

  /** Reviews again if what describes the site is another now than the review was told. */
  private async checkSite(token: vscode.CancellationToken): Promise<void> {
    const { site } = this;
    if (!site || token.isCancellationRequested) return;
    const cancelled = new Promise<[]>((resolve) => token.onCancellationRequested(() => resolve([])));
    const [known, now] = await Promise.race([cancelled, Promise.all([site, this.siteFiles()]).catch(() => [])]);
    if (known && now && this.site === site && !sameSite(now, known)) this.siteChanged();
  }

  /** The engine is read by its own thread; whoever reads it here as well would have that thread wait. */
  private openReviewer(): Reviewer {
    this.reviewer ??= threadReviewer(join(__dirname, 'engine.js'));
    return this.reviewer;
  }

  private keep(texts: ReadonlyMap<string, string>): void {
    for (const [path, text] of texts) this.texts.set(path, text);
  }

  private enter(state: SessionState): void {
    this.state = state;
    this.changed.fire();
  }

  /** The patches, with what is typed but not saved on top. */
  private typed(): Overlay {
    let typed = this.mount.overlay;
    for (const document of vscode.workspace.textDocuments) {
      const path = document.isDirty ? this.mount.pathOf(document.uri) : undefined;
      if (path !== undefined) typed = withEdit(typed, path, new TextEncoder().encode(document.getText()));
    }
    return typed;
  }
}

/** Waivers that cover nothing are told where they stand. */
const problemOf = ({ rule, message, origin }: SiteFinding): SiteProblem => ({ code: rule, message, ...origin });
