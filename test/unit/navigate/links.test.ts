import assert from 'node:assert/strict';
import { linksIn } from '../../../src/core/navigate/links';
import { definitionOfCall } from '../../../src/core/navigate/functions';
import type { PackageSource } from '../../../src/core/package/source';
import { parseManifest } from '../../../src/core/package/manifest';
import { parseShell } from '../../../src/core/parse/shell';
import { parseFile } from '../../../src/core/subject/parse-file';
import type { Subject, Target } from '../../../src/core/subject/subject';
import { randomSource } from '../../support/random';

const targets = new Set<Target>(['shell', 'sql', 'unit', 'crontab', 'manifest']);

/** The links of one file of a package, as `text -> path`. */
async function links(path: string, text: string, others: readonly string[], manifest?: string): Promise<string[]> {
  const bytes = new TextEncoder().encode(text);
  const entry = { path, size: bytes.length };
  const source: PackageSource = { name: 'p', entries: [entry], read: () => Promise.resolve(bytes) };
  const parsed = await parseFile(source, entry, targets);
  assert.ok('subjects' in parsed);
  const files = [entry, ...others.map((other) => ({ path: other, size: 1 }))];
  return linksIn(parsed.subjects, files, manifest === undefined ? undefined : parseManifest(manifest)).map(
    ({ span, path: target }) => `${text.slice(span.start, span.end)} -> ${target}`,
  );
}

describe('links between files of a package', () => {
  it('of a script: what it sources, calls, reads and installs', async () => {
    const text = `
. "\${SCRIPT_DIR}/lib/common.sh"
source ./lib/health.sh
source ../tools/env.sh
"$HERE"/30-post.sh --now < data/hosts.txt
psql -f "$PACKAGE_DIR/migrations/0051_rooms.sql"
install -m 0755 bin/dtend /opt/dten/bin/dtend
/opt/dten/bin/dtend report
cat README.md /dev/null /etc/hosts
`;
    const files = [
      ...['scripts/lib/common.sh', 'scripts/lib/health.sh', 'tools/env.sh', 'scripts/30-post.sh', 'scripts/data/hosts.txt'],
      ...['migrations/0051_rooms.sql', 'bin/dtend', 'README.md', 'etc/null'],
    ];
    assert.deepEqual(await links('scripts/10-install.sh', text, files), [
      '"${SCRIPT_DIR}/lib/common.sh" -> scripts/lib/common.sh',
      './lib/health.sh -> scripts/lib/health.sh',
      '../tools/env.sh -> tools/env.sh',
      '"$HERE"/30-post.sh -> scripts/30-post.sh',
      'data/hosts.txt -> scripts/data/hosts.txt',
      '"$PACKAGE_DIR/migrations/0051_rooms.sql" -> migrations/0051_rooms.sql',
      'bin/dtend -> bin/dtend',
      '/opt/dten/bin/dtend -> bin/dtend',
      '/opt/dten/bin/dtend -> bin/dtend',
    ]);
  });

  it('of a script: the units that it speaks of', async () => {
    const text = 'systemctl restart dten-sync.service web@1\nsystemctl stop nothing\n';
    assert.deepEqual(await links('a.sh', text, ['systemd/dten-sync.service', 'systemd/web@.service']), [
      'dten-sync.service -> systemd/dten-sync.service',
      'web@1 -> systemd/web@.service',
    ]);
  });

  it('of a unit: programs, files, other units', async () => {
    const text = `[Unit]
After=network.target dten-gateway.service
[Service]
EnvironmentFile=-/etc/dten/dten.env
ExecStartPre=-/usr/bin/dtend --check
ExecStart=/opt/dten/bin/dtend --config /etc/dten/dten.env
`;
    const manifest = '{ "config": [{ "path": "config/dten.env", "installTo": "/etc/dten/dten.env" }] }';
    const files = ['bin/dtend', 'other/dtend-extra', 'config/dten.env', 'systemd/dten-gateway.service'];
    assert.deepEqual(await links('systemd/dtend.service', text, files, manifest), [
      'dten-gateway.service -> systemd/dten-gateway.service',
      '/etc/dten/dten.env -> config/dten.env',
      '/usr/bin/dtend -> bin/dtend',
      '/opt/dten/bin/dtend -> bin/dtend',
      '/etc/dten/dten.env -> config/dten.env',
    ]);
  });

  it('of a crontab: what its jobs run', async () => {
    const text = '# jobs\n0 3 * * * root /opt/x/bin/importer --all >>/var/log/x.log 2>&1\n';
    assert.deepEqual(await links('cron.d/x', text, ['bin/importer', 'log/x.log']), [
      '/opt/x/bin/importer -> bin/importer',
      '/var/log/x.log -> log/x.log',
    ]);
  });

  it('of a migration: what it includes', async () => {
    assert.deepEqual(
      await links('migrations/all.sql', '\\i 0001.sql\n\\ir down/0001.sql\n', ['migrations/0001.sql', 'migrations/down/0001.sql']),
      ['\\i 0001.sql -> migrations/0001.sql', '\\ir down/0001.sql -> migrations/down/0001.sql'],
    );
  });

  it('of a manifest: every path and unit, whatever the field is called', async () => {
    const text = `{ "rollback": "scripts/rollback.sh", "units": ["a.service"], "steps": [{ "script": "./scripts/10.sh" }],
      "files": [{ "path": "bin/a" }, { "path": "bin/missing" }], "bin/a": "1" }`;
    assert.deepEqual(
      await links('dten-5/manifest.json', text, [
        'dten-5/scripts/rollback.sh',
        'dten-5/scripts/10.sh',
        'dten-5/systemd/a.service',
        'dten-5/bin/a',
      ]),
      [
        '"scripts/rollback.sh" -> dten-5/scripts/rollback.sh',
        '"a.service" -> dten-5/systemd/a.service',
        '"./scripts/10.sh" -> dten-5/scripts/10.sh',
        '"bin/a" -> dten-5/bin/a',
      ],
    );
  });

  it('none where several files may be meant, and none out of the package', async () => {
    const files = ['a/lib/common.sh', 'b/lib/common.sh', 'x/install', 'etc/passwd'];
    const text = '. "$D/lib/common.sh"\n/usr/bin/install a b\n. ../../../../etc/passwd-not\nsource ../etc/shadow\n';
    assert.deepEqual(await links('scripts/a.sh', text, files), []);
  });

  it('never fail, whatever the files hold', async () => {
    const seed = 20261121;
    const random = randomSource(seed);
    const bits = [
      '. ',
      '"$X/',
      'lib/a.sh',
      '../',
      '\n',
      'ExecStart=',
      '[Unit]\n',
      '* ',
      '@daily ',
      '{"a":',
      '"',
      ',',
      '\\i ',
      ';',
      '${',
      "'",
      '}',
      ' ',
      '/',
      '%',
    ];
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: 1 + random.below(40) }, () => random.pick(bits)).join('');
      for (const path of ['s/a.sh', 'a.service', 'cron.d/a', 'manifest.json', 'a.sql']) {
        await links(path, text, ['lib/a.sh', 's/lib/a.sh']).catch((error: unknown) => {
          throw new Error(`seed ${seed}, round ${round}, ${path}: ${JSON.stringify(text)}`, { cause: error });
        });
      }
    }
  });
});

