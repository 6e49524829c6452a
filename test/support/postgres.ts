import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgresServer } from '../../scripts/programs.mjs';
import { missing, needs } from './programs';

export interface Run {
  readonly code: number;
  readonly output: string;
}

/**
 * A server for the tests of a suite, with what `setUp` makes in it: there from the first of them to the last. Where there is none the
 * suite is skipped, and in CI it fails.
 */
export function postgresServer(setUp = ''): () => Postgres {
  let server: Postgres | undefined;
  before(async function () {
    needs(this, 'psql');
    server = await Postgres.start(findPostgresServer() ?? missing(this, 'initdb'));
    if (setUp !== '') {
      const { code, output } = await server.script(setUp, '-v', 'ON_ERROR_STOP=1');
      assert.equal(code, 0, output);
    }
  });
  after(() => server?.stop());
  return () => server ?? assert.fail('no test has begun');
}

/** A PostgreSQL server of its own in a temporary folder. */
export class Postgres {
  private constructor(
    private readonly folder: string,
    private readonly programs: string,
    readonly port: number,
  ) {}

  static async start(programs: string): Promise<Postgres> {
    const folder = mkdtempSync(join(tmpdir(), 'upgrade-review-pg-'));
    const port = await freePort();
    if (isRoot) chownSync(folder, owner('-u'), owner('-g'));
    const server = new Postgres(folder, programs, port);
    server.command('initdb', ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`;
    server.command('pg_ctl', ['-D', join(folder, 'data'), '-w', '-l', join(folder, 'log'), '-o', options, 'start']);
    return server;
  }

  stop(): void {
    this.command('pg_ctl', ['-D', join(this.folder, 'data'), '-m', 'immediate', 'stop']);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What `psql` makes of a script in a file. */
  script(sql: string, ...options: string[]): Promise<Run> {
    const file = join(this.folder, `script-${this.files++}.sql`);
    writeFileSync(file, sql);
    return this.run('psql', ['-X', '-f', file, ...options]);
  }

  /** Runs a program with the server as its database. */
  run(program: string, args: readonly string[], input = ''): Promise<Run> {
    return new Promise((resolve, reject) => {
      const env = { ...process.env, PGHOST: '127.0.0.1', PGPORT: String(this.port), PGUSER: 'postgres', PGDATABASE: 'postgres' };
      const child = spawn(program, args, { env });
      let output = '';
      child.stdout.on('data', (data: Buffer) => (output += data.toString()));
      child.stderr.on('data', (data: Buffer) => (output += data.toString()));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code: code ?? -1, output }));
      // A program that wants no input may be gone before it gets any.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
  }

  async value(query: string): Promise<string> {
    const { code, output } = await this.run('psql', ['-XAtc', query]);
    assert.equal(code, 0, output);
    return output.trim();
  }

  private files = 0;

  /** The server refuses to be run by root. */
  private command(name: string, args: readonly string[]): void {
    const program = join(this.programs, name);
    const [first, rest] = isRoot ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args];
    execFileSync(first, rest, { stdio: 'ignore', cwd: this.folder });
  }
}

const isRoot = process.getuid?.() === 0;
const owner = (kind: '-u' | '-g'): number => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
