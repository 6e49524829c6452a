import * as vscode from 'vscode';
import { shownPath } from '../../core/package/nested-path';
import { contentOf } from '../../core/patch/overlay';
import {
  isGoneThrough,
  marksOf,
  progressByFolder,
  reviewedState,
  type KeptMarks,
  type Marks,
  type Progress,
  type ReviewedState,
} from '../../core/report/reviewed';
import { memo, memoWith, sameItems } from '../../core/text/memo';
import { digest } from '../../node/digest';
import { DisposableStore } from '../lifetime';
import type { PackageMount } from '../mount/package-mount';
import type { ReviewSession } from './session';
import type { ReviewSessions } from './sessions';

const memoryKey = 'reviewedFiles';

/** By the name of the package: its next version has the marks of files that stayed the same. */
type Kept = Readonly<Record<string, KeptMarks>>;

/** Bytes: larger files are not read as a whole. */
const mostBytes = 2 ** 28;

/** Of what the vendor shipped or we wrote, once it is known. */
const digestOf = memo((_content: object): { sha256?: string } => ({}));

/** Which files people have looked at. A mark holds for the content that it was made on. */
export class ReviewedFiles implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());
  private readonly marks = new Map<string, Marks>();
  private looking: Promise<void> = Promise.resolve();
  private seen: readonly unknown[] = [];
  /** Another object each time that marks or contents have changed. */
  version: object = {};

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly sessions: ReviewSessions,
    private readonly memory: vscode.Memento,
  ) {
    this.owned.add(sessions.onDidChange(() => void (this.looking = this.looking.then(() => this.lookAtMarked()))));
  }

  stateOf(session: ReviewSession, path: string): ReviewedState {
    return reviewedState(this.marksOf(session), path, sha256Of(session.mount, path));
  }

  reviewedPaths(session: ReviewSession): readonly string[] {
    return [...this.marksOf(session).keys()].filter((path) => this.stateOf(session, path) === 'reviewed');
  }

  /** Of the package, under `''`, and of its folders. */
  progressOf(session: ReviewSession): ReadonlyMap<string, Progress> {
    return this.progress(session, this.version, session.mount.source.entries);
  }

  private readonly progress = memoWith((session: ReviewSession, _version: object, entries: PackageMount['source']['entries']) =>
    progressByFolder(
      entries.map(({ path }) => path),
      (path) => this.stateOf(session, path) === 'reviewed',
    ),
  );

  /** @throws Error if a file cannot be read as a whole */
  async mark(session: ReviewSession, paths: readonly string[], isReviewed: boolean): Promise<void> {
    const name = session.review?.package.name;
    if (name === undefined) return;
    const wanted = paths.filter(isGoneThrough);
    if (isReviewed) for (const path of wanted) await readDigest(session.mount, path);
    const marks = new Map(this.marksOf(session));
    for (const path of wanted) {
      const sha256 = isReviewed ? sha256Of(session.mount, path) : undefined;
      if (sha256 === undefined) marks.delete(path);
      else marks.set(path, sha256);
    }
    this.marks.set(name, marks);
    this.tell();
    await this.memory.update(memoryKey, { ...this.memory.get<Kept>(memoryKey), [name]: [...marks] });
  }

  dispose(): void {
    this.owned.dispose();
  }

  private marksOf({ review }: ReviewSession): Marks {
    const name = review?.package.name ?? '';
    const known = this.marks.get(name);
    if (known) return known;
    const kept = this.memory.get<Kept>(memoryKey) ?? {};
    const marks = marksOf(Object.hasOwn(kept, name) ? kept[name] : undefined);
    this.marks.set(name, marks);
    return marks;
  }

  /** Whether files that are marked still are what they were. */
  private async lookAtMarked(): Promise<void> {
    let isNew = false;
    for (const session of this.sessions.all) {
      for (const path of this.marksOf(session).keys()) {
        if (sha256Of(session.mount, path) !== undefined) continue;
        // What is gone or cannot be read any more is no longer what was looked at.
        isNew = (await readDigest(session.mount, path).catch(() => false)) || isNew;
      }
    }
    const contents = this.sessions.all.flatMap(({ mount, review }) => [mount.source, review?.package.name]);
    if (!isNew && sameItems(contents, this.seen)) return;
    this.seen = contents;
    this.tell();
  }

  private tell(): void {
    this.version = {};
    this.changed.fire();
  }
}

/** What stays the same object as long as the content does. */
const contentAt = (mount: PackageMount, path: string): object | undefined => contentOf(mount.overlay, path) ?? mount.shippedAt(path);

function sha256Of(mount: PackageMount, path: string): string | undefined {
  const content = mount.overlay.edits.get(path) === 'deleted' ? undefined : contentAt(mount, path);
  return content && digestOf(content).sha256;
}

/** `true`: it was not known before. */
async function readDigest(mount: PackageMount, path: string): Promise<boolean> {
  const content = contentAt(mount, path);
  if (!content || digestOf(content).sha256 !== undefined) return false;
  if ((mount.shippedAt(path)?.size ?? 0) > mostBytes) throw new Error(vscode.l10n.t('{0} is too large to be marked.', shownPath(path)));
  digestOf(content).sha256 = await digest('sha256', await mount.source.read(path));
  return true;
}
