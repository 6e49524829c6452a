import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReviewSession } from '../../../src/extension/review/session';
import { postgresServer } from '../../support/postgres';
import { restore, review, ruleOf, sampleArchive, site, told, until } from './support';

/** What production has before the upgrade, as `pg_dump -s` would write it. */
const schema = `CREATE TABLE public.rooms (id bigint PRIMARY KEY, settings jsonb);
CREATE TABLE public.devices (id bigint PRIMARY KEY, model text, firmware_major integer);
CREATE TABLE public.events (id bigint PRIMARY KEY, room_id bigint, device_id bigint, kind text, occurred_at timestamptz);
CREATE TABLE public.schema_version (version text PRIMARY KEY, applied_at timestamptz, description text);
ALTER TABLE public.schema_version OWNER TO dten;
`;

describe('rehearsal of migrations', () => {
  let session: ReviewSession;
  const file = 'migrations/0052_device_capabilities.sql';
  const shown = (): boolean =>
    vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('upgradeReview.rehearsal')),
    );
  const lensesOf = async (uri: vscode.Uri): Promise<string[]> => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    return lenses.flatMap(({ command }) => command?.title ?? []);
  };
  before(async () => {
    session = await review(sampleArchive());
  });
  after(async () => {
    session.rehearsal = undefined;
    await restore(session);
  });

  it('runs them on the schema of production, and tells of each statement where it stands', async () => {
    const production = vscode.Uri.joinPath(site(), 'production.sql');
    await vscode.workspace.fs.writeFile(production, new TextEncoder().encode(schema));
    const document = await vscode.workspace.openTextDocument(session.mount.uriOf(file));
    await until(async () => (await lensesOf(document.uri)).includes('Rehearse Migrations'));
    await vscode.commands.executeCommand('upgradeReview.rehearse', document.uri, production);
    await vscode.workspace.fs.delete(production);

    assert.equal(session.rehearsal?.ended, undefined);
    const files = session.rehearsal?.files.filter(({ role }) => role === 'new') ?? [];
    assert.deepEqual(
      files.flatMap(({ path, statements }) =>
        statements.filter(({ outcome }) => outcome !== 'done').map(({ title }) => `${path}: ${title}`),
      ),
      [],
    );
    assert.ok(files.some(({ path }) => path === 'scripts/20-migrate.sh'));
    assert.equal(files.find(({ path }) => path === file)?.down?.outcome, 'restored');
    assert.ok(shown());
    await until(async () => (await lensesOf(document.uri)).some((title) => title.startsWith('Nobody can read or write public.devices')));
    const [hover] = (
      await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(6, 4))
    ).filter(({ contents }) => contents.some((one) => one instanceof vscode.MarkdownString && one.value.includes('Rehearsal')));
    assert.ok(hover);
  });

  describe('on a server that somebody names', () => {
    const server = postgresServer('CREATE ROLE rehearsal LOGIN CREATEDB; CREATE ROLE dten;');
    after(async () => {
      await told(() => vscode.commands.executeCommand('upgradeReview.forgetRehearsalServer'));
    });

    const nameServer = async (address: string, press?: string) => {
      const { showInputBox } = vscode.window;
      Object.assign(vscode.window, { showInputBox: () => Promise.resolve(address) });
      try {
        return await told(() => vscode.commands.executeCommand('upgradeReview.setRehearsalServer'), press);
      } finally {
        Object.assign(vscode.window, { showInputBox });
      }
    };
    const lastOn = (): string | undefined => session.rehearsal?.server;
    const rehearsed = async () => {
      const production = vscode.Uri.joinPath(site(), 'production.sql');
      await vscode.workspace.fs.writeFile(production, new TextEncoder().encode(schema));
      session.rehearsal = undefined;
      const said = await told(() => vscode.commands.executeCommand('upgradeReview.rehearse', session.mount.uriOf(file), production));
      await vscode.workspace.fs.delete(production);
      return { said, on: lastOn() };
    };

    it('asks first, refuses production, tells no password, and forgets it', async () => {
      const port = server().port;
      const may = 'May Create Databases';
      const [asked, ...nothing] = await nameServer(`postgres://rehearsal:s3cret@127.0.0.1:${port}/postgres`);
      assert.deepEqual([asked?.message, asked?.buttons.at(-1), nothing], [`May databases be made on 127.0.0.1:${port}?`, may, []]);
      assert.match((await rehearsed()).on ?? '', /^PostgreSQL [\d.]+$/, 'nobody has said that it may');

      const all = await nameServer('postgres://rehearsal:s3cret@db.production.example/postgres', may);
      const refused = await rehearsed();
      assert.match(refused.said.map(({ message }) => message).join(), /named like production/);
      assert.equal(refused.on, undefined);

      all.push(...(await nameServer(`postgres://rehearsal:s3cret@127.0.0.1:${port}/postgres`, may)));
      const { said, on } = await rehearsed();
      assert.match(on ?? '', new RegExp(`^PostgreSQL [\\d.]+ .*at 127\\.0\\.0\\.1:${port}$`));
      assert.equal(await server().value("SELECT count(*) FROM pg_database WHERE datname LIKE 'upgrade\\_review%'"), '0');
      assert.doesNotMatch(JSON.stringify([...all, ...refused.said, ...said, session.rehearsal]), /s3cret/);

      await told(() => vscode.commands.executeCommand('upgradeReview.forgetRehearsalServer'));
      assert.match((await rehearsed()).on ?? '', /^PostgreSQL [\d.]+$/);
    });
  });

  it('has findings of it, which go when the file changes', async () => {
    const uri = session.mount.uriOf(file);
    const found = () => vscode.languages.getDiagnostics(uri).filter((one) => String(ruleOf(one)).startsWith('rehearsal/'));
    const whole = session.rehearsal;
    assert.ok(whole);
    const failing = whole.files.map((one) =>
      one.path === file
        ? {
            ...one,
            statements: one.statements.map((told, at) =>
              at === 1 ? { ...told, outcome: 'failed' as const, error: { code: '42701', message: 'there already' } } : told,
            ),
          }
        : one,
    );
    await session.takeRehearsal({ ...whole, files: failing });
    await until(() => found().length === 1);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), '-- another one\n');
    await vscode.workspace.applyEdit(edit);
    await until(() => found().length === 0);
    await until(async () => (await lensesOf(uri)).includes('Changed since it was rehearsed: rehearse again'));
  });
});
