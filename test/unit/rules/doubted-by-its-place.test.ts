import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expired } from '../../../src/core/rules/certificate/expired';
import { configSyntax } from '../../../src/core/rules/config/syntax';
import { unverifiedTls } from '../../../src/core/rules/endpoint/unverified-tls';
import { dropsData } from '../../../src/core/rules/migration/drops-data';
import { goesOnAfterError } from '../../../src/core/rules/migration/goes-on-after-error';
import { defaultCredential } from '../../../src/core/rules/secret/default-credential';
import { hardCoded } from '../../../src/core/rules/secret/hard-coded';
import { privateKey } from '../../../src/core/rules/secret/private-key';
import { providerToken } from '../../../src/core/rules/secret/provider-token';
import { readableByAll } from '../../../src/core/rules/secret/readable-by-all';
import { doubted } from '../../support/doubted';

const key =
  '-----BEGIN RSA PRIVATE KEY-----\n' +
  `${'MIICXQIBAAKBgQDAqIL0uGKmTR98Lxx2vEEE1OGKkMXFo0JViitALe7Onhxx'.repeat(8)}\n`.repeat(2) +
  '-----END RSA PRIVATE KEY-----\n';

describe('a finding that is only possible, by who uses what it is about', () => {
  it('is about settings and scripts of developers and demonstrations beside those of images', async () => {
    const text = 'MYSQL_ROOT_PASSWORD=root\n';
    const files = [
      '.env.docker.dev',
      'api/env.dev',
      'docker/scenarios/two/nodes.env',
      'docker/db.env',
      'deploy/scenario.env',
      '.env.docker.prod',
    ];
    assert.deepEqual(await doubted(defaultCredential, Object.fromEntries(files.map((path) => [path, text]))), [
      'likely .env.docker.prod',
      'likely deploy/scenario.env',
      'likely docker/db.env',
      'possible .env.docker.dev',
      'possible api/env.dev',
      'possible docker/scenarios/two/nodes.env',
    ]);
    const run = '\t@docker run -d --name db-test -e POSTGRES_PASSWORD=vale-7-otter db\n';
    assert.deepEqual(await doubted(hardCoded, { 'images/dockerfiles/db/Makefile': `test: build\n${run}` }), [
      'possible images/dockerfiles/db/Makefile',
    ]);
  });

  it('is about a token that words before it call none', async () => {
    const token = 'TOKEN = "ico-f8Zq2LmX0vR7tB4nY6wK1sD9hJ3gP5cA"\n';
    assert.deepEqual(
      await doubted(providerToken, {
        'app/a.py': `# It holds no actual tokens; taken from the manual.\n${token}`,
        'app/b.py': `# a fake one\n${token}`,
        'app/c.py': `# the real one\n${token}`,
        'app/d.py': `fake_client = Client()\n${token}`,
      }),
      ['certain app/c.py', 'certain app/d.py', 'possible app/a.py', 'possible app/b.py'],
    );
  });

  it('is about what a client is handed by whoever starts the script', async () => {
    const script = (options: string) => `#!/bin/sh\nset -eu\npsql ${options} <<EOF\nALTER TABLE hosts ADD COLUMN seen text;\nEOF\n`;
    for (const options of ['"$@"', '$*', '"${args[@]}"', '$PSQL_OPTS -d hub', '${psql_flags} -d hub'])
      assert.deepEqual(
        [options, ...(await doubted(goesOnAfterError, { 'upgrade.sh': script(options) }))],
        [options, 'possible upgrade.sh'],
      );
    for (const options of ['-d hub', '"$DATABASE"', '-U "$DB_USER" "$DB_NAME"'])
      assert.deepEqual([options, ...(await doubted(goesOnAfterError, { 'upgrade.sh': script(options) }))], [options, 'likely upgrade.sh']);
  });

  it('is about a table whose name a view takes, and about databases of developers', async () => {
    const view = 'VIEW "card_calls" AS SELECT id FROM calls;';
    assert.deepEqual(await doubted(dropsData, { 'sql/upgrade.sql': `DROP TABLE IF EXISTS "card_calls";\nCREATE ${view}\n` }), [
      'possible sql/upgrade.sql',
    ]);
    assert.deepEqual(await doubted(dropsData, { 'sql/upgrade.sql': 'DROP TABLE IF EXISTS "card_calls";\n' }), ['likely sql/upgrade.sql']);
    const definer = 'ALGORITHM=UNDEFINED DEFINER=`root`@`localhost` SQL SECURITY DEFINER VIEW `card_calls` AS select `id` from `calls`;';
    assert.deepEqual(await doubted(dropsData, { 'mysql/upgrade.sql': `DROP TABLE IF EXISTS \`card_calls\`;\nCREATE ${definer}\n` }), []);
    assert.deepEqual(await doubted(dropsData, { 'run-db_init-dev.sh': '#!/bin/sh\npsql -h "$host" -c "DROP DATABASE $name;"\n' }), [
      'possible run-db_init-dev.sh',
    ]);
    assert.deepEqual(await doubted(dropsData, { 'db/scripts/hubdb_drop.pgsql': 'DROP TABLE IF EXISTS readings CASCADE;\n' }), []);
  });

  it('is about rows of people who do not exist, and about words that tell to fill them in', async () => {
    const row = (name: string, address: string) =>
      `INSERT INTO people (name, password, address) VALUES ('${name}', 'pass-${name}-17', '${address}');\n`;
    assert.deepEqual(
      await doubted(hardCoded, {
        'db/data.sql': row('test3', 'test3@example.com') + row('root', 'root@acme.io').replace('people', 'staff'),
      }),
      ['certain db/data.sql', 'possible db/data.sql'],
    );
    const settings = 'jwt_secret: SetARandomStringHere\nadmin_password: YourPasswordGoesHere\nlog_password: RedRiverRiding\n';
    const object = 'INSERT INTO gateways VALUES (1, \'Provider\', \'{\\"password\\":\\"PASSWORD\\",\\"proxy\\":\\"sip.acme.io\\"}\');\n';
    assert.deepEqual(await doubted(hardCoded, { 'db/gateways.sql': object }), []);
    assert.deepEqual(await doubted(hardCoded, { 'values.yaml': settings }), ['likely values.yaml']);
    assert.deepEqual(
      await doubted(defaultCredential, { 'conf/words.xml': '<c>\n<txt_title_password>Password</txt_title_password>\n</c>\n' }),
      [],
    );
    assert.deepEqual(await doubted(hardCoded, { 'src/backends.dox': '  type=mysql user=hub password=vale-7-otter host=localhost\n' }), []);
  });

  it('is about a key whose certificate says that it shows something, and about keys in the sources of a library', async () => {
    const bag = (name: string) => `Bag Attributes\nsubject=/CN=${name}/O=ACME\n${key}`;
    const files = {
      'lib/pdf/pdf.pem': bag('PDF DEMO'),
      'lib/web/web.pem': bag('web.acme.io'),
      'deps/http/http-0.9.tar.gz »/http-0.9/src/data/server.key': key,
      'tools/fonts-src.tgz »/fonts-src/server.key': key,
      'lib/demonstrator/server.key': key,
    };
    assert.deepEqual(await doubted(privateKey, files), [
      'certain lib/demonstrator/server.key',
      'certain lib/web/web.pem',
      'possible deps/http/http-0.9.tar.gz »/http-0.9/src/data/server.key',
      'possible lib/pdf/pdf.pem',
      'possible tools/fonts-src.tgz »/fonts-src/server.key',
    ]);
    assert.deepEqual(await doubted(readableByAll, files, { modes: 0o644 }), [
      'certain lib/demonstrator/server.key',
      'certain lib/web/web.pem',
    ]);
  });

  it('is about a certificate that stands among those of other chains', async () => {
    const pem = (path: string) => readFileSync(join(__dirname, '../../rules', path), 'utf8');
    const own = pem('certificate.expired/ng.serves-connections/package/config/metrics/server.crt');
    const others = [
      'certificate.expired/ng.for-tests/package/contrib/tls/ca.pem',
      'certificate.expired/ng.signing-certificate/package/certs/release-signing.pem',
    ].map(pem);
    const now = Date.parse('2045-01-01');
    assert.deepEqual(await doubted(expired, { 'etc/tls/server.crt': own }, { now }), ['certain etc/tls/server.crt']);
    const list = await doubted(expired, { 'lib/pay/cert.pem': [own, ...others].join('') }, { now });
    assert.deepEqual([...new Set(list)], ['possible lib/pay/cert.pem']);
  });

  it('is about what the defaults of a role leave to those who use it', async () => {
    const text = 'hub_database_port: 5432\nhub_database_sslmode: disable\nhub_password_provider_ldap_attributes_mail: "mail"\n';
    const files = { 'roles/custom/hub/defaults/main.yml': text, 'group_vars/hub.yml': text };
    assert.deepEqual(await doubted(unverifiedTls, files), ['certain group_vars/hub.yml', 'possible roles/custom/hub/defaults/main.yml']);
    assert.deepEqual(await doubted(hardCoded, files), []);
  });

  it('is nothing where a text is another one than it seems', async () => {
    const perl = "use strict;\nour @ACL = (\n  {   GroupType => 'Privileged',\n  },\n  map {\n    { Right => $_ }\n  } qw(a b),\n);\n";
    assert.deepEqual(
      await doubted(configSyntax, { 'etc/upgrade/5.9.4/content': perl, 'etc/site': 'http {\n  include mime.types;\n  map $a $b {\n' }),
      ['likely etc/site'],
    );
    const component = "my @pass = ref $args->{'PassArguments'}\n  ? @{$args} : ();\nmy %pass = map { $_ => $args->{$_} } @pass;\n";
    assert.deepEqual(
      await doubted(hardCoded, { 'share/html/Elements/ColumnMap': component, 'docker/Dockerfilephp85': 'ENV MYSQL_PASS=**Random**\n' }),
      [],
    );
    assert.deepEqual(await doubted(defaultCredential, { '.travis.yml.pause': 'env:\n  - DB_PASSWORD=password\n' }), [
      'possible .travis.yml.pause',
    ]);
  });
});
