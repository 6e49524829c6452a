import { generateKeyPairSync } from 'node:crypto';
import { base64, digits, hex, lower, maker, upper, word, type Sample } from './made-up';

const make = maker(7);

/** What people and machines choose. */
const chosen = [
  'Wn7!pZ4q-Lr',
  'tR9vK2mXq8',
  'lantern-92-copper',
  'Sommer2031!',
  'kupferdach',
  'S0nnen#chein',
  '77412093',
  'gr33nTreeHouse',
  'qv8@Lm_22z',
  'Pelikan.77',
  'zugspitze41',
  'vB3~tYuP0',
];
/** In statements and lists that blanks or signs would end. */
const plain = ['tR9vK2mXq8', 'lantern-92-copper', 'kupferdach', 'gr33nTreeHouse', 'zugspitze41', 'Pelikan.77'];
const made = [make.of(word, 32), make.of(hex, 40), `${make.of(base64, 43)}=`, make.of(word, 24)];

type Template = readonly [path: string, text: string];

const withPassword: readonly Template[] = [
  ['scripts/install.sh', '#!/bin/sh\nset -eu\nDB_PASSWORD={}\nexport DB_PASSWORD\n'],
  ['scripts/upgrade.sh', '#!/bin/bash\nexport PGPASSWORD="{}"\npsql -h db -c "select 1"\n'],
  ['scripts/env.sh', "#!/bin/sh\nLDAP_BIND_PW='{}'\n"],
  ['scripts/run.sh', '#!/bin/bash\nlocal_setup() {\n  local admin_pass="{}"\n  setup "$admin_pass"\n}\n'],
  ['scripts/fallback.sh', '#!/bin/bash\nPASS="${REDIS_PASSWORD:-x}"\nREDIS_PASSWORD="${REDIS_PASSWORD:-{}}"\n'],
  ['postinst', '#!/bin/sh\nset -e\nreadonly SMTP_PASS="{}"\n'],
  ['scripts/mysql.sh', '#!/bin/sh\nMYSQL_PWD={} mysql -u app app < schema.sql\n'],
  ['scripts/dump.sh', "#!/bin/sh\nmysqldump -u root -p'{}' app > dump.sql\n"],
  ['scripts/fetch.sh', "#!/bin/sh\ncurl -fsS -u 'deploy:{}' https://repo.acme.net/app.tgz -o app.tgz\n"],
  ['scripts/copy.sh', "#!/bin/sh\nsshpass -p '{}' scp app.tgz admin@edge:/tmp/\n"],
  ['scripts/tls.sh', "#!/bin/sh\nopenssl rsa -in server.key -passin 'pass:{}' -out plain.key\n"],
  ['scripts/web.sh', "#!/bin/sh\nhtpasswd -bc /etc/nginx/.htpasswd operator '{}'\n"],
  ['scripts/ldap.sh', "#!/bin/sh\nldapsearch -x -D cn=admin,dc=acme -w '{}' -b dc=acme\n"],
  ['scripts/redis.sh', "#!/bin/sh\nredis-cli -a '{}' ping\n"],
  ['scripts/tool.sh', "#!/bin/sh\n/opt/acme/bin/acmectl user create ops --password='{}'\n"],
  ['scripts/tool2.sh', "#!/bin/sh\nacmectl login --db-password '{}'\n"],
  ['scripts/passwd.sh', "#!/bin/sh\necho 'app:{}' | chpasswd\n"],
  ['scripts/sudo.sh', "#!/bin/sh\necho '{}' | sudo -S systemctl restart app\n"],
  ['scripts/docker.sh', "#!/bin/sh\ndocker run -d -e POSTGRES_PASSWORD='{}' postgres:15\n"],
  ['scripts/conf.sh', '#!/bin/sh\ncat > /etc/acme/db.conf <<EOF\nhost=db\npassword={}\nEOF\n'],
  ['scripts/append.sh', "#!/bin/sh\necho 'db.password={}' >> /etc/acme/app.properties\n"],
  ['scripts/edit.sh', "#!/bin/sh\nsed -i 's/^password=.*/password={}/' /etc/acme/app.conf\n"],
  ['scripts/remote.sh', "#!/bin/sh\nssh edge 'mysql -uroot -p{} -e status'\n"],
  ['scripts/keytool.sh', "#!/bin/sh\nkeytool -genkeypair -keystore app.jks -storepass '{}' -alias app\n"],
  ['scripts/users.sh', '#!/bin/sh\nsu - postgres -c "psql -c \\"CREATE USER app WITH PASSWORD \'{}\'\\""\n'],
  ['scripts/sql.sh', "#!/bin/sh\npsql app <<SQL\nALTER ROLE app PASSWORD '{}';\nSQL\n"],
  ['etc/haproxy/haproxy.cfg', 'userlist ops\n  user admin insecure-password {}\n'],
  ['etc/haproxy/haproxy.cfg', 'listen stats\n  bind :8404\n  stats auth admin:{}\n'],
  ['etc/apache2/conf-available/ldap.conf', 'AuthLDAPBindDN cn=web,dc=acme\nAuthLDAPBindPassword "{}"\n'],
  ['etc/redis/redis.conf', 'port 6379\nrequirepass {}\n'],
  ['etc/nginx/conf.d/acme.conf', 'server {\n  listen 80;\n  set $admin_password "{}";\n  root /srv;\n}\n'],
  ['config/app.yaml', 'database:\n  host: db\n  user: app\n  password: {}\n'],
  ['config/mail.yml', 'smtp:\n  username: mailer\n  smtp_password: "{}"\n'],
  ['config/list.yaml', "servers:\n  - host: a\n    adminPassword: '{}'\n"],
  ['docker-compose.yml', 'services:\n  db:\n    image: mariadb:11.4\n    environment:\n      MARIADB_ROOT_PASSWORD: "{}"\n'],
  ['compose/docker-compose.yaml', 'services:\n  db:\n    image: postgres:15\n    environment:\n      - POSTGRES_PASSWORD={}\n'],
  [
    'k8s/deployment.yaml',
    'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          env:\n            - name: DB_PASSWORD\n              value: "{}"\n',
  ],
  ['k8s/secret.yaml', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\nstringData:\n  db-pass: "{}"\n'],
  ['config/app.json', '{\n  "database": { "user": "app", "password": "{}" }\n}\n'],
  ['config/service.json', '{\n  "ldap": { "bindPassword": "{}" }\n}\n'],
  ['config/app.toml', '[database]\nuser = "app"\npassword = "{}"\n'],
  ['etc/acme/app.ini', '[database]\nuser = app\npassword = {}\n'],
  ['etc/acme/.my.cnf', '[client]\nuser=root\npassword="{}"\n'],
  ['etc/acme/app.conf', '[mail]\nsmtp_pass = {}\n'],
  ['.env', 'APP_ENV=production\nDB_PASSWORD={}\n'],
  ['deploy/.env.production', 'REDIS_PASSWORD="{}"\n'],
  ['config/application.properties', 'spring.datasource.username=app\nspring.datasource.password={}\n'],
  ['config/jaas.properties', 'sasl.jaas.config=PlainLoginModule required username="app" password="{}";\n'],
  ['config/settings.xml', '<settings><servers><server><username>ci</username><password>{}</password></server></servers></settings>\n'],
  ['config/web.config', '<configuration><appSettings><add key="DbPassword" value="{}" /></appSettings></configuration>\n'],
  ['config/hibernate.xml', '<config><property name="connection.password">{}</property></config>\n'],
  ['config/context.xml', '<Context><Resource name="jdbc/app" username="app" password="{}" /></Context>\n'],
  ['config/application.hocon', 'db {\n  user = "app"\n  password = "{}"\n}\n'],
  ['systemd/app.service', '[Service]\nExecStart=/opt/app/run\nEnvironment="APP_DB_PASSWORD={}"\n'],
  ['migrations/001.sql', "CREATE USER app WITH PASSWORD '{}';\n"],
  ['migrations/002.sql', "ALTER USER reporting WITH ENCRYPTED PASSWORD '{}';\n"],
  ['migrations/003.sql', "CREATE USER 'app'@'%' IDENTIFIED BY '{}';\n"],
  ['migrations/004.sql', "INSERT INTO users (name, password) VALUES ('operator', '{}');\n"],
  ['migrations/005.sql', "CREATE LOGIN app WITH PASSWORD = '{}';\n"],
  ['app/settings.py', "DATABASES = {\n    'default': {\n        'USER': 'app',\n        'PASSWORD': '{}',\n    }\n}\n"],
  ['app/client.py', 'import requests\nADMIN_PASSWORD = "{}"\n'],
  ['app/config.php', "<?php\ndefine('DB_PASSWORD', '{}');\n"],
  ['app/db.php', "<?php\n$db_password = '{}';\n"],
  ['app/config.js', "module.exports = {\n  dbPassword: '{}',\n};\n"],
  ['app/config.rb', "set :smtp_password, '{}'\nDB_PASSWORD = '{}'\n"],
  ['app/backup.pl', "my $password = '{}';\n"],
  ['app/Main.java', 'class Main {\n  private static final String PASSWORD = "{}";\n}\n'],
  ['app/main.go', 'package main\n\nconst dbPassword = "{}"\n'],
  ['app/setup.ps1', "$AdminPassword = '{}'\n"],
  ['app/import.ps1', '& "C:\\Program Files\\MySQL\\bin\\mysql.exe" -u root -p{} rooms\n'],
  ['app/import.bat', 'mysql -u root -p{} rooms < rooms.sql\r\n'],
  ['app/import.cmd', 'mysql --user=root --password={} rooms\r\n'],
  ['app/push.bat', '@curl -u admin:{} https://files.acme.example/\r\n'],
  ['infra/main.tf', 'resource "db" "app" {\n  username = "app"\n  password = "{}"\n}\n'],
  ['etc/redis.conf', 'bind 127.0.0.1\nrequirepass {}\n'],
  ['etc/nslcd.conf', 'binddn cn=reader,dc=acme\nbindpw {}\n'],
  ['etc/odbc.cfg', '[app]\nDriver=PostgreSQL\nPwd={}\n'],
  ['Dockerfile', 'FROM debian:12\nENV ADMIN_PASSWORD="{}"\n'],
];

const inAddress: readonly Template[] = [
  ['config/app.yaml', 'database_url: postgresql://app:{}@db.internal:5432/app\n'],
  ['.env', 'AMQP_URL=amqp://worker:{}@mq.internal:5672/\n'],
  ['config/app.json', '{ "redis": "redis://cache:{}@redis.internal:6379/0" }\n'],
  ['config/app.properties', 'spring.data.mongodb.uri=mongodb://app:{}@mongo.internal/app\n'],
  ['config/db.properties', 'jdbc.url=jdbc:mysql://db.internal/app?user=app&password={}\n'],
  ['config/ora.properties', 'jdbc.url=jdbc:oracle:thin:app/{}@db.internal:1521:app\n'],
  ['config/ado.json', '{ "ConnectionString": "Server=db.internal;User Id=app;Password={};Encrypt=true" }\n'],
  ['config/dsn.toml', 'dsn = "app:{}@tcp(db.internal:3306)/app"\n'],
  ['scripts/clone.sh', '#!/bin/sh\ngit clone https://deploy:{}@git.acme.net/app.git\n'],
  ['app/worker.py', "BROKER = 'amqp://worker:{}@mq.internal//'\n"],
  ['systemd/worker.service', '[Service]\nEnvironment=DATABASE_URL=postgres://app:{}@db.internal/app\n'],
  ['config/mirror.xml', '<config><url>ftp://mirror:{}@files.internal/pub</url></config>\n'],
  ['home/.pgpass', 'db.internal:5432:app:app:{}\n'],
  ['root/.netrc', 'machine files.internal login mirror password {}\n'],
];

const withMade: readonly Template[] = [
  ['config/app.yaml', 'auth:\n  jwt_secret: {}\n'],
  ['config/app.yaml', 'session:\n  secretKey: "{}"\n'],
  ['.env', 'API_KEY={}\n'],
  ['config/app.json', '{ "clientSecret": "{}" }\n'],
  ['config/app.toml', '[api]\ntoken = "{}"\n'],
  ['config/app.properties', 'oauth.client-secret={}\n'],
  ['config/app.ini', '[upload]\naccess_token = {}\n'],
  ['scripts/push.sh', '#!/bin/sh\nAPI_TOKEN="{}"\n'],
  ['scripts/call.sh', "#!/bin/sh\ncurl -H 'Authorization: Bearer {}' https://api.acme.net/v1/x\n"],
  ['app/settings.py', "SECRET_KEY = '{}'\n"],
  ['app/config.js', "exports.apiKey = '{}';\n"],
  ['app/config.php', "<?php\n$config['api_key'] = '{}';\n"],
  ['infra/main.tf', 'locals {\n  api_token = "{}"\n}\n'],
  ['k8s/env.yaml', 'env:\n  - name: SIGNING_KEY\n    value: "{}"\n'],
  ['config/settings.xml', '<config><apiKey>{}</apiKey></config>\n'],
];

const tokens: readonly string[] = [
  ['gh', 'p_', make.of(word, 36)],
  ['gh', 'o_', make.of(word, 36)],
  ['gh', 's_', make.of(word, 36)],
  ['github', '_pat_', make.of(word, 82)],
  ['gl', 'pat-', make.of(word, 20)],
  ['gl', 'dt-', make.of(word, 20)],
  ['gl', 'rt-', make.of(word, 20)],
  ['AK', 'IA', make.of(`${upper}234567`, 14), '27'],
  ['xo', 'xb-', make.of(digits, 11), '-', make.of(digits, 11), '-', make.of(word, 24)],
  ['hooks.sl', 'ack.com/services/T', make.of(upper + digits, 8), '/B', make.of(upper + digits, 8), '/', make.of(word, 24)],
  ['sk', '_live_', make.of(word, 30)],
  ['rk', '_live_', make.of(word, 30)],
  ['np', 'm_', make.of(word, 36)],
  ['pypi', '-AgEIcHlwaS5vcmc', make.of(word, 70)],
  ['dop', '_v1_', make.of(hex, 64)],
  ['S', 'G.', make.of(word, 22), '.', make.of(word, 43)],
  ['hv', 's.', make.of(word, 96)],
  ['shp', 'at_', make.of(hex, 32)],
  ['gls', 'a_', make.of(word, 32), '_', make.of(hex, 8)],
  ['sk', '-ant-api03-', make.of(word, 93), 'AA'],
  ['dap', 'i', make.of(hex, 32)],
  ['PM', 'AK-', make.of(hex, 24), '-', make.of(hex, 34)],
  ['hf', '_', make.of(lower + upper, 20), make.of(upper + lower, 14)],
  ['ATA', 'TT3', make.of(word, 186)],
  ['lin', '_api_', make.of(word, 40)],
].map((parts) => parts.join(''));

const tokenPlaces: readonly Template[] = [
  ['README.md', '# App\n\nUse {} for downloads.\n'],
  ['scripts/push.sh', '#!/bin/sh\nexport X={}\n'],
  ['app/call.py', "call('{}')\n"],
  ['config/app.yaml', 'x: "{}"\n'],
  ['notes.txt', 'it is {}, until May\n'],
  ['app/page.html', '<script>start("{}")</script>\n'],
];

function keys(): readonly string[] {
  const pem = { type: 'pkcs8', format: 'pem' } as const;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const edwards = generateKeyPairSync('ed25519').privateKey;
  const lines = (text: string): string => text.replace(/.{70}/g, '$&\n');
  const labelled = (label: string, body: string): string => `-----BEGIN ${label}-----\n${lines(body)}\n-----END ${label}-----\n`;
  return [
    rsa.export(pem) as string,
    rsa.export({ type: 'pkcs1', format: 'pem' }) as string,
    ec.export(pem) as string,
    ec.export({ type: 'sec1', format: 'pem' }) as string,
    edwards.export(pem) as string,
    rsa.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'x' }) as string,
    labelled('OPENSSH PRIVATE KEY', `b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAA${make.of(base64, 400)}`),
    labelled('PGP PRIVATE KEY BLOCK', make.of(base64, 900)),
  ];
}

