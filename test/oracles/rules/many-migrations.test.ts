import assert from 'node:assert/strict';
import { reported, versions } from '../../support/migration-series';

describe('series of migrations that nobody is known to run', () => {
  it('are found in time that does not grow with loops times calls, sessions times the length of their script, or calls times tables', async () => {
    const names = Array.from({ length: 199 }, (_, index) => `${index}.sql`);
    const tables = Array.from({ length: 5000 }, (_, index) => `CREATE TABLE t${index} (a int);\n`).join('');
    const scripts = {
      'loop.sh': `#!/bin/sh\nfor f in ${names.map((name) => `m/${name}`).join(' ')}; do\n${'psql -f "$f"\n'.repeat(2000)}done\n`,
      'many.sh': `#!/bin/sh\n${'psql -c "ALTER TABLE a ADD b int"\n'.repeat(5000)}`,
      'calls.sh': `#!/bin/sh\n${'psql -f tables.sql -f change.sql\n'.repeat(5000)}`,
    };
    const found = await reported({
      ...versions(names, 'm/'),
      ...scripts,
      'tables.sql': tables,
      'change.sql': 'ALTER TABLE a ADD b int;\n',
    });
    assert.deepEqual(found.map(({ path, severity }) => `${severity} ${path}`).sort(), [
      'blocker change.sql',
      'blocker m/198.sql',
      'blocker many.sh',
    ]);
  });

  it('are one finding however many they are', async () => {
    const many = versions(Array.from({ length: 3000 }, (_, index) => `${index}.sql`));
    assert.equal((await reported(many)).length, 1);
  });
});
