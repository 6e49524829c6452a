import * as vscode from 'vscode';
import { mountAuthority } from '../mount/mount-uri';
import { errorText } from '../../core/text/error-text';
import type { PackageMounts } from '../mount/mounts';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';

/** What is remembered of a comparison, by authority of the package's mount. */
type Remembered = Readonly<Record<string, { readonly previous: string; readonly newOnly: boolean }>>;

const memoryKey = 'comparisons';

/** Which package each one under review is compared with. It is remembered: a reload, and closing a package, keep it. */
export class Comparisons implements vscode.Disposable {
  private readonly listening: vscode.Disposable;
  private readonly restored = new WeakSet<ReviewSession>();

  constructor(
    private readonly sessions: ReviewSessions,
    private readonly mounts: PackageMounts,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.listening = sessions.onDidChange(() => {
      for (const session of sessions.all) void this.restore(session);
      showContext(sessions);
    });
  }

  /** @throws what opening the older package throws. */
  async start(session: ReviewSession, previous: vscode.Uri): Promise<void> {
    await session.compareWith(previous);
    await this.remember(session, { previous: previous.toString(), newOnly: session.newOnly });
  }

  async stop(session: ReviewSession): Promise<void> {
    const { previous } = session;
    session.showNewOnly(false);
    await session.compareWith(undefined);
    await this.remember(session, undefined);
    if (previous) this.closeMount(previous);
  }

  /** For all packages that are compared: their findings stand in one list. */
  async showNewOnly(newOnly: boolean): Promise<void> {
    for (const session of this.sessions.all) {
      if (!session.previous) continue;
      session.showNewOnly(newOnly);
      await this.remember(session, { previous: session.previous.toString(), newOnly });
    }
  }

  dispose(): void {
    this.listening.dispose();
  }

  /** Diffs had it opened, and a file that is open cannot be deleted everywhere. */
  private closeMount(archive: vscode.Uri): void {
    const authority = mountAuthority(archive.toString());
    const used = this.sessions.all.some(
      ({ mount, previous }) => mount.root.authority === authority || previous?.toString() === archive.toString(),
    );
    if (!used) this.mounts.close(authority);
  }

  private async restore(session: ReviewSession): Promise<void> {
    if (this.restored.has(session)) return;
    this.restored.add(session);
    const known = this.memory.get<Remembered>(memoryKey, {})[session.mount.root.authority];
    if (!known) return;
    try {
      session.showNewOnly(known.newOnly);
      await session.compareWith(vscode.Uri.parse(known.previous));
    } catch (error) {
      session.showNewOnly(false);
      this.log.warn(`${session.mount.name} is not compared with ${known.previous} any more: ${errorText(error)}`);
      await this.remember(session, undefined);
    }
  }

  private async remember(session: ReviewSession, comparison: Remembered[string] | undefined): Promise<void> {
    const others = Object.entries(this.memory.get<Remembered>(memoryKey, {})).filter(([key]) => key !== session.mount.root.authority);
    const own = comparison ? [[session.mount.root.authority, comparison] as const] : [];
    await this.memory.update(memoryKey, Object.fromEntries([...others, ...own]));
  }
}

function showContext({ all }: ReviewSessions): void {
  const set = (name: string, value: boolean) => void vscode.commands.executeCommand('setContext', `upgradeReview.${name}`, value);
  set(
    'compared',
    all.some(({ previous }) => previous !== undefined),
  );
  set(
    'newOnly',
    all.some(({ newOnly }) => newOnly),
  );
}
