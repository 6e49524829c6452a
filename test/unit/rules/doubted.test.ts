import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importInventory } from '../../../src/core/inventory/import';
import { expired } from '../../../src/core/rules/certificate/expired';
import { configSyntax } from '../../../src/core/rules/config/syntax';
import { undeclared } from '../../../src/core/rules/dependency/undeclared';
import { unverifiedTls } from '../../../src/core/rules/endpoint/unverified-tls';
import { dropsData } from '../../../src/core/rules/migration/drops-data';
import { missingLock } from '../../../src/core/rules/migration/missing-lock';
import { upgradesHost } from '../../../src/core/rules/script/upgrades-host';
import { defaultCredential } from '../../../src/core/rules/secret/default-credential';
import { hardCoded } from '../../../src/core/rules/secret/hard-coded';
import { providerToken } from '../../../src/core/rules/secret/provider-token';
import { doubted as found } from '../../support/doubted';

describe('a finding that is only possible', () => {
  it('is about a file that is one of a row', async () => {
    const text = '   <?xml version="1.0"?>\n   <acl/>\n';
    assert.deepEqual(await found(configSyntax, { 'requests/acl-001.xml': text, 'requests/002.xml': text, 'conf/acl.xml': text }), [
      'likely conf/acl.xml',
      'possible requests/002.xml',
      'possible requests/acl-001.xml',
    ]);
  });

  it('is about what says that it is to be filled in', async () => {
    const text = (line: string) => `# ${line}\nacme:\n  password: admin\n`;
    assert.deepEqual(await found(defaultCredential, { 'etc/a.yml': text('Replace with your values'), 'etc/b.yml': text('The values') }), [
      'likely etc/b.yml',
      'possible etc/a.yml',
    ]);
  });

  it('is about what simulates, shows and develops the product', async () => {
    const text = 'db:\n  user: acme\n  password: acme\n';
    assert.deepEqual(
      await found(defaultCredential, {
        'simu/etc/central.yml': text,
        'website/config.yml': text,
        'compose.gitpod.yaml': text,
        'etc/broker.yml': text,
      }),
      ['likely etc/broker.yml', 'possible compose.gitpod.yaml', 'possible simu/etc/central.yml', 'possible website/config.yml'],
    );
  });

  it('is about a session in a function that fills an empty database', async () => {
    const script = (head: string) =>
      `#!/bin/bash\n${head}\n{\n  mysql -h "$DB" shop -e "DROP TABLE shop_account"\n}\nrun() {\n  work\n}\nrun\n`;
    const files = {
      'bin/one.sh': script('function initializeDatabase()'),
      'bin/two.sh': script('seed_demo_data ()'),
      'bin/three.sh': script('function init_db'),
      'bin/four.sh': script('upgrade_database()'),
      'bin/five.sh': script('init_upgrade()'),
      'bin/six.sh': 'init_db() {\n  work\n}\nmysql -h "$DB" shop -e "DROP TABLE shop_account"\n',
    };
    const expected = [
      'likely bin/five.sh',
      'likely bin/four.sh',
      'likely bin/six.sh',
      'possible bin/one.sh',
      'possible bin/three.sh',
      'possible bin/two.sh',
    ];
    assert.deepEqual(await found(dropsData, files), expected);
  });

  it('is about the default of a function that is switched off beside it', async () => {
    const line = (enabled: string) => `<cfg>\n <Enable_Xsup>${enabled}</Enable_Xsup>\n <Xsup_Password>admin</Xsup_Password>\n</cfg>\n`;
    const block = (enabled: string) => `guest:\n  enabled: ${enabled}\nlocal:\n  user: acme\n  password: acme\n`;
    assert.deepEqual(
      await found(defaultCredential, {
        'etc/off.xml': line('0'),
        'etc/on.xml': line('1'),
        'etc/off.yml': 'local:\n  enabled: false\n  user: acme\n  password: acme\n',
        'etc/disabled.ini': '[local]\nuser = acme\npassword = acme\ndisabled = yes\n',
        // Another block and another section switch off something else.
        'etc/other.yml': block('false'),
        'etc/other.ini': '[guest]\nenabled = no\n[local]\nuser = acme\npassword = acme\n',
      }),
      [
        'likely etc/on.xml',
        'likely etc/other.ini',
        'likely etc/other.yml',
        'possible etc/disabled.ini',
        'possible etc/off.xml',
        'possible etc/off.yml',
      ],
    );
  });

  it('is about a token in a remark of a compiled program', async () => {
    const token = 'AKIA3WNQJCXE2DYPAU7R';
    assert.deepEqual(
      await found(providerToken, {
        'event/event.go': `//    "accessKeyId": "${token}"\ntype Event struct {}\n`,
        'event/send.go': `const id = "${token}"\n`,
        'bin/send.sh': `#!/bin/sh\n# key=${token}\n`,
      }),
      ['certain bin/send.sh', 'certain event/send.go', 'possible event/event.go'],
    );
  });

  it('is about a certificate that only what builds the product has', async () => {
    const text = readFileSync(
      join(__dirname, '../../rules/certificate.expired/ng.serves-connections/package/config/metrics/server.crt'),
      'utf8',
    );
    assert.deepEqual(await found(expired, { '.github/workflows/root.crt': text }, { now: Date.parse('2030-01-01') }), [
      'possible .github/workflows/root.crt',
    ]);
    assert.deepEqual(await found(expired, { '.github/root.crt': text, 'config/server.crt': text }, { now: Date.parse('2030-01-01') }), [
      'certain .github/root.crt',
    ]);
  });

  it('is about what the scripts need by which developers work on a source', async () => {
    const text = '#!/bin/sh\nset -eu\njq -r .version config/flatc.json\n';
    const { inventory } = importInventory(
      'inventory.json',
      JSON.stringify({
        environments: [
          {
            name: 'production',
            hosts: [{ name: 'app01', os: { id: 'debian', version: '12' }, packages: [{ name: 'libc6', version: '2.36', type: 'deb' }] }],
          },
        ],
      }),
    );
    const files = (own: string) => ({ 'go.mod': 'module dten.example/platform\n', [own]: text });
    assert.deepEqual(await found(undeclared, files('scripts/install-flatc.sh'), { inventory }), ['possible scripts/install-flatc.sh']);
    assert.deepEqual(await found(undeclared, files('scripts/install.sh'), { inventory }), ['likely scripts/install.sh']);
    assert.deepEqual(await found(undeclared, files('files/install-flatc.sh'), { inventory }), ['likely files/install-flatc.sh']);
    const checkout = (verb: string) => ({ 'support/install.sh': `#!/bin/sh\nset -eu\ngit ${verb}\n` });
    assert.deepEqual(await found(undeclared, checkout('rev-parse HEAD'), { inventory }), ['possible support/install.sh']);
    assert.deepEqual(await found(undeclared, checkout('clone https://git.dten.example/hub'), { inventory }), ['likely support/install.sh']);
    assert.deepEqual(await found(undeclared, checkout('clone -s . ../work\ngit -C ../work am fix.patch'), { inventory }), [
      'possible support/install.sh',
    ]);
  });

  it('is about what a program has in quotes, unless that is its settings', async () => {
    const text = 'found["password"] = "t8Vq-61mRz"\n';
    const files = ['src/remote.py', 'tools/send.php', 'settings/local_settings.py', 'lib/config_reader.rb'];
    assert.deepEqual(await found(hardCoded, Object.fromEntries(files.map((path) => [path, text]))), [
      'certain settings/local_settings.py',
      'possible lib/config_reader.rb',
      'possible src/remote.py',
      'possible tools/send.php',
    ]);
  });

  it('is about settings that a script fills in, and about rows whose columns do not say what they hold', async () => {
    const fill = (line: string) => `#!/bin/bash\nset -eu\nsecret=$(openssl rand -hex 16)\ncp etc/acme.ini /etc/acme.ini\n${line}\n`;
    const file = { 'etc/acme.ini': '[broker]\nqueue_password = Qf8-vent-33\n' };
    for (const line of [
      'sed -i "s|^queue_password = .*|queue_password = $secret|" /etc/acme.ini',
      'sed --in-place -e "s/Qf8-vent-33/${secret}/" /etc/acme.ini',
      'perl -pi -e "s,(queue_password) = .*,\\1 = $secret," /etc/acme.ini',
      'crudini --set /etc/acme.ini broker queue-password "$secret"',
    ])
      assert.deepEqual([line, ...(await found(hardCoded, { ...file, 'install.sh': fill(line) }))], [line, 'possible etc/acme.ini']);
    for (const line of [
      'sed -i "s|^login_password = .*|login_password = $secret|" /etc/acme.ini',
      'sed -i "s|^queue_password = |&|" /etc/acme.ini',
    ])
      assert.deepEqual([line, ...(await found(hardCoded, { ...file, 'install.sh': fill(line) }))], [line, 'certain etc/acme.ini']);
    const guessed = "INSERT INTO administrators VALUES (1, 'admin', 'ivoz5provider', 'Main office');\n";
    const named = "INSERT INTO administrators (id, name, password) VALUES (2, 'backup', 'Kp4-backup-Lm');\n";
    assert.deepEqual(await found(hardCoded, { 'schema/rows.sql': guessed + named }), [
      'certain schema/rows.sql',
      'possible schema/rows.sql',
    ]);
    assert.deepEqual(await found(hardCoded, { 'web/login.feature': 'Scenario: Login\n  { "password": "Zx7-terminal-9" }\n' }), []);
  });

  it('is about tables that a program tells later', async () => {
    const text = (table: string) => `\\set ON_ERROR_STOP on\nALTER TABLE ${table} DROP COLUMN rank;\n`;
    const files = { 'sql/told.sql': text('readings'), 'sql/later.sql': text('"${schema}"."${table}"') };
    assert.deepEqual(await found(dropsData, files), ['likely sql/told.sql', 'possible sql/later.sql']);
    const lock = (table: string) => ({ 'sql/upgrade.sql': text(table) });
    assert.deepEqual(await found(missingLock, lock('readings')), ['likely sql/upgrade.sql']);
    assert.deepEqual(await found(missingLock, lock('"${schema}"."${table}"')), ['possible sql/upgrade.sql']);
  });

  it('is about rows that the same file brings anew, and not about those that it only takes away', async () => {
    const files = {
      'sql/create_all.sql': 'source step_01_structure.sql;\nsource step_02_menu.sql;\nsource step_03_all_following.sql;\n',
      'sql/step_01_structure.sql': 'CREATE TABLE menu (id int) ENGINE=InnoDB;\n',
      'sql/step_02_menu.sql':
        "delete from MENU;\ndelete from `ward`;\ndelete from visits;\nINSERT INTO menu (id) VALUES (1);\nLOAD DATA LOCAL INFILE 'ward.csv'\n  INTO TABLE ward FIELDS TERMINATED BY ';';\n",
      'sql/step_03_all_following.sql': 'source step_04_visits.sql;\n',
      'sql/step_04_visits.sql': 'ALTER TABLE visits MODIFY note varchar(80), ENGINE=InnoDB;\n',
    };
    assert.deepEqual(await found(dropsData, files), [
      'likely sql/step_02_menu.sql',
      'possible sql/step_02_menu.sql',
      'possible sql/step_02_menu.sql',
    ]);
    // Nobody in the package says that a client of MySQL runs them by itself.
    assert.deepEqual(await found(missingLock, files), ['likely sql/step_04_visits.sql']);
  });

  it('is about what a host does when it boots for the first time', async () => {
    assert.deepEqual(await found(upgradesHost, { 'cloud-init.yml': '#cloud-config\npackage_upgrade: true\n' }), [
      'possible cloud-init.yml',
    ]);
  });

  it('is about defaults of programs, and about the program itself', async () => {
    const files = {
      'src/Auth.scala': 'val connection = settings.getOrElse(LdapConnection(Nil, useSSL = false))\n',
      'src/fetch.py': 'url = "https://{}/infos".format(host)\nrequests.get(url, verify=False)\n',
      'src/usage.cpp': 'puts("      --no-verify-ssl       Do not verify the certificate of the server");\n',
      'src/start.cpp': 'run("wget", "--no-check-certificate", url);\n',
    };
    assert.deepEqual(await found(unverifiedTls, files), ['likely src/fetch.py', 'likely src/start.cpp', 'possible src/Auth.scala']);
  });

  it("is about a key of somebody's own store, a list of what is no secret, and what a form shows", async () => {
    const key = ['AK', 'IAIT3Q7ZMW5LX2HRVB'].join('');
    const service = 'ico-f8Zq2LmX0vR7tB4nY6wK1sD9hJ3gP5cA';
    const storage = (endpoint: string) => `storage:\n  access_key: "${key}"\n  bucket: reports\n  endpoint_url: "${endpoint}"\n`;
    assert.deepEqual(
      await found(providerToken, {
        'etc/own.sh': `MINIO_ACCESS_KEY=${key}\n`,
        'etc/own.yml': storage('http://store:9000'),
        'etc/theirs.yml': storage('https://s3.eu-central-1.amazonaws.com'),
        'etc/near.sh': `AWS_ACCESS_KEY_ID=${key}\nMINIO_HOST=store\n`,
        'etc/alias.sh': `mc alias set s3 http://localhost:9000 ${key} x\n`,
        '.gitleaks.toml': `[allowlist]\nregexes = ['''${service}''']\n`,
        'web/form.tsx': `  { key: "TOKEN",\n    placeholder: "${service}",\n  },\n`,
        'web/call.ts': `const token = "${service}";\n`,
      }),
      [
        'certain etc/near.sh',
        'certain etc/theirs.yml',
        'certain web/call.ts',
        'possible .gitleaks.toml',
        'possible etc/alias.sh',
        'possible etc/own.sh',
        'possible etc/own.yml',
        'possible web/form.tsx',
      ],
    );
  });

  it('is about a script for nothing but taking all away, unless something runs it', async () => {
    const drops = (prefix: string) => `DROP TABLE ${prefix}meetings;\nDROP TABLE ${prefix}rooms;\n`;
    assert.deepEqual(
      [
        ...new Set(
          await found(dropsData, {
            'sql/psql_drop_hub.sql': drops('a_'),
            'sql/psql_drop_old.sql': drops('b_'),
            'sql/psql_drop_change.sql': `${drops('c_')}ALTER TABLE guests ADD note text;\n`,
            'sql/012_drop_old.sql': drops('d_'),
            'upgrade.sh': '#!/bin/sh\nset -e\npsql -v ON_ERROR_STOP=1 -d hub -f sql/psql_drop_old.sql\n',
          }),
        ),
      ],
      ['likely sql/012_drop_old.sql', 'likely sql/psql_drop_change.sql', 'likely sql/psql_drop_old.sql', 'possible sql/psql_drop_hub.sql'],
    );
  });

  it('is about the people of a directory that a file fills', async () => {
    const people = (count: number) =>
      Array.from({ length: count }, (_, at) => `dn: uid=u${at},dc=acme\nuid: u${at}\nuserPassword: Kx7quartz${at}\n`).join('\n');
    assert.deepEqual(
      [...new Set(await found(hardCoded, { 'ldap/few.ldif': people(2), 'ldap/many.ldif': people(40) }))],
      ['certain ldap/few.ldif', 'possible ldap/many.ldif'],
    );
  });

  it('is about a task that waits until a server answers', async () => {
    const task = (...lines: readonly string[]) =>
      `- name: Wait\n  ansible.builtin.uri:\n    url: "{{ hub_url }}"\n    validate_certs: false\n${lines.map((line) => `    ${line}\n`).join('')}  register: result\n`;
    assert.deepEqual(
      await found(unverifiedTls, {
        'roles/hub/tasks/wait.yml': task('status_code: 200'),
        'roles/hub/tasks/setup.yml': task('method: POST', 'body: "{{ setup }}"'),
        'roles/hub/tasks/login.yml': task('url_username: hub', 'url_password: "{{ hub_word }}"'),
      }),
      ['certain roles/hub/tasks/login.yml', 'certain roles/hub/tasks/setup.yml', 'possible roles/hub/tasks/wait.yml'],
    );
  });
});
