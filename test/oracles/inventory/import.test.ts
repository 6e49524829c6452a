import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importInventory } from '../../../src/core/inventory/import';
import { needs } from '../../support/programs';

const hostOf = (path: string, text: string) => {
  const { inventory, problems } = importInventory(path, text);
  const environment = inventory.environments[0] ?? assert.fail('no environment');
  return { environment: environment.name, host: environment.hosts[0] ?? assert.fail('no host'), problems };
};

describe('the script that collects', () => {
  const script = join(__dirname, '../../../media/collect-inventory.sh');

  it('writes a file that is read without a problem, and says what the tools of this machine say', function () {
    needs(this, 'dpkg-query');
    this.timeout(60_000);
    const text = execFileSync('sh', [script], { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] });
    const { environment, host, problems } = hostOf('/site/.upgrade-review/inventory.staging.db01.txt', text);
    assert.deepEqual([environment, problems], ['staging', []]);
    const installed = execFileSync('dpkg-query', ['-W', '-f=${db:Status-Abbrev}\n'], { encoding: 'utf8' }).match(/^.i/gm)?.length;
    assert.equal(host.packages?.filter(({ type }) => type === 'deb').length, installed);
    assert.match(host.collectedAt ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    for (const command of ['sh', 'ls', 'dpkg-query']) assert.ok(host.commands?.includes(command), command);
    assert.ok(host.os && host.arch);
  });

  it('is plain POSIX shell that writes nothing but its output', () => {
    const text = readFileSync(script, 'utf8').replaceAll(/^#.*$/gm, '');
    execFileSync('sh', ['-n', script]);
    assert.doesNotMatch(text, /\b(sudo|curl|wget|rm|mv|cp|tee|mkdir|kill|eval)\b/);
    assert.deepEqual(
      text.match(/>+ ?[^ \n]+/g)?.filter((redirect) => !/^>(&1|\/dev\/null)$/.test(redirect)),
      [],
    );
  });
});

describe('package lists', () => {
  it('of this machine are read completely', function () {
    const query = (...format: string[]) => execFileSync('dpkg-query', ['-W', ...format], { encoding: 'utf8' });
    needs(this, 'dpkg-query');
    const plain = query();
    const formats = [
      ['-f=${Package}\t${Version}\t${Architecture}\n'],
      ['-f=${binary:Package}\t${Version}\n'],
      ['-f=${binary:Package}\t${Version}\t${Architecture}\t${db:Status-Abbrev}\n'],
      ['-f=${Package}\t${Version}\t${db:Status-Abbrev}\n'],
      ['-f=${Package}\t${Version}\t${Status}\n'],
    ];
    const wanted = plain.trim().split('\n').length;
    assert.ok(wanted > 50);
    for (const text of [plain, ...formats.map((format) => query(...format))]) {
      const { host, problems } = hostOf('inventory.production.here.txt', text);
      assert.deepEqual(problems, []);
      const installed = text.includes('ii ') || text.includes('install ok') ? text.match(/\t[ih]i |ok installed/g)?.length : wanted;
      assert.equal(host.packages?.length, installed);
      assert.ok(host.packages?.every(({ name, origin }) => text.split('\n')[origin?.line ?? -1]?.startsWith(name)));
    }
  });
});
