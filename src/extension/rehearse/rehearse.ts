import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { verdictOf } from '../../core/rehearse/problems';
import type { RehearsableSystem, Rehearsal } from '../../core/rehearse/rehearsal';
import { escapeXml } from '../../core/report/escape-xml';
import { rehearsalPage } from '../../core/report/rehearsal-page';
import { rehearseIn } from '../../node/rehearse/rehearser';
import { rehearseOn } from '../../node/rehearse/server/rehearser';
import type { SchemaFile } from '../../node/rehearse/schema-file';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import { readSettings } from '../settings';
import { placeOf, rehearsalServer } from './server';
import { verdictWord } from './words';

export interface RehearsalHost {
  readonly media: vscode.Uri;
  readonly secrets: vscode.SecretStorage;
  readonly log: vscode.LogOutputChannel;
}

/** Runs the migrations on a scratch database, and shows what came of it. `given`: the schema of production, as a file. */
export async function rehearse(session: ReviewSession, { media, secrets, log }: RehearsalHost, given?: vscode.Uri): Promise<void> {
  await session.idle();
  if (!session.review) await session.reviewNow();
  const server = await rehearsalServer(secrets);
  const system = server?.system ?? 'postgresql';
  const schema = given ? await (await loadEngine()).readSchema(given.fsPath) : await schemaOf(session, system);
  if (schema === 'cancelled') return;
  const files = await session.ask('migrations', { system, ...(schema && { schema }) });
  if (!files) throw new Error(vscode.l10n.t('The migrations of {0} could not be read in time.', session.mount.name));
  if (!files.some(({ role }) => role === 'new')) {
    const others = server ? undefined : await session.ask('migrations', { system: 'mysql' });
    void vscode.window.showInformationMessage(
      others?.some(({ role }) => role === 'new')
        ? vscode.l10n.t('The migrations are for MySQL or MariaDB: name a server to rehearse them on with Set Rehearsal Server.')
        : vscode.l10n.t('The package has no migrations for this database.'),
    );
    return;
  }
  if (server && !vscode.workspace.isTrusted)
    throw new Error(
      vscode.l10n.t('{0} is only used in a window that is trusted: what is production is said by its folder.', placeOf(server)),
    );
  const { name } = session.mount;
  const run = server ? rehearseOn(server, await productionOf(session)) : rehearseIn(join(__dirname, 'rehearsal.js'));
  const { rehearsal, memory } = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: server
        ? vscode.l10n.t('Rehearsing the migrations of {0} on {1}', name, placeOf(server))
        : vscode.l10n.t('Rehearsing the migrations of {0}', name),
    },
    (progress, token) => {
      const giveUp = new AbortController();
      token.onCancellationRequested(() => giveUp.abort());
      let shown = 0;
      return run(files, {
        signal: giveUp.signal,
        progress(done, total, { path }) {
          const percent = Math.floor((done / Math.max(1, total)) * 100);
          progress.report({ message: path, increment: Math.max(0, percent - shown) });
          shown = Math.max(shown, percent);
        },
      });
    },
  );
  log.info(`${name}: rehearsed in ${Math.round(rehearsal.milliseconds)} ms, ${memory} MB: ${verdictOf(rehearsal)}`);
  if (rehearsal.ended?.code === 'cancelled') return;
  await session.takeRehearsal(rehearsal);
  showPage(session, rehearsal, media);
}

/** Shows the last rehearsal again, or makes the first one. */
export async function showRehearsal(session: ReviewSession, host: RehearsalHost): Promise<void> {
  if (session.rehearsal) showPage(session, session.rehearsal, host.media);
  else await rehearse(session, host);
}

/** What a server must not be. */
async function productionOf(session: ReviewSession): Promise<Parameters<typeof rehearseOn>[1]> {
  const { readSite } = await loadEngine();
  const { files } = await session.siteFiles();
  return { inventory: readSite(files).inventory, environment: readSettings().environment };
}

/** What the inventory names, or somebody chooses; `undefined`: the package alone, or the one before. */
async function schemaOf(session: ReviewSession, system: RehearsableSystem): Promise<SchemaFile | undefined | 'cancelled'> {
  const { readSchema, schemaOfSite } = await loadEngine();
  const { files } = await session.siteFiles();
  const known = await schemaOfSite(files, readSettings().environment, system);
  if (known) return known;
  const { previous } = session;
  const alone = {
    ...(previous
      ? {
          label: vscode.l10n.t('Begin with the migrations of {0}', basename(previous.path)),
          detail: vscode.l10n.t('What both packages have counts as run.'),
        }
      : {
          label: vscode.l10n.t('Begin with an empty database'),
          detail: vscode.l10n.t('What changes tables of production cannot be tried.'),
        }),
    from: 'package' as const,
  };
  const choose = {
    label: vscode.l10n.t('Begin with the schema of production…'),
    detail: vscode.l10n.t('A file that pg_dump --schema-only or mysqldump --no-data has written. The inventory can name it as schemaFile.'),
    from: 'file' as const,
  };
  const chosen = await vscode.window.showQuickPick([choose, alone], { title: vscode.l10n.t('Rehearse Migrations') });
  if (chosen?.from === 'package') return undefined;
  const [file] = chosen
    ? ((await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Schema of Production'),
        filters: { SQL: ['sql'], [vscode.l10n.t('All files')]: ['*'] },
      })) ?? [])
    : [];
  return file ? readSchema(file.fsPath) : 'cancelled';
}

function showPage(session: ReviewSession, rehearsal: Rehearsal, media: vscode.Uri): void {
  const { name } = session.mount;
  const panel = vscode.window.createWebviewPanel(
    'upgradeReview.rehearsal',
    vscode.l10n.t('Rehearsal: {0}', name),
    vscode.ViewColumn.Active,
    {
      enableScripts: false,
      enableFindWidget: true,
      localResourceRoots: [media],
    },
  );
  const { webview } = panel;
  const colours = escapeXml(webview.asWebviewUri(vscode.Uri.joinPath(media, 'report.css')).toString());
  webview.html = rehearsalPage(rehearsal, name)
    .replace("style-src 'unsafe-inline'", `style-src ${webview.cspSource} 'unsafe-inline'`)
    .replace('</head>', `<link rel="stylesheet" href="${colours}"></head>`);
  vscode.window.setStatusBarMessage(verdictWord(verdictOf(rehearsal)), 10_000);
}
