import assert from 'node:assert/strict';
import JSZip from 'jszip';
import * as vscode from 'vscode';
import type { ReviewSession } from '../../../src/extension/review/session';
import { mariaServer } from '../../support/mariadb';
import { postgresServer } from '../../support/postgres';
import { close, restore, review, ruleOf, sampleArchive, site, told, until } from './support';

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

  describe('on a server of MariaDB that somebody names', () => {
    const server = mariaServer(
      "CREATE USER rehearsal@localhost IDENTIFIED BY 's3cret'; GRANT ALL ON `upgrade\\_review\\_%`.* TO rehearsal@localhost;",
    );
    const left = () => server().script("SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'upgrade\\_review%'").said;
    const migration = 'db/mysql/migrations/002_floors.sql';
    let rooms: ReviewSession;
    before(async () => {
      const zip = new JSZip();
      zip.file('manifest.json', JSON.stringify({ name: 'rooms', version: '2.0.0', database: { engine: 'mariadb', version: '10.11' } }));
      zip.file('db/mysql/migrations/001_rooms.sql', 'CREATE TABLE rooms (id int PRIMARY KEY, seats int) ENGINE=InnoDB;\n');
      zip.file(migration, 'ALTER TABLE rooms ADD COLUMN floor int;\nALTER TABLE rooms MODIFY COLUMN seats bigint;\n');
      zip.file('db/mysql/migrations/003_wait.sql', 'DO SLEEP(600);\nALTER TABLE rooms ADD COLUMN wing int;\n');
      const archive = vscode.Uri.joinPath(site(), 'rooms.zip');
      await vscode.workspace.fs.writeFile(archive, await zip.generateAsync({ type: 'uint8array' }));
      rooms = await review(archive);
    });
    after(async () => {
      await told(() => vscode.commands.executeCommand('upgradeReview.forgetRehearsalServer'));
      await restore(rooms);
      await close(rooms);
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(site(), 'rooms.zip'));
    });

    /** Somebody presses Cancel when the file is reached; how many databases there are then. */
    const cancelledAt = async (file: string, run: () => Thenable<unknown>) => {
      const { withProgress } = vscode.window;
      const then: string[] = [];
      Object.assign(vscode.window, {
        withProgress: (options: vscode.ProgressOptions, task: Parameters<typeof withProgress>[1]) =>
          withProgress(options, (progress) => {
            const source = new vscode.CancellationTokenSource();
            const watched = {
              report(step: { message?: string; increment?: number }) {
                progress.report(step);
                if (step.message !== file) return;
                then.push(left());
                source.cancel();
              },
            };
            return task(watched, source.token);
          }),
      });
      try {
        await run();
      } finally {
        Object.assign(vscode.window, { withProgress });
      }
      return then;
    };

    it('is asked for by its address, and leaves nothing behind when somebody cancels', async () => {
      const { showInputBox, showQuickPick } = vscode.window;
      const address = `mysql://rehearsal:s3cret@localhost/?socket=${encodeURIComponent(server().socket)}`;
      let refused: unknown;
      Object.assign(vscode.window, {
        showInputBox: (options: vscode.InputBoxOptions) => {
          refused = options.validateInput?.('oracle://rehearsal@localhost/');
          return Promise.resolve(address);
        },
        showQuickPick: (choices: readonly unknown[]) => Promise.resolve(choices.at(-1)),
      });
      try {
        const asked = await told(() => vscode.commands.executeCommand('upgradeReview.setRehearsalServer'), 'May Create Databases');
        assert.match(String(refused), /no address of PostgreSQL or MySQL/);
        assert.equal(asked[0]?.message, 'May databases be made on localhost:3306?');
        const said: unknown[] = [];
        const rehearse = async () => {
          said.push(...(await told(() => vscode.commands.executeCommand('upgradeReview.rehearse', rooms.mount.uriOf(migration)))));
          return rooms.rehearsal;
        };
        const waits = 'db/mysql/migrations/003_wait.sql';
        assert.deepEqual([await cancelledAt(waits, rehearse), rooms.rehearsal, said], [['1'], undefined, []]);
        assert.equal(left(), '0');

        await vscode.workspace.fs.writeFile(rooms.mount.uriOf(waits), new TextEncoder().encode('DO SLEEP(0);\n'));
        const rehearsal = await rehearse();
        assert.match(rehearsal?.server ?? '', /^MariaDB [\d.]+.* at localhost:3306$/);
        const statements = rehearsal?.files
          .find(({ path }) => path === migration)
          ?.statements.map(({ title, outcome }) => [title, outcome]);
        assert.deepEqual(statements, [
          ['ALTER TABLE rooms ADD COLUMN floor int', 'done'],
          ['ALTER TABLE rooms MODIFY COLUMN seats bigint', 'done'],
        ]);
        assert.equal(left(), '0');
        assert.doesNotMatch(JSON.stringify([asked, said, rehearsal]), /s3cret/);
      } finally {
        Object.assign(vscode.window, { showInputBox, showQuickPick });
      }
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
