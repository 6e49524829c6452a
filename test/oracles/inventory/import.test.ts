import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { importInventory } from '../../../src/core/inventory/import';
import { needs } from '../../support/programs';

const hostOf = (path: string, text: string) => {
  const { inventory, problems } = importInventory(path, text);
  const environment = inventory.environments[0] ?? assert.fail('no environment');
  return { environment: environment.name, host: environment.hosts[0] ?? assert.fail('no host'), problems };
};

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