const keyPlaces: readonly ((key: string) => readonly [path: string, text: string])[] = [
  (key) => ['ssl/server.key', key],
  (key) => ['ssl/bundle.pem', key],
  (key) => ['config/app.yaml', `tls:\n  key: |\n${key.replace(/^/gm, '    ')}\n`],
  (key) => ['app/key.js', `const key = '${key.replaceAll('\n', '\\n')}';\n`],
  (key) => ['config/app.json', JSON.stringify({ tls: { pem: key } })],
];

const put = ([path, text]: Template, secret: string): Sample => ({ path, text: text.replaceAll('{}', () => secret), secret });

const some = (templates: readonly Template[], secrets: readonly string[], each: number): Sample[] =>
  templates.flatMap((template, index) =>
    Array.from({ length: each }, (_, nth) => put(template, secrets[(index * each + nth) % secrets.length] ?? '')),
  );

/** Each has one secret. */
export const positives = (): readonly Sample[] => [
  ...some(withPassword, chosen, 2).map((sample) =>
    /#|~|@|!/.test(sample.secret ?? '') && /requirepass|bindpw|sed -i|\.ini|ssh edge/.test(sample.path + sample.text)
      ? put([sample.path, sample.text.replaceAll(sample.secret ?? '', '{}')], 'tR9vK2mXq8')
      : sample,
  ),
  ...some(inAddress, plain, 4),
  ...some(withMade, made, 3),
  ...some(tokenPlaces, tokens, 5),
  ...tokens.map((token) => put(['config/app.ini', '[a]\nb = {}\n'], token)),
  ...keys().flatMap((key) =>
    keyPlaces.map((place): Sample => {
      const [path, text] = place(key);
      return { path, text, secret: key.split('\n')[1]?.slice(0, 30) ?? '' };
    }),
  ),
];