describe('definition of a called function', () => {
  const script = (path: string, text: string): Subject<'shell'> => ({ target: 'shell', path, text, syntax: parseShell(text) });
  const common = script('scripts/lib/common.sh', 'log() { echo "$1"; }\ndie() {\n  log "$1"\n  exit 1\n}\nfunction only_here { :; }\n');
  const other = script('other/common.sh', 'die() { false; }\n');
  const place = (text: string, call: string, path = 'scripts/a.sh') => {
    const caller = script(path, text);
    const found = definitionOfCall(caller, text.indexOf(call), [caller, common, other]);
    return found && `${found.path}: ${found.text.slice(found.definition.nameSpan.start, found.definition.nameSpan.end)}`;
  };

  it('is in the script itself, else in what it sources, else in the only one', () => {
    assert.equal(place('die() { :; }\ndie now\n', 'die now'), 'scripts/a.sh: die');
    assert.equal(place('. "$D/lib/common.sh"\ndie now\n', 'die now'), 'scripts/lib/common.sh: die');
    assert.equal(place('only_here\n', 'only_here'), 'scripts/lib/common.sh: only_here');
  });

  it('is unknown where two scripts could be meant, and for programs', () => {
    assert.equal(place('die now\n', 'die now'), undefined);
    assert.equal(place('rsync a b\n', 'rsync'), undefined);
    assert.equal(place('echo die\n', 'die'), undefined);
  });
});
