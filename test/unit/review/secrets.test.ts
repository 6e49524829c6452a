import assert from 'node:assert/strict';
import { readSite } from '../../../src/core/catalog/site';
import { reportFormats } from '../../../src/core/report/formats/index';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { newCache } from '../../../src/core/review/cache';
import { memorySource } from '../../support/memory-source';
import { linesWithSecret } from '../text/secret-lines';

const secret = 'Qz7Xw9Kv2Lp4Jm6';
const partsOfSecret = Array.from({ length: secret.length - 4 }, (_, at) => secret.slice(at, at + 5));
const faulty = 'systemctl restart nosuch.service\n';

/** One script per form, with findings before and behind it, and every other kind of file. */
const files: Readonly<Record<string, string>> = {
  'manifest.json': '{ "name": "x", "version": "1", "dependencies": { "openssl": ">=9 <10" } }',
  ...Object.fromEntries(
    linesWithSecret.map((line, at) => [`scripts/${at}.sh`, `set -e\n${faulty}${line.replace(/SECRET(?!_)/g, secret)}\n${faulty}`]),
  ),
  'migrations/1.sql': `DROP TABLE a; ALTER USER b PASSWORD '${secret}'; ALTER TABLE c ADD d int;\n`,
  'etc/cron.d/x': `* * * * * root PGPASSWORD=${secret} psql -h h\n61 * * * * root curl -u a:${secret} h\n`,
  'systemd/x.service': `[Service]\nEnvironment=DB_PASSWORD=${secret}\nExecStrat=/bin/x --password ${secret}\n`,
  'config/x.yaml': `db:\n  password: ${secret}\n  url: postgresql://a:${secret}@h/b\n`,
  'config/x.json': `{ "db": { "password": "${secret}", }\n`,
  'config/x.ini': `[db]\npassword = ${secret}\n`,
  'config/x.toml': `[db]\npassword = "${secret}"\nbroken\n`,
  'config/x.xml': `<a><password>${secret}</password><b></a>\n`,
  'config/x.properties': `db.password=${secret}\n`,
  '.env': `DB_PASSWORD=${secret}\n`,
};

describe('secrets of a package', () => {
  const site = readSite([
    {
      role: 'inventory',
      path: 'inventory.json',
      text: '{ "environments": [{ "name": "production", "hosts": [{ "name": "a", "packages": [], "units": [{ "name": "b.service" }] }] }] }',
    },
  ]);
  const older = {
    ...files,
    'etc/cron.d/x': `* * * * * root PGPASSWORD=${secret}2 psql -h h\n`,
    'config/x.ini': '[db]\npassword = 12345\n',
  };

  it('stand in no report, and in nothing else of a review but what fixes write', async () => {
    const review = await reviewPackage({
      source: memorySource('x.zip', files),
      baseline: { source: memorySource('w.zip', older), cache: newCache() },
      ...site,
      rules,
      environment: 'production',
    });
    assert.ok(review.findings.length > 2 * linesWithSecret.length);
    assert.ok((review.comparison?.changes.jobs.added.length ?? 0) > 0);
    const shown = [
      ...reportFormats.map(({ write }) => write(review, { generatedAt: '2026-01-01T00:00:00Z', toolVersion: '0', patched: [] })),
      JSON.stringify(review, (key, value: unknown) => (key === 'edits' ? undefined : value)),
    ];
    const leaks = shown.flatMap((text) => text.split(/\n|\},\{/).filter((line) => partsOfSecret.some((part) => line.includes(part))));
    assert.deepEqual(leaks, []);
  }).timeout(60_000);
});
