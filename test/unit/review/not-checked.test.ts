import assert from 'node:assert/strict';
import { readSite } from '../../../src/core/catalog/site';
import { newCache } from '../../../src/core/review/cache';
import type { ReviewRequest } from '../../../src/core/review/request';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

describe('what was not checked', () => {
  const manifest = '{ "name": "x", "version": "1.0.0" }';
  const review = async (files: Record<string, string>, request: Partial<ReviewRequest> = {}) => {
    const { inventory, catalog } = readSite([]);
    const source = memorySource('x.zip', { 'manifest.json': manifest, ...files });
    const { notChecked } = await reviewPackage({ source, inventory, catalog, rules, environment: 'production', ...request });
    return notChecked.map(({ what, why }) => `${what}: ${why}`);
  };

  it('names archives and images inside the package, by their number if there are many', async () => {
    const inside = (await review({ 'lib/a.jar': '', 'lib/b.tar.gz': '', 'c.deb': '', 'vm.qcow2': '', 'docs/zip.md': '' })).filter((line) =>
      line.startsWith('content'),
    );
    assert.deepEqual(inside, ['content of c.deb, lib/a.jar, lib/b.tar.gz, 1 more: archives and images of this kind are not opened']);
  });

  it('names hosts that the upgrade works on, and that no inventory tells of', async () => {
    const inventory = { ...readSite([]).inventory, environments: [{ name: 'production', databases: [], hosts: [{ name: 'app01' }] }] };
    const script =
      'ssh app01 systemctl stop a\nssh -p 22 root@db01.example.net systemctl stop a\nssh "$1" systemctl stop a\nssh localhost rm /opt/a/b\n';
    const gaps = (await review({ 'upgrade.sh': `#!/bin/sh\n${script}` }, { inventory })).filter((line) =>
      line.startsWith('what the upgrade'),
    );
    assert.deepEqual(gaps, [
      'what the upgrade does on db01.example.net: the inventory does not know what is there',
      'what the upgrade does on hosts that its scripts are told when they run: nobody can say which they are',
    ]);
  });

  it('names what a changelog has run that nobody reads', async () => {
    const log = (inside: string) => `<databaseChangeLog>${inside}</databaseChangeLog>`;
    const gaps = (
      await review({
        'db/master.xml': log(
          '<include file="a.xml" relativeToChangelogFile="true"/><include file="gone.xml"/><include file="db/b.groovy"/><includeAll path="db/all" filter="com.example.Mine"/>',
        ),
        'db/a.xml': log('<changeSet id="1" author="a"><sqlFile path="gone.sql"/><sqlFile path="mysql.sql" dbms="mysql"/></changeSet>'),
        'db/b.groovy': 'databaseChangeLog { }',
        'db/all/1.sql': 'SELECT 1;',
      })
    ).filter((line) => line.startsWith('changes'));
    const why = 'they are not in the package, not read, or chosen by code';
    assert.deepEqual(gaps, [
      `changes that db/a.xml includes: gone.sql: ${why}`,
      `changes that db/master.xml includes: gone.xml, db/b.groovy, db/all: ${why}`,
    ]);
  });

  it('names migrations that a compiled program holds, and no other sources of it', async () => {
    const gaps = await review({
      'db/0001_x.go': 'package db\nfunc init() { goose.AddMigration(up, down) }\n',
      'db/list.go': 'package db\n',
      'src/db/migration/V2__X.java': 'public class V2__X extends BaseJavaMigration { }\n',
      'Migrations/1_X.cs': 'public partial class X : Migration\n{ protected override void Up(MigrationBuilder b) { } }\n',
    });
    assert.deepEqual(
      gaps.filter((line) => line.endsWith('is not understood')),
      [
        'Migrations/1_X.cs: C# is not understood',
        'db/0001_x.go: Go is not understood',
        'src/db/migration/V2__X.java: Java is not understood',
      ],
    );
  });

  it('names what holds files by its first bytes, whatever it is called, and takes them for what decides', async () => {
    const { inventory, catalog } = readSite([]);
    const decided = async (files: Record<string, string | Uint8Array>) => {
      const source = memorySource('x.zip', { 'manifest.json': manifest, ...files });
      const { notChecked } = await reviewPackage({ source, inventory, catalog, rules, environment: 'production' });
      return notChecked.filter(({ decisive, what }) => decisive && what.includes('payload')).map(({ what, why }) => `${what}: ${why}`);
    };
    const bytes = (hex: string) => Uint8Array.from([...(hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16)), ...new Uint8Array(300)]);
    assert.deepEqual(await decided({ payload: bytes('68737173') }), ['payload: a squashfs image is not understood']);
    assert.deepEqual(await decided({ 'data/payload.dat': bytes('377abcaf271c0004') }), [
      'data/payload.dat: a 7-Zip archive is not understood',
    ]);
    assert.deepEqual(await decided({ 'payload.v2': bytes('53616c7465645f5f') }), ['payload.v2: an encrypted file is not understood']);
    assert.deepEqual(await decided({ payload: bytes('c771') }), ['payload: a cpio archive is not understood']);
    for (const [head, is] of [
      ['27051956', 'an image for U-Boot'],
      ['5542492301', 'a UBI image'],
      ['85190320', 'a JFFS2 image'],
      ['feedfeed00000002', 'a key store of Java'],
      ['308204bd020100300d06092a864886f70d0101010500', 'a private key in binary form'],
      ['308187020100301306072a8648ce3d0201', 'a private key in binary form'],
    ] as const)
      assert.deepEqual(await decided({ 'etc/payload': bytes(head) }), [`etc/payload: ${is} is not understood`]);
    // Signs of disks stand behind what is empty, or starts a computer.
    const standing = (at: number, hex: string) => Uint8Array.from([...new Uint8Array(at), ...bytes(hex), ...new Uint8Array(0x300)]);
    const bootRecord = standing(450, `83${'00'.repeat(7)}01${'00'.repeat(51)}55aa`);
    const group = standing(1080, '53ef01000100');
    for (const [content, is] of [
      [standing(0x8001, '4344303031'), 'an image of a CD'],
      [standing(512, '4546492050415254'), 'an image of a disk'],
      [bootRecord, 'an image of a disk'],
      [group, 'an image of a file system'],
      [standing(1024, 'e2e1f5e0'), 'an image of a file system'],
      [standing(40, '5f465648'), 'an image of firmware'],
    ] as const)
      for (const name of ['payload', 'payload.dat', 'payload.txt', 'payload.png'])
        assert.deepEqual(await decided({ [name]: content }), [`${name}: ${is} is not understood`]);
    assert.deepEqual(await decided({ 'payload.ico': standing(40, '010203'), 'payload.bin': standing(2000, '53ef') }), []);
    const php = new TextEncoder().encode('<?php system("reboot"); __HALT_COMPILER(); ?>\r\n');
    for (const name of ['payload', 'payload.php', 'payload.dat'])
      assert.deepEqual(await decided({ [name]: Uint8Array.from([...php, 0, 1, 2]) }), [
        `${name}: an archive of programs in PHP is not understood`,
      ]);
    for (const [name, head, is] of [
      ['payload.dat', '5047444d50010e', 'a dump of a database'],
      ['payload.delta', '4253444946463430', 'a difference between programs'],
      ['payload.png', '377abcaf271c0004', 'a 7-Zip archive'],
      ['payload.v3', '85010c03', 'an encrypted file'],
      ['payload/word/vbaProject.bin', 'd0cf11e0', 'a project of macros'],
      ['payload.sql.br', '8b138023', 'a compressed file'],
      ['payload.img.xz', 'fd377a585a00', 'a compressed image'],
    ] as const)
      assert.deepEqual(await decided({ [name]: bytes(head) }), [`${name}: ${is} is not understood`]);
    for (const name of ['payload.js.br', 'payload.css.lz4', 'docs/payload.md.br'])
      assert.deepEqual(await decided({ [name]: bytes('8b') }), []);
    assert.deepEqual(await decided({ 'payload-setup.exe': bytes('4d5a') }), [
      'what payload-setup.exe would do: an installer is a program, and programs are not analysed',
    ]);
    assert.deepEqual(await decided({ 'payload/Uninstall.exe': bytes('4d5a') }), []);
    for (const name of ['payload.cab', 'payload.msi', 'payload.AppImage', 'payload.tar.lz4', 'payload.dmg', 'payload.tgz.gpg'])
      assert.deepEqual(await decided({ [name]: bytes('00') }), [`content of ${name}: archives and images of this kind are not opened`]);
    // A key ring, a table of a program, a text.
    assert.deepEqual(await decided({ 'keys/payload.gpg': bytes('99010d04') }), []);
    assert.deepEqual(await decided({ 'payload.idx': bytes('0001020304') }), []);
    assert.deepEqual(await decided({ 'payload.txt': 'hsqs is how squashfs begins\n' }), []);
    // A ZIP, and a tar that gzip has packed.
    for (const head of ['504b0304140000', '1f8b08000000'])
      assert.deepEqual(await decided({ 'payload.txt': bytes(head) }), [
        'payload.txt: an archive under the name of a text is not understood',
      ]);
    for (const [name, language] of [
      ['payload.tf', 'Terraform'],
      ['payload.nomad', 'Nomad'],
      ['payload/justfile', 'just'],
      ['payload/manifests/init.pp', 'Puppet'],
      ['payload/init.sls', 'Salt'],
      ['cookbooks/payload/recipes/default.rb', 'Ruby'],
      ['payload.reg', 'Windows script'],
      ['payload/com.dten.agent.plist', 'settings of macOS'],
      ['payload/makefile', 'make'],
      ['payload/lib/udev/rules.d/99-dten.rules', 'udev rules'],
      ['payload/etc/nftables.d/dten.nft', 'firewall rules'],
    ] as const)
      assert.deepEqual(await decided({ [name]: 'x = 1\n' }), [`${name}: ${language} is not understood`]);
  });

  it('names what the upgrade brings to hosts from elsewhere, and what it takes away without that a name is seen', async () => {
    const fetched = 'it is fetched when the upgrade runs, and does not lie in the package';
    const elsewhere = 'it does not lie in the package';
    const open = 'its name is put together when the script runs';
    const list = 'names that are put together when the script runs, or read from a list';
    for (const [command, ...gaps] of [
      ['curl -fsSo /opt/dten/tool https://v.example/tool', `what https://v.example/tool brings: ${fetched}`],
      [
        'wget -qO /tmp/a.tgz https://v.example/a.tgz\nmv /tmp/a.tgz /opt/a.tgz\ntar xzf /opt/a.tgz -C /opt/dten',
        `what https://v.example/a.tgz brings: ${fetched}`,
      ],
      ['scp vendor@v.example:/a.bin /opt/dten/', `what vendor@v.example:/a.bin brings: ${fetched}`],
      ['git -C /opt/dten pull --ff-only', `what git pull brings: ${fetched}`],
      ['tar xzf /srv/drop/x.tgz -C /opt/dten', `what /srv/drop/x.tgz holds: ${elsewhere}`],
      ['dpkg -i /srv/drop/a.deb /srv/drop/b.deb', `what /srv/drop/a.deb, /srv/drop/b.deb hold: ${elsewhere}`],
      ['tar xzf "$1" -C /opt/dten', `what install.sh unpacks or puts in its place: ${open}`],
      ['while read -r name; do rm -rf "$name"; done < list.txt', `what install.sh deletes: ${list}`],
      ['xargs -a list.txt userdel', `what install.sh deletes: ${list}`],
      // What is looked at only, what the host says of itself, what it has made of its own, and what lies in the package.
      ['curl -fsS -o /tmp/state.json https://v.example/state'],
      ['curl -fsS -o /opt/dten/state.json http://127.0.0.1:8080/state'],
      ['tar czf /srv/a.tgz /opt/dten\ntar xzf /srv/a.tgz -C /opt/other'],
      ['tar xzf files/a.tgz -C /opt/dten\ncp files/a.tgz /srv/b.tgz\ntar xzf /srv/b.tgz -C /opt/other'],
      ['apt-get install -y nginx'],
      ['rm -rf "$(mktemp -d)"'],
    ] as const) {
      const told = await review({ 'install.sh': `#!/bin/sh\nset -e\n${command}\n`, 'files/a.tgz': 'x', 'list.txt': '/opt/a\n' });
      assert.deepEqual(
        told.filter((line) => [fetched, elsewhere, open, list].some((why) => line.endsWith(why))),
        gaps,
        command,
      );
    }
  });

  it('names what the upgrade hands to programs and nobody reads, and not what it only puts somewhere', async () => {
    const { inventory, catalog } = readSite([]);
    const decided = async (command: string, files: Record<string, string | Uint8Array>) => {
      const source = memorySource('x.zip', { 'manifest.json': manifest, 'install.sh': `#!/bin/sh\nset -e\n${command}\n`, ...files });
      const { notChecked } = await reviewPackage({ source, inventory, catalog, rules, environment: 'production' });
      return notChecked.flatMap(({ decisive, what, why }) => (decisive && what.startsWith('what files/') ? [`${what}: ${why}`] : []));
    };
    const data = Uint8Array.of(1, 0, 2, 0);
    for (const [command, file, content, why] of [
      ['base64 -d files/a.b64 | tar xz -C /opt/dten', 'files/a.b64', 'H4sI\n', 'install.sh hands it to tar'],
      ['cat files/a.txt |\n  base64 -d > /opt/dten/a', 'files/a.txt', 'H4sI\n', 'install.sh makes /opt/dten/a of it'],
      ['xxd -r -p files/a.hex > /opt/dten/a', 'files/a.hex', '1f8b\n', 'install.sh makes /opt/dten/a of it'],
      ['sysctl -p files/a.txt', 'files/a.txt', 'kernel.panic=0\n', 'install.sh hands it to sysctl'],
      ['patch -p1 -d /opt/dten < files/a.patch', 'files/a.patch', '--- a\n+++ b\n', 'install.sh hands it to patch'],
      ['git -C /opt/dten apply files/a.patch', 'files/a.patch', '--- a\n+++ b\n', 'install.sh hands it to git apply'],
      ['dd if=files/a.bin of=/dev/mmcblk0', 'files/a.bin', data, 'install.sh hands it to dd'],
      ['mount -o loop "$HERE/files/a.dat" /mnt', 'files/a.dat', data, 'install.sh hands it to mount'],
      ['redis-cli < files/a.redis', 'files/a.redis', 'FLUSHALL\n', 'install.sh hands it to redis-cli'],
      ['openssl enc -d -in files/a.enc -out /opt/dten/a', 'files/a.enc', data, 'install.sh hands it to openssl'],
      ['mongorestore files/dump', 'files/dump/a.bson', data, 'install.sh hands it to mongorestore'],
      [
        'envsubst < files/a.tmpl > /etc/systemd/system/a.service',
        'files/a.tmpl',
        '[Service]\nExecStart=${A}\n',
        'install.sh makes /etc/systemd/system/a.service of it',
      ],
    ] as const)
      assert.deepEqual(await decided(command, { [file]: content }), [`what ${file} holds: ${why}, and nobody reads it`], command);
    for (const command of [
      'cp files/a.bin /opt/dten/a.bin',
      'sha256sum files/a.bin',
      'test -f files/a.bin && rm files/a.bin',
      'chmod 600 files/a.bin',
    ])
      assert.deepEqual(await decided(command, { 'files/a.bin': data }), [], command);
  });

  it('names settings of the host itself, and jobs of other systems, that no rule judges', async () => {
    const { inventory, catalog } = readSite([]);
    const decided = async (path: string, text: string) => {
      const source = memorySource('x.zip', { 'manifest.json': manifest, [path]: text });
      const { notChecked } = await reviewPackage({ source, inventory, catalog, rules, environment: 'production' });
      return notChecked.filter(({ decisive, what }) => decisive && what === path).map(({ why }) => why);
    };
    for (const [path, text, of] of [
      ['root/etc/ssh/sshd_config.d/10-dten.conf', 'PermitRootLogin yes\n', 'it sets who logs in over SSH and how'],
      ['etc/sysctl.d/90-dten.conf', 'kernel.randomize_va_space = 0\n', 'it sets the kernel'],
      ['usr/lib/sysusers.d/dten.conf', 'u dten 0 "DTEN" /opt/dten /bin/bash\n', 'it sets accounts'],
      [
        'etc/apt/preferences.d/dten',
        'Package: *\nPin: origin repo.dten.example\nPin-Priority: 1001\n',
        'it sets what package managers install',
      ],
      ['etc/security/limits.d/dten.conf', '* hard nofile 1048576\n', 'it sets limits of all users'],
      ['root/etc/ld.so.preload', '/opt/dten/lib/hook.so\n', 'text of an unknown kind'],
      ['etc/iptables/rules.v4', '*filter\n:INPUT DROP [0:0]\nCOMMIT\n', 'text of an unknown kind'],
      ['etc/xdg/autostart/dten.desktop', '[Desktop Entry]\nExec=/opt/dten/tray\n', 'text of an unknown kind'],
      ['usr/lib/systemd/system-preset/10-dten.preset', 'disable *\n', 'text of an unknown kind'],
      ['etc/postfix/master.cf', 'dten unix - n n - - pipe user=root argv=/opt/dten/in\n', 'text of an unknown kind'],
      ['etc/monit/conf.d/dten', 'check process dten with pidfile /run/dten.pid\n', 'configuration in an unknown format'],
      ['Procfile', 'release: bin/migrate\n', 'a list of processes'],
      [
        'windows/task.xml',
        '<Task xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task"><Actions/></Task>\n',
        'it is a task of Windows',
      ],
      [
        'k8s/scripts.yaml',
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: dten\ndata:\n  start.sh: |\n    rm -rf /data/*\n',
        'it holds start.sh for containers',
      ],
    ] as const)
      assert.ok((await decided(path, text))[0]?.startsWith(of), path);
    assert.deepEqual(await decided('group_vars/all/vault.yml', '$ANSIBLE_VAULT;1.1;AES256\n6162\n'), ['it is encrypted']);
    assert.deepEqual(await decided('secrets.yaml', 'a: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\nsops:\n  version: 3\n'), [
      'its values are encrypted',
    ]);
    for (const path of [
      'etc/dten/dten.conf',
      'docker/rootfs/etc/ssh/sshd_config.d/a.conf',
      'tests/etc/sysctl.d/a.conf',
      'config/sysctl.yaml',
    ])
      assert.deepEqual(await decided(path, 'a = 1\n'), [], path);
  });

  it('names clients of databases whose statements nobody reads, unless they only ask', async () => {
    const { inventory, catalog } = readSite([]);
    const decided = async (line: string) => {
      const source = memorySource('x.zip', { 'manifest.json': manifest, 'scripts/migrate.sh': `#!/bin/sh\nset -e\n${line}\n` });
      const { notChecked } = await reviewPackage({ source, inventory, catalog, rules, environment: 'production' });
      return notChecked.filter(({ decisive, why }) => decisive && why.startsWith('statements')).map(({ what }) => what);
    };
    for (const line of [
      'clickhouse-client --query "ALTER TABLE hits DROP COLUMN a"',
      'usql -c \'DROP TABLE users\' "$DATABASE_URL"',
      "mongosh shop --eval 'db.users.drop()'",
      'cqlsh -f change.cql',
      '/opt/mssql-tools/bin/sqlcmd -S db -i change.tsql',
      "db2 'drop table users'",
      'sqlplus -s app@db <<EOF\nDROP TABLE a;\nEOF',
    ]) {
      const name = /[\w-]+(?= )/.exec(line.replace(/^\S*\//, ''))?.[0] ?? '';
      assert.deepEqual(await decided(line), [`what ${name} changes in scripts/migrate.sh`], line);
    }
    for (const line of [
      "mongosh --eval 'db.adminCommand({ ping: 1 })'",
      "cqlsh -e 'DESCRIBE KEYSPACES'",
      'clickhouse-client -q "SELECT 1"',
      "psql -c 'DROP TABLE users'",
    ])
      assert.deepEqual(await decided(line), [], line);
  });

  it('takes a command that nobody knows for what decides where the upgrade runs it', async () => {
    const { inventory, catalog } = readSite([]);
    const decided = async (path: string, command = '/opt/dten/bin/apply-all --now') => {
      const script = `#!/bin/sh\nset -e\n${command}\n`;
      const source = memorySource('x.zip', { 'manifest.json': manifest, [path]: script });
      const { notChecked } = await reviewPackage({ source, inventory, catalog, rules, environment: 'production' });
      return notChecked.flatMap(({ decisive, what }) => (what.includes('command') ? [decisive] : []));
    };
    assert.deepEqual(await decided('scripts/install.sh'), [true]);
    assert.deepEqual(await decided('scripts/rollback.sh'), [false]);
    for (const command of ['puppet agent --test', 'chef-client', 'salt-call state.apply'])
      assert.deepEqual(await decided('scripts/install.sh', command), [true], command);
    assert.deepEqual(await decided('scripts/install.sh', 'salt-call test.ping'), []);
  });

  it('names rules that were switched off', async () => {
    const off = 'script/assumes-sudo';
    const lines = await review({}, { rules: rules.filter(({ id }) => id !== off), switchedOff: [off] });
    assert.ok(lines.includes('what script/assumes-sudo would find: switched off in the settings'), lines.join('\n'));
    assert.ok((await review({}, { rules: [] })).includes('everything: all rules are switched off'));
  });

  it('names what cannot be read, and what the inventory lacks', async () => {
    const lines = await review({ 'scripts/run.sh': '#!/bin/sh\n\0\u0001\0\u0002\n' });
    assert.ok(lines.includes('scripts/run.sh: 5 bytes at its end are no text and were not read'), lines.join('\n'));
    assert.ok(lines.includes('comparison with production: no inventory of production is loaded'));
  });

  it('names folders with the migrations of many versions, unless the package that came before is there', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 24 }, (_none, at) => [`db/migrations/${at + 1}_step.up.sql`, `ALTER TABLE a ADD COLUMN c${at} int;\n`]),
    );
    const told = (lines: readonly string[]) => lines.filter((line) => line.startsWith('which of'));
    assert.deepEqual(told(await review({ ...files, 'db/migrations/1_step.down.sql': 'DROP TABLE a;\n' })), [
      'which of the 24 migrations in db/migrations production has already: each is judged as if it ran now, and what one does to tables that another one makes counts as possible only; beside the package that came before, only what is new counts as new',
    ]);
    const baseline = { source: memorySource('w.zip', { 'manifest.json': manifest, ...files }), cache: newCache() };
    assert.deepEqual(told(await review(files, { baseline })), []);
    const { [`db/migrations/1_step.up.sql`]: _one, ...few } = Object.fromEntries(Object.entries(files).slice(0, 20));
    assert.deepEqual(told(await review(few)), []);
  });

  it('names what a shell is handed that nobody sees before, and takes it for what decides', async () => {
    const told = async (lines: string) =>
      (await review({ 'upgrade.sh': `#!/bin/bash\nset -e\n${lines}\n` })).filter((line) => line.startsWith('what '));
    const unseen = ['what a shell is handed in upgrade.sh: it is not in the package, or is put together when the script runs'];
    for (const lines of [
      'echo c3lzdGVtY3RsCg== | base64 -d | sh',
      'eval "$(base64 -d payload.b64)"',
      'bash -c "$(xxd -r -p payload.hex)"',
      'openssl base64 -d -in payload.b64 | bash',
      '/opt/dten/bin/steps | sh -s -- --now',
    ])
      assert.deepEqual(await told(lines), unseen, lines);
    for (const lines of [
      "sh <<'EOF'\nsystemctl stop dtend\nEOF",
      'eval "$(ssh-agent)"',
      'sh steps.sh',
      'echo c3lz | base64 -d > /etc/dten.key',
    ])
      assert.deepEqual(await told(lines), [], lines);
  });

  it('names scripts that start or stop units whose names nobody can say', async () => {
    const told = async (lines: string, files: Record<string, string> = {}) =>
      (await review({ 'upgrade.sh': `#!/bin/bash\nset -e\n${lines}\n`, ...files })).filter((line) => line.startsWith('units that'));
    const computed = ['units that upgrade.sh starts or stops: their names are put together when the script runs'];
    for (const lines of [
      'while read -r unit; do\n  systemctl restart "$unit"\ndone < units.txt',
      'for unit in $(cat /etc/dten/units); do systemctl stop "$unit"; done',
      'systemctl stop "$1"',
      'systemctl restart "${DTEN_UNIT}"',
      'xargs -a units.txt -n1 systemctl restart',
      'mapfile -t units < units.txt\nsystemctl enable "${units[@]}"',
      'x=DTEN_UNIT\nsystemctl stop "${!x}"',
    ])
      assert.deepEqual(await told(lines), computed, lines);
    for (const lines of [
      "systemctl restart 'dten*'",
      'for unit in dtend dten-web; do systemctl restart "$unit"; done',
      'ssh app01 systemctl stop "$1"',
      'systemctl status "$1"',
    ])
      assert.deepEqual(await told(lines), [], lines);
    assert.deepEqual(await told('. ./site.conf\nsystemctl stop "$DTEN_UNIT"', { 'site.conf': 'DTEN_UNIT=dtend\n' }), []);
  });

  it('names scripts that hold files in letters, or behind their end', async () => {
    const told = async (lines: string) =>
      (await review({ 'install.sh': `#!/bin/sh\nset -e\n${lines}\n` })).filter((line) => line.startsWith('files that'));
    const packed = Buffer.from('#!/bin/sh\nsystemctl stop dtend\nrm -rf /var/lib/dten\n').toString('base64');
    const held = ['files that install.sh holds in letters or behind the end: what is packed into a script is not opened'];
    for (const lines of [
      `base64 -d <<'EOF' | tar xz -C /opt\n${packed}\nEOF`,
      `echo '${packed}' | base64 --decode | sh`,
      'tail -n +20 "$0" | tar xzf - -C /opt/dten\nexit 0',
    ])
      assert.deepEqual(await told(lines), held, lines);
    for (const lines of [
      `echo "$TOKEN" | base64 -d`,
      `echo '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  a' | sha256sum -c\nbase64 -d key.b64 >key`,
      `cat >ca.pem <<'EOF'\n-----BEGIN CERTIFICATE-----\n${packed}\n-----END CERTIFICATE-----\nEOF\nbase64 -d other >x`,
      'tail -n 20 /var/log/dten.log | gzip >log.gz',
    ])
      assert.deepEqual(await told(lines), [], lines);
  });

  it('names scripts that hand SQL to a database which nobody can read here', async () => {
    const told = async (call: string, more: Record<string, string> = {}) =>
      (await review({ 'upgrade.sh': `#!/bin/bash\nset -e\n${call}\n`, ...more })).filter((line) => line.startsWith('SQL of'));
    const unseen = 'SQL of a database client in upgrade.sh: it is not in the package, or is put together when the script runs';
    for (const call of [
      'zcat dump.sql.gz | psql app',
      'psql app -c "$ASK"',
      'psql app -f /opt/vendor/sql/other.sql',
      'make_statements | psql app',
      'psql app <<EOF\n$STATEMENTS\nEOF',
      'psql < <(./statements)',
      'docker run --rm postgres:15 psql -h db -c "$SQL"',
      'mysql app < "$FILE"',
    ])
      assert.deepEqual(await told(call), [unseen], call);
    const sql = { 'sql/5.2.sql': 'ALTER TABLE a ADD COLUMN b int;\n' };
    for (const call of [
      'psql app -c "ALTER TABLE $SCHEMA.a ADD COLUMN b int"',
      'psql app -f sql/5.2.sql',
      'psql app -f "$(dirname "$0")/sql/5.2.sql"',
      'cat sql/5.2.sql | psql app',
      'for f in sql/5*.sql; do psql app -f "$f"; done',
      'runuser -l postgres -c "psql app -c \'ALTER TABLE a ADD COLUMN b int\'"',
      'docker run --rm --network db postgres:15 psql -c "ALTER TABLE a ADD COLUMN b int"',
      'psql --version',
      'psql -l',
    ])
      assert.deepEqual(await told(call, sql), [], call);
    // The plan knows the client from another file, and no rule has read the statement.
    assert.deepEqual(await told('. ./settings.sh\n$CLIENT -c "DROP TABLE a"', { 'settings.sh': 'CLIENT=/usr/bin/psql\n' }), [unseen]);
  });
});
