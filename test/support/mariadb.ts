import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { needs } from './programs';

/** A server for the tests of a suite: there from the first of them to the last. Where there is none the suite is skipped, and in CI it fails. */
export function mariaServer(setUp = ''): () => MariaDb {
  let server: MariaDb | undefined;
  before(async function () {
    for (const program of ['mariadbd', 'mariadb', 'mariadb-install-db']) needs(this, program);
    server = await MariaDb.start();
    const { isTaken, said } = server.script(setUp);
    assert.ok(isTaken, said);
  });
  after(() => server?.stop());
  return () => server ?? assert.fail('no test has begun');
}

/** A MariaDB server of its own in a temporary folder, without a network. */
export class MariaDb {
  private constructor(
    private readonly folder: string,
    private readonly server: ChildProcess,
  ) {}

  static async start(): Promise<MariaDb> {
    const folder = mkdtempSync(join(tmpdir(), 'upgrade-review-maria-'));
    const data = `--datadir=${join(folder, 'data')}`;
    const user = `--user=${userInfo().username}`;
    execFileSync(
      'mariadb-install-db',
      ['--no-defaults', data, user, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'],
      { stdio: 'ignore' },
    );
    const server = spawn(
      'mariadbd',
      ['--no-defaults', data, user, `--socket=${join(folder, 'socket')}`, `--pid-file=${join(folder, 'pid')}`, '--skip-networking'],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await new Promise<void>((resolve, reject) => {
      let said = '';
      server.stderr.on('data', (data: Buffer) => {
        said += data.toString();
        if (said.includes('ready for connections')) resolve();
      });
      server.on('error', reject);
      server.on('close', () => reject(new Error(said)));
    });
    return new MariaDb(folder, server);
  }

  /** The path of the socket that it listens to. */
  get socket(): string {
    return join(this.folder, 'socket');
  }

  /** Whether the server takes all of the statements, and what it says. */
  script(sql: string): { readonly isTaken: boolean; readonly said: string } {
    const { status, stdout, stderr } = spawnSync('mariadb', ['--no-defaults', '-N', '-S', this.socket, '-u', 'root'], {
      input: sql,
      encoding: 'utf8',
    });
    return { isTaken: status === 0, said: `${stdout}${stderr}`.trim() };
  }

  /** The same, while others work: when it is done. */
  run(sql: string): Promise<{ readonly isTaken: boolean; readonly said: string }> {
    const child = spawn('mariadb', ['--no-defaults', '-N', '-S', this.socket, '-u', 'root']);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
    child.stdin.end(sql);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ isTaken: status === 0, said: said.trim() }));
    });
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.on('close', resolve));
    this.server.kill('SIGKILL');
    await closed;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
