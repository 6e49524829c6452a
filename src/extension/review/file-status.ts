import * as vscode from 'vscode';
import { severities } from '../../core/rules/finding';
import { DisposableStore } from '../lifetime';
import { mountScheme } from '../mount/mount-uri';
import { section } from '../settings';
import { stateWords } from './coverage';
import type { ReviewSession } from './session';
import type { ReviewSessions } from './sessions';

const selector: vscode.DocumentSelector = { scheme: mountScheme };

const isOn = (name: 'codeLens' | 'languageStatus'): boolean => vscode.workspace.getConfiguration(section).get(name, true);

/** What the review says of one file: above scripts and migrations, and in the status bar. */
export function registerFileStatus(sessions: ReviewSessions): vscode.Disposable {
  const owned = new DisposableStore();
  const changed = owned.add(new vscode.EventEmitter<void>());
  const status = owned.add(new FileStatus(sessions));
  const tell = () => {
    changed.fire();
    void status.update();
  };
  owned.add(sessions.onDidChange(tell));
  owned.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) tell();
    }),
  );
  owned.add(vscode.window.onDidChangeActiveTextEditor(() => void status.update()));
  owned.add(
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: ({ uri }) => lensesOf(sessions.find(uri), uri),
    }),
  );
  return vscode.Disposable.from(owned);
}

const top = new vscode.Range(0, 0, 0, 0);

/** `3 findings`, and `Fix 2` if that many are always safe to fix. */
async function lensesOf(session: ReviewSession | undefined, uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  const path = session?.mount.pathOf(uri);
  if (!session?.review || path === undefined || !isOn('codeLens')) return [];
  const own = session.shownFindings.filter((finding) => finding.path === path);
  if (own.length === 0) return [];
  const file = await session.ask('coverage', { path });
  if (!file || !('as' in file) || !file.as.some((kind) => kind === 'shell' || kind === 'sql')) return [];
  const safe = own.filter(({ fix }) => fix?.applies === 'always').length;
  const lens = (title: string, command: string, ...args: unknown[]) => new vscode.CodeLens(top, { title, command, arguments: args });
  return [
    lens(findingsWords(own.length), 'upgradeReview.findings.focus'),
    ...(safe > 0 ? [lens(fixWords(safe, own.length), 'upgradeReview.fixAllInFile', uri)] : []),
  ];
}

const findingsWords = (count: number): string => (count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count));

const fixWords = (safe: number, all: number): string =>
  all === 1 ? vscode.l10n.t('Fix') : safe === all ? vscode.l10n.t('Fix all') : vscode.l10n.t('Fix {0} of {1}', safe, all);

/** The entry of the editor's list of what it knows of the file's language. */
class FileStatus implements vscode.Disposable {
  private item: vscode.LanguageStatusItem | undefined;
  private turn = 0;

  constructor(private readonly sessions: ReviewSessions) {}

  async update(): Promise<void> {
    const turn = ++this.turn;
    const uri = vscode.window.activeTextEditor?.document.uri;
    const session = this.sessions.find(uri);
    const path = uri && session?.mount.pathOf(uri);
    if (!session || path === undefined || !isOn('languageStatus')) {
      this.dispose();
      return;
    }
    const busy = session.state === 'reviewing';
    const file = session.review && !busy ? await session.ask('coverage', { path }).catch(() => undefined) : undefined;
    // Another file is in front by now, or another review was made.
    if (turn !== this.turn) return;
    const own = session.shownFindings.filter((finding) => finding.path === path);
    const item = (this.item ??= vscode.languages.createLanguageStatusItem('upgradeReview.file', selector));
    item.name = vscode.l10n.t('Upgrade Review of This File');
    item.busy = busy;
    if (busy && item.text) return;
    const worst = severities.find((severity) => own.some((finding) => finding.severity === severity));
    item.text = own.length === 0 ? vscode.l10n.t('No findings') : findingsWords(own.length);
    item.detail = session.review ? stateWords(file) : vscode.l10n.t('It was not reviewed yet.');
    item.severity =
      worst === 'blocker' || worst === 'error'
        ? vscode.LanguageStatusSeverity.Error
        : worst === 'warning' || file?.state === 'skipped' || file?.state === 'not-understood'
          ? vscode.LanguageStatusSeverity.Warning
          : vscode.LanguageStatusSeverity.Information;
    item.command = { command: 'upgradeReview.whyNothingShown', title: vscode.l10n.t('Coverage'), arguments: [uri] };
  }

  dispose(): void {
    this.item?.dispose();
    this.item = undefined;
  }
}
