import assert from 'node:assert/strict';
import { readSite } from '../../../src/core/catalog/site';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

/** What every object has: a look-up of text on a plain object finds it. */
const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

describe('names that every object has', () => {
  const review = (inventory: string, files: Readonly<Record<string, string>> = {}) =>
    reviewPackage({
      source: memorySource('x.zip', { 'manifest.json': '{ "name": "x", "version": "1.0.0" }', ...files }),
      ...readSite([{ role: 'inventory', path: 'inventory.json', text: inventory }]),
      rules,
      environment: 'production',
    });
  const hosts = (...configs: readonly string[]): string =>
    `{ "environments": [{ "name": "production", "hosts": [${configs.map((config, at) => `{ "name": "app${at}", "config": { ${config} } }`).join(', ')}] }] }`;

  for (const name of names) {
    it(`${name}: as a key of the inventory belongs to the host that has it`, async () => {
      const { configChanges } = await review(hosts(`"${name}": "a"`, '"other": 1'));
      assert.deepEqual(
        configChanges.map(({ key, production }) => [key, production]),
        [
          [name, [{ hosts: ['app0'], value: 'a' }]],
          ['other', [{ hosts: ['app1'], value: '1' }]],
        ].sort(),
      );
    });

    it(`${name}: as any word of a package is one that nobody knows`, async () => {
      const { findings, notChecked } = await review(hosts(`"${name}": "a"`), {
        'scripts/run.sh': `#!/bin/sh\nset -eu\n${name} one\nsudo ${name} two\npsql --${name} -c 'select 1'\n${name}=1\n/usr/bin/${name} -x\n`,
        'systemd/x.service': `[Unit]\n${name}=x\n[${name}]\nAfter=${name}\n[Service]\nExecStart=/bin/true\n`,
        'cron.d/x': `${name} root /bin/true\n@${name} root /bin/true\n`,
        'config/x.yaml': `${name}: ${name}\nnested:\n  ${name}: 1\n`,
        'config/x.properties': `${name}=\\c${name}\n`,
        'migrations/1.sql': `SET ${name} = 1; SELECT ${name}(1) FROM ${name};\n`,
        'certs/x.pem': name,
        SHA256SUMS: `${'0'.repeat(64)}  ${name}\n`,
      });
      const said = [...findings.map(({ message }) => message), ...notChecked.map(({ what, why }) => `${what}: ${why}`)];
      assert.ok(findings.some(({ path }) => path === 'cron.d/x'));
      assert.deepEqual(
        said.filter((text) => /failed here|could not be read|native code|function/.test(text)),
        [],
      );
    });
  }
});
