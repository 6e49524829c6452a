import assert from 'node:assert/strict';
import { growsInProportion } from '../../support/cpu-time';
import { reported, versions } from '../../support/migration-series';

type Files = Readonly<Record<string, string>>;

const repeated = (count: number, line: (at: number) => string): string => Array.from({ length: count }, (_, at) => line(at)).join('');
const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}.sql`);
const said = async (files: Files): Promise<string[]> =>
  (await reported(files)).map(({ path, severity }) => `${severity} ${path}`).sort((a, b) => a.localeCompare(b));

describe('series of migrations that nobody is known to run', () => {
  const shapes: readonly (readonly [what: string, size: number, files: (size: number) => Files, found: (size: number) => string])[] = [
    [
      'loops times calls',
      400,
      (size) => ({
        ...versions(names(size), 'm/'),
        'loop.sh': `#!/bin/sh\nfor f in ${repeated(size, (at) => `m/${at}.sql `)}; do\n${repeated(size, () => 'psql -f "$f"\n')}done\n`,
      }),
      (size) => `blocker m/${size - 1}.sql`,
    ],
    [
      'sessions times the length of their script',
      1200,
      (size) => ({ 'many.sh': `#!/bin/sh\n${repeated(size, () => 'psql -c "ALTER TABLE a ADD b int"\n')}` }),
      () => 'blocker many.sh',
    ],
    [
      'calls times tables',
      1200,
      (size) => ({
        'calls.sh': `#!/bin/sh\n${repeated(size, () => 'psql -f tables.sql -f change.sql\n')}`,
        'tables.sql': repeated(size, (at) => `CREATE TABLE t${at} (a int);\n`),
        'change.sql': 'ALTER TABLE a ADD b int;\n',
      }),
      () => 'blocker change.sql',
    ],
  ];
  for (const [what, size, files, found] of shapes) {
    it(`are found in time that does not grow with ${what}`, () =>
      growsInProportion(size, async (count) => assert.deepEqual(await said(files(count)), [found(count)]), what));
  }

  it('are one finding however many they are', async () => {
    const many = versions(Array.from({ length: 3000 }, (_, index) => `${index}.sql`));
    assert.equal((await reported(many)).length, 1);
  });
});
