import * as vscode from 'vscode';
import { openBase, type Base } from '../mount/open-base';

/** What lies at the place: a package, or why it is none. */
export type Opened = { readonly base: Base } | { readonly error: unknown };

/** An archive that is looked at, whatever state it is in. */
export class OverviewDocument implements vscode.CustomDocument {
  private readonly reopened = new vscode.EventEmitter<void>();
  readonly onDidReopen = this.reopened.event;

  private constructor(
    readonly uri: vscode.Uri,
    public opened: Opened,
  ) {}

  static async open(uri: vscode.Uri): Promise<OverviewDocument> {
    return new OverviewDocument(uri, await openedAt(uri));
  }

  async reopen(): Promise<void> {
    const former = this.opened;
    this.opened = await openedAt(this.uri);
    this.reopened.fire();
    await closed(former);
  }

  dispose(): void {
    this.reopened.dispose();
    void closed(this.opened);
  }
}

const openedAt = (uri: vscode.Uri): Promise<Opened> =>
  openBase(uri).then(
    (base) => ({ base }),
    (error: unknown) => ({ error }),
  );

const closed = (opened: Opened): Promise<void> => ('base' in opened ? opened.base.close() : Promise.resolve());
