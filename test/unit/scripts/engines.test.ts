import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minVersion, satisfies } from 'semver';

interface Locked {
  readonly packages: Readonly<Record<string, { readonly engines?: { readonly node?: string } }>>;
}

describe('installed packages', () => {
  it('all run on the oldest Node that we promise', () => {
    const { packages } = JSON.parse(readFileSync(join(__dirname, '../../../package-lock.json'), 'utf8')) as Locked;
    const oldest = minVersion(packages['']?.engines?.node ?? '') ?? assert.fail('no Node is promised');
    const asking = Object.entries(packages).filter(([, { engines }]) => engines?.node !== undefined);
    assert.ok(asking.length > 50);
    assert.deepEqual(
      asking.filter(([, { engines }]) => !satisfies(oldest, engines?.node ?? '')).map(([name]) => name),
      [],
    );
  });
});
