import assert from 'node:assert/strict';
import { importInventory } from '../../../src/core/inventory/import';

const packages = [
  ['adduser', '3.134'],
  ['base-files', '12.4+deb12u8'],
  ['libc6:amd64', '2.36-9+deb12u7'],
  ['libpq5:amd64', '15.8-0+deb12u1'],
  ['openssl', '3.0.15-1~deb12u1'],
] as const;
const lines = packages.map((each) => each.join('\t'));
const list = lines.map((line) => `${line}\n`).join('');
const behind = (...before: readonly string[]): string => lines.flatMap((line) => before.map((one) => `${one}${line}\n`)).join('');
/** Hosts with the number of their packages, in order. */
function told(text: string): { readonly hosts: readonly string[]; readonly problems: readonly string[] } {
  const { inventory, problems } = importInventory('/site/.upgrade-review/inventory.production.app10.txt', text);
  return {
    hosts: inventory.environments
      .flatMap(({ hosts }) => hosts.map(({ name, packages: own = [] }) => `${name} ${own.length}`))
      .toSorted((a, b) => a.localeCompare(b)),
    problems: problems.map(({ code }) => code),
  };
}

describe('what stands around a list', () => {
  const left: Readonly<Record<string, readonly string[]>> = {
    'by terminals': ['| ', '│ ', '[32m', '\\e[0;33m', '\\033[1m', '^[[1;31m', '␛[0m', '\u001B[0m'],
    'as the time': [
      'Nov 20 2026 12:00:00 ',
      'Fri Nov 20 12:00:00 UTC 2026 ',
      '[Fri Nov 20 12:00:00 2026] ',
      '20.11.2026 12:00:00 ',
      '11/20/2026 12:00:00 PM ',
      '[20/Nov/2026:12:00:00 +0000] ',
      '2026-11-20 12:00:00 +0100 ',
      '[   12.345678] ',
      '1795176000.123456 ',
    ],
    'by logs': [
      'Nov 20 12:00:00 app10 list[12]: ',
      '<13>1 2026-11-20T12:00:00Z app10 list 12 - - ',
      '2026-11-20 12:00:00,123 INFO [main] site.List - ',
      'INFO:root:',
      'inventory\tCollect\t2026-11-20T12:00:00.1234567Z ',
      '2026-11-20T12:00:00.123456789+00:00 stdout F ',
    ],
    'by tools that ask hosts and containers': [
      'app10: ',
      '10.1.2.3: ',
      '[app10] out: ',
      'app-1  | ',
      '[pod/app-7d9f/app] ',
      'app-7d9f-x app ',
      'null_resource.list (remote-exec): ',
      'app10 => ',
      'app10    : ',
      'app10\t',
      '/var/lists/app10.txt:',
    ],
  };
  for (const [who, each] of Object.entries(left))
    it(`is left out: ${who}`, () => {
      for (const before of each) assert.deepEqual(told(behind(before)), { hosts: ['app10 5'], problems: [] }, before);
    });

  it('tells several hosts apart', () => {
    const ways = [
      behind('app10: ', 'app11: '),
      behind('app10  | 2026-11-20T12:00:00Z ', 'app11  | 2026-11-20T12:00:00Z '),
      behind('Nov 20 12:00:00 app10 list[12]: ', 'Nov 20 12:00:00 app11 list[9]: '),
      `== app10\n${list}== app11\n${list}`,
      `app10\n${list}\napp11\n${list}`,
      `---------------\napp[10-11] (2)\n---------------\n${list}`,
      `app10:\n${list.replaceAll(/^/gm, '    ').trimEnd()}\napp11:\n${list.replaceAll(/^/gm, '    ').trimEnd()}\n`,
      `\u001B[0;33mapp10 | CHANGED | rc=0 >>\u001B[0m\n${list}\u001B[0;33mapp11 | CHANGED | rc=0 >>\u001B[0m\n${list}`,
    ];
    for (const text of ways) assert.deepEqual(told(text), { hosts: ['app10 5', 'app11 5'], problems: [] }, text);
    assert.deepEqual(told(`=== primary ===\n${list}=== replica ===\n${list}`).hosts, ['primary 5', 'replica 5']);
  });

  it('is said where it is not of the list', () => {
    assert.deepEqual(told(`${behind('app10: ')}app11: ssh: connect to host app11 port 22: Connection refused\n`), {
      hosts: ['app10 5'],
      problems: ['inventory-section'],
    });
    assert.deepEqual(told(`${behind('app10: ')}${behind('app10: ')}somebody else wrote this\n`).problems, ['inventory-bad-line']);
  });

  it('is no list where it says that things are not there, or are to come', () => {
    const others = [
      'Erased: ',
      'Removing ',
      'available: ',
      'missing: ',
      'planned: ',
      'Depends: ',
      'fixed-in: ',
      '404: ',
      '+',
      '-',
      '# ',
      '// ',
      '; ',
    ];
    for (const before of others) assert.deepEqual(told(behind(before)).hosts, [], before);
    assert.deepEqual(told('Erased: bash-5.1.8-9.el9.x86_64\nErased: glibc-2.34-100.el9.x86_64\n').hosts, []);
  });
});
