import assert from 'node:assert/strict';
import type { ConfigFile } from '../../../src/core/parse/config/config';
import { configFormat, type ConfigFormat } from '../../../src/core/parse/config/languages';
import { parseConfig } from '../../../src/core/parse/config/parse';
import { applyEdits, type TextEdit } from '../../../src/core/text/edit';

const entriesOf = (text: string, format: ConfigFormat): Record<string, unknown> =>
  Object.fromEntries(parseConfig(text, format).entries.map(({ key, value }) => [key, value]));

type Edit = (file: ConfigFile) => readonly TextEdit[];
const edited = (text: string, format: ConfigFormat, edit: Edit): string => {
  const edits = edit(parseConfig(text, format));
  return edits.length === 0 ? 'no edit' : applyEdits(text, edits);
};
const entry = (file: ConfigFile, key: string) => file.entries.find((each) => each.key === key) ?? assert.fail(`no ${key}`);
const insert =
  (key: string, value: unknown): Edit =>
  (file) =>
    file.insert(key, value);
const remove =
  (key: string): Edit =>
  (file) =>
    file.remove(entry(file, key));
const rename =
  (key: string, to: string): Edit =>
  (file) =>
    file.rename(entry(file, key), to);
const replace =
  (key: string, value: unknown): Edit =>
  (file) =>
    file.replace(entry(file, key), value);

describe('configFormat', () => {
  const cases: readonly (readonly [path: string, text: string, format: ConfigFormat | undefined])[] = [
    ['a/b.json', '', 'json'],
    ['b.jsonc', '', 'json'],
    ['b.YML', '', 'yaml'],
    ['b.properties', '', 'properties'],
    ['.env', '', 'env'],
    ['.env.production', '', 'env'],
    ['etc/dten.env', '', 'env'],
    ['php.ini', '; x\n[PHP]\nengine = On\n', 'ini'],
    ['my.cnf', '[mysqld]\nskip-name-resolve\nport = 3306\n!includedir /etc/mysql/conf.d/\n', 'ini'],
    ['postgresql.conf', "data_directory = '/x'\t# use data\n#port = 1\nmax_connections = 100\n", 'ini'],
    ['setup.cfg', '[options]\ninstall_requires =\n    foo >= 1\n    bar\n', 'ini'],
    ['defaults.conf', 'FOO=1\nBAR="x y"\n', 'env'],
    ['nginx.conf', 'user www-data;\nevents {\n  worker_connections 768;\n}\n', 'nginx'],
    ['etc/nginx/fastcgi_params', '# c\nfastcgi_param  QUERY_STRING  $query_string;\n', 'nginx'],
    ['app.conf', 'location /app {\n  proxy_pass http://127.0.0.1:8080;\n}\n', 'nginx'],
    ['etc/nginx/conf.d/app.conf', '${UPSTREAM_LINE}\n', 'nginx'],
    ['supervisor/nginx.conf', '[program:nginx]\ncommand = nginx -g "daemon off;"\n', 'ini'],
    ['caddy.conf', 'server {\n  root /srv\n}\n', undefined],
    ['haproxy.cfg', 'global\n\tlog /dev/log local0\n\ndefaults\n\tmode http\n', 'keywords'],
    ['etc/ssh/sshd_config', 'PermitRootLogin no\n', 'keywords'],
    ['tmpfiles.d/acme.conf', 'd /run/acme 0755 acme acme -\nL+ /etc/x - - - - ../y\n', 'keywords'],
    ['tmpfiles.d/acme.conf', 'd /run/acme 0755 acme acme -\nR /var/lib/acme/old - - - -\n', undefined],
    ['sysusers.d/acme.conf', 'u acme - "Acme, the product" /var/lib/acme /usr/sbin/nologin\nm acme adm\n', 'keywords'],
    ['named.conf', 'options {\n directory "/var";\n};\n', undefined],
    ['fonts.conf', '<?xml version="1.0"?>\n<fontconfig a="b"></fontconfig>\n', 'xml'],
    ['apache.conf', '<VirtualHost *:80>\n  ServerName x\n</VirtualHost>\n', 'apache'],
    ['etc/apache2/conf-available/acme.conf', 'ServerTokens Prod\n', 'apache'],
    ['a/App.config', '<configuration/>', 'xml'],
    ['a.toml', '', 'toml'],
    ['a.XML', '', 'xml'],
    ['a.hocon', '', 'hocon'],
    ['docker-compose.prod.yml', '', 'compose'],
    ['compose.yaml', '', 'compose'],
    ['compose/app.yaml', '', 'yaml'],
    ['etc/default/acme', 'if [ -x /bin/x ]; then\n  A=1\nfi\n', 'env'],
    ['etc/sysconfig/acme', 'A=1\n', 'env'],
    ['etc/acme/settings', 'A=1\n', 'env'],
    ['etc/acme/settings', '[a]\nb = 1\n', 'ini'],
    ['etc/acme/hosts', '127.0.0.1 localhost\n', undefined],
    ['emqx.conf', 'node {\n  name = "a@b"\n  cookie: secret\n}\n', 'hocon'],
    ['application.conf', 'a.b = 1\na { c = [1, 2] # x\n}\ninclude "y.conf"\nd = ${a} { e = 1 }\n', 'hocon'],
    ['daemon.conf', '{ "a": { "b": 1 } }', 'hocon'],
    ['telegraf.conf', '[agent]\n  interval = "10s"\n[[inputs.cpu]]\n  percpu = true\n', 'toml'],
    ['logstash.conf', 'input {\n  beats {\n    port => 5044\n  }\n}\n', undefined],
    ['vault.conf', 'listener "tcp" {\n  address = "0"\n}\n', undefined],
    ['lib.conf', 'a = {\n  b = 1;\n};\n', undefined],
    ['keepalived.conf', 'vrrp_instance VI_1 {\n  state MASTER\n}\n', undefined],
    ['logrotate.conf', '/var/log/x {\n  weekly\n}\n', undefined],
    ['prosody.conf', 'modules = {\n  "a";\n}\n', undefined],
    ['open.conf', 'a {\n  b = 1\n', undefined],
    ['syslog.conf', 'a { b = <%= x %> }\n', undefined],
    ['rsyslog.conf', 'module(load="imuxsock")\n*.* /var/log/x\n', undefined],
    ['list.conf', 'foo\nbar\n', undefined],
    ['empty.ini', '; nothing\n', 'ini'],
    ['my.cnf', '# nothing is set\n[mysqld]\n', 'ini'],
    ['unbound.conf', 'server:\n  num-threads: 2\n', undefined],
    ['cloud.cfg', 'users:\n   - default\ndisable_root: true\n', undefined],
    ['settings.conf', 'hosts = [\n  "a",\n]\n', 'toml'],
  ];
  for (const [path, text, format] of cases)
    it(`${path} is ${format ?? 'something else'}`, () => assert.equal(configFormat(path, text), format));
});

describe('parseConfig', () => {
  it('reads INI: sections, quotes, comments behind values, continued lines, switches', () => {
    const text =
      '\ufeff; head\nroot = 1\n[a.b]\nkey = "quoted ; no comment" ; comment\n  indented: yes\nlist = x,\n   y\n#c\nswitch\nempty =\nurl=http://h/#frag\n'.slice(
        1,
      );
    assert.deepEqual(entriesOf(text, 'ini'), {
      root: '1',
      'a.b.key': 'quoted ; no comment',
      'a.b.indented': 'yes',
      'a.b.list': 'x,\ny',
      'a.b.switch': '',
      'a.b.empty': '',
      'a.b.url': 'http://h/#frag',
    });
  });

  it('reads lines below an empty value, and far to the right, as its continuation', () => {
    const text = '[t]\nsetenv =\n  A = 1\n\n  # why\n  B = 2\nban = mail "x\n           Date: now"\n  near = 1\n[u]\n\tc = 1\n\td = 2\n';
    assert.deepEqual(entriesOf(text, 'ini'), {
      't.setenv': '\nA = 1\n\n# why\nB = 2',
      't.ban': 'mail "x\nDate: now"',
      't.near': '1',
      'u.c': '1',
      'u.d': '2',
    });
  });

  it('reads properties as Java does', () => {
    const text = '# c\n! c\na.b = x\\\n    y\nc:d\nkey\\ with\\:odd v\\u00e9\\t.\nalone\npath=C\\:\\\\x\\\\\nlast=1';
    assert.deepEqual(entriesOf(text, 'properties'), {
      'a.b': 'xy',
      c: 'd',
      'key with:odd': 'vé\t.',
      alone: '',
      path: 'C:\\x\\',
      last: '1',
    });
  });

  it('reads environment files as systemd does', () => {
    const text = '# c\nA=1\nexport B="two\nlines \\" x"\n; c\nC=\'$raw\'\nD=a b # c\nE=x\\\ny\nF=\n';
    assert.deepEqual(entriesOf(text, 'env'), { A: '1', B: 'two\nlines " x', C: '$raw', D: 'a b', E: 'xy', F: '' });
  });

  it('reads YAML: anchors, merge keys, lists of maps, several documents', () => {
    const text = 'base: &b\n  x: 1\nuse:\n  <<: *b\n  y: yes\nlist:\n  - name: n\n---\nother: ~\n';
    assert.deepEqual(entriesOf(text, 'yaml'), { 'base.x': 1, 'use.y': 'yes', 'use.x': 1, 'list.0.name': 'n', other: null });
    const inherited = parseConfig(text, 'yaml').entries.filter((each) => each.inherited);
    assert.deepEqual(
      inherited.map(({ key }) => key),
      ['use.x'],
    );
  });

  it('reads nginx: blocks, words in quotes, variables in braces, Lua that is none of it', () => {
    const text =
      'user "www data"; # c\nhttp {\n  map $a $b { default "{;"; }\n  server {\n    listen 80;\n    location ~ "^/x{2}$" {\n      return 302 https://${host}$uri;\n    }\n' +
      '    content_by_lua_block {\n      local t = { "}" } -- }\n      --[[ }\n } ]] x = 2;\n      x = 1;\n    }\n    internal;\n  }\n}\n';
    assert.deepEqual(entriesOf(text, 'nginx'), {
      user: 'www data',
      'http.map.default': '{;',
      'http.server.listen': '80',
      'http.server.location.return': '302 https://${host}$uri',
      'http.server.internal': '',
    });
    assert.deepEqual(parseConfig(text, 'nginx').faults, []);
    assert.equal(
      edited(text, 'nginx', (file) => [...replace('http.server.listen', '8080')(file), ...remove('http.server.internal')(file)]),
      text.replace('listen 80;', 'listen 8080;').replace('    internal;\n', ''),
    );
    assert.equal(edited(text, 'nginx', replace('user', 'root')), text.replace('"www data"', '"root"'));
    assert.equal(edited(text, 'nginx', rename('http.server.listen', 'http.server.root')), text.replace('listen', 'root'));
  });

  it('knows what nginx and Apache do not start with', () => {
    const codes = (text: string, format: ConfigFormat) => parseConfig(text, format).faults.map(({ code }) => code);
    assert.deepEqual(codes('http {\n  server {\n    listen 80;\n  }\n', 'nginx'), ['close-brace-expected']);
    assert.deepEqual(codes('server { listen 80; }\n}\n', 'nginx'), ['unexpected-brace']);
    assert.deepEqual(codes('server {\n  listen 80\n}\n', 'nginx'), ['semicolon-expected']);
    assert.deepEqual(codes('<Directory /x>\n  <IfModule y>\n</Directory>\n', 'apache'), [
      'unexpected-close',
      'unclosed-block',
      'unclosed-block',
    ]);
  });

  it('reads Apache: blocks, lines that go on, arguments in quotes', () => {
    const text =
      '# c \\\n<Not a block>\nServerName a.example\n<VirtualHost *:443>\n  SSLEngine on\n  Header set X "a \\"b\\""\n  Require all \\\n    granted\n  DocumentRoot "/srv/www"\n</VirtualHost>\n';
    assert.deepEqual(entriesOf(text, 'apache'), {
      ServerName: 'a.example',
      'VirtualHost.SSLEngine': 'on',
      'VirtualHost.Header': 'set X "a \\"b\\""',
      'VirtualHost.Require': 'all \\\n    granted',
      'VirtualHost.DocumentRoot': '/srv/www',
    });
    assert.equal(edited(text, 'apache', remove('VirtualHost.SSLEngine')), text.replace('  SSLEngine on\n', ''));
  });

  it('reads lines of keywords: what is indented stands in the line above', () => {
    const text = 'global\n  log /dev/log local0 # c\n\nbackend app\n\tserver a 10.0.0.5:80 check\nPermitRootLogin "no"\n';
    assert.deepEqual(entriesOf(text, 'keywords'), {
      'global.log': '/dev/log local0',
      backend: 'app',
      'backend.server': 'a 10.0.0.5:80 check',
      PermitRootLogin: 'no',
    });
  });

  it('reads JSON with comments and says where it is broken', () => {
    assert.deepEqual(entriesOf('{ // c\n "a": {"b": [1, 2],}, "c.d": null, "l": [{"x": 1}] }', 'json'), {
      'a.b': [1, 2],
      'c.d': null,
      'l.0.x': 1,
    });
    assert.notDeepEqual(parseConfig('{"a": }', 'json').faults, []);
    assert.notDeepEqual(parseConfig('a: "b\n', 'yaml').faults, []);
  });

  it('spans are the key and the value', () => {
    for (const [text, format] of [
      ['[s]\nkey = "v"  ; c\r\n', 'ini'],
      ['s:\r\n  "key": "v"   # c\r\n', 'yaml'],
      ['{"s": {"key" : "v"}}', 'json'],
      ['s.key : "v"', 'properties'],
    ] as const) {
      const [only] = parseConfig(text, format).entries;
      assert.equal(only?.key, 's.key');
      assert.match(text.slice(only.keySpan.start, only.keySpan.end), /^"?(s\.)?key"?$/);
      assert.equal(text.slice(only.valueSpan.start, only.valueSpan.end), '"v"');
    }
  });

  it('bounds depth and size', () => {
    assert.deepEqual(
      parseConfig('['.repeat(1e5), 'json').faults.map(({ code }) => code),
      ['too-deep'],
    );
    assert.deepEqual(
      parseConfig('['.repeat(1e4), 'yaml').faults.map(({ code }) => code),
      ['too-deep'],
    );
    assert.deepEqual(
      parseConfig('x: 1\n'.repeat(5e5), 'yaml').faults.map(({ code }) => code),
      ['too-large'],
    );
  });
});

describe('configuration edits', () => {
  const cases: readonly (readonly [what: string, format: ConfigFormat, before: string, edit: Edit, after: string])[] = [
    [
      'INI: into its section, in the style of its neighbour',
      'ini',
      '[a]\n# c\nx  = 1\nlong = 2\n\n[b]\nz=1\n',
      insert('a.y', true),
      '[a]\n# c\nx  = 1\nlong = 2\ny = true\n\n[b]\nz=1\n',
    ],
    [
      'INI: in the column of its neighbours',
      'ini',
      '[a]\nname    = 1\nport    = 2\n',
      insert('a.on', 3),
      '[a]\nname    = 1\nport    = 2\non      = 3\n',
    ],
    [
      'INI: into an empty section, CR LF, no line end at the end',
      'ini',
      '[b]\r\nz=1\r\n[a]',
      insert('a.y', 'v'),
      '[b]\r\nz=1\r\n[a]\r\ny=v',
    ],
    [
      'INI: a new section behind its relatives',
      'ini',
      '[a.x]\nk = 1\n\n[z]\nk = 1\n',
      insert('a.y.on', true),
      '[a.x]\nk = 1\n\n[a.y]\non = true\n\n[z]\nk = 1\n',
    ],
    ['INI: flat', 'ini', "a = 'x'\nb = 1 # c\n", insert('c', 'd e'), "a = 'x'\nb = 1 # c\nc = d e\n"],
    ['INI: text in the quotes of its neighbour', 'ini', "a = 'x'\n", insert('c', 'd'), "a = 'x'\nc = 'd'\n"],
    ['INI: remove keeps comments', 'ini', '[a]\n; c\nx = 1 ; d\ny = 2', remove('a.y'), '[a]\n; c\nx = 1 ; d'],
    ['INI: rename in place', 'ini', '[a]\nx = 1 ; d\n', rename('a.x', 'a.y'), '[a]\ny = 1 ; d\n'],
    ['INI: rename into another section', 'ini', '[a]\nx = "1"\n[b]\ny = 2\n', rename('a.x', 'b.x'), '[a]\n[b]\ny = 2\nx = "1"\n'],
    ['INI: replace keeps quotes and comment', 'ini', 'x = "1" ; d\n', replace('x', 'z'), 'x = "z" ; d\n'],
    ['INI: give a switch a value', 'ini', '[a]\nx\n', replace('a.x', 1), '[a]\nx = 1\n'],
    ['env: quotes what needs it', 'env', 'export A=1\n', insert('B', 'x y'), 'export A=1\nexport B="x y"\n'],
    ['env: no dotted keys', 'env', 'A=1\n', insert('a.b', 1), 'no edit'],
    ['properties: escapes', 'properties', 'a.b = 1', insert('a.c', 'C:\\x'), 'a.b = 1\na.c = C:\\\\x'],
    ['properties: continued value is removed whole', 'properties', 'a=1,\\\n  2\nb=3\n', remove('a'), 'b=3\n'],
    [
      'YAML: into its section',
      'yaml',
      'a:\n  b:\n    x: 1 # c\n\n  # d\n  e: 2\n',
      insert('a.b.k', true),
      'a:\n  b:\n    x: 1 # c\n    k: true\n\n  # d\n  e: 2\n',
    ],
    [
      'YAML: into a section without members',
      'yaml',
      'a:\r\n    b:   # c\r\n    d: 1',
      insert('a.b.k', true),
      'a:\r\n    b:   # c\r\n        k: true\r\n    d: 1',
    ],
    ['YAML: into an empty file', 'yaml', '# nothing yet', insert('a.b', true), '# nothing yet\na:\n  b: true\n'],
    ['YAML: flow', 'yaml', 'a: { b: 1 }\n', insert('a.c.d', 'on'), 'a: { b: 1, c: { d: "on" } }\n'],
    ['YAML: dotted keys stay dotted', 'yaml', 'a.b: 1\na.c: 2\n', insert('a.d', 3), 'a.b: 1\na.c: 2\na.d: 3\n'],
    ['YAML: a text that looks like something else', 'yaml', 'a: 1\n', insert('b', 'no'), 'a: 1\nb: "no"\n'],
    ['YAML: after a block text', 'yaml', 'a:\n  b: |\n    text\n\nc: 1\n', insert('a.d', 1), 'a:\n  b: |\n    text\n  d: 1\n\nc: 1\n'],
    ['YAML: not where a value stands', 'yaml', 'a: 1\n', insert('a.b', 1), 'no edit'],
    ['YAML: not into an anchored map in use', 'yaml', 'a: &x\n  b: 1\nc: *x\n', insert('a.d', 1), 'no edit'],
    ['YAML: not what a merge key brings', 'yaml', 'a: &x\n  b: 1\nc:\n  <<: *x\n', remove('c.b'), 'no edit'],
    ['YAML: remove a list', 'yaml', 'a:\n  b:\n    - 1\n    - 2\n  # c\n  d: 1\n', remove('a.b'), 'a:\n  # c\n  d: 1\n'],
    ['YAML: remove the only member with its map', 'yaml', 'z: 1\na:\n  b:\n    c: 1\n', remove('a.b.c'), 'z: 1\n'],
    ['YAML: remove from a list of maps', 'yaml', 'l:\n  - a: 1\n    b: 2\n', remove('l.0.a'), 'l:\n  - b: 2\n'],
    ['YAML: remove from flow', 'yaml', 'a: { b: 1, c: 2 }\n', remove('a.c'), 'a: { b: 1 }\n'],
    ['YAML: rename', 'yaml', 'a:\n  b: "1" # c\n', rename('a.b', 'a.x'), 'a:\n  x: "1" # c\n'],
    [
      'YAML: rename into another map takes the comment along',
      'yaml',
      'a:\n  b: "1" # c\n  d: 1\ne:\n  f: 1\n',
      rename('a.b', 'e.b'),
      'a:\n  d: 1\ne:\n  f: 1\n  b: "1" # c\n',
    ],
    ['YAML: replace', 'yaml', 'a: "x"   # c\n', replace('a', 'y'), 'a: "y"   # c\n'],
    ['YAML: replace nothing', 'yaml', 'a:   # c\n', replace('a', 1), 'a: 1   # c\n'],
    [
      'JSON: keeps comments and commas',
      'json',
      '{\n\t"a": {\n\t\t"b": 1 // c\n\t}\n}\n',
      insert('a.d', true),
      '{\n\t"a": {\n\t\t"b": 1, // c\n\t\t"d": true\n\t}\n}\n',
    ],
    ['JSON: minified', 'json', '{"a":{"b":1}}', insert('a.d', 'x'), '{"a":{"b":1,"d":"x"}}'],
    ['JSON: remove the last', 'json', '{\r\n  "a": 1,\r\n  "b": 2\r\n}', remove('b'), '{\r\n  "a": 1\r\n}'],
    ['JSON: rename', 'json', '{ "a": 1 }', rename('a', 'b'), '{ "b": 1 }'],
    ['a key that is there', 'ini', 'a=1\n', insert('a', 2), 'no edit'],
    ['a broken file', 'json', '{"a": 1', insert('b', 2), 'no edit'],
  ];
  for (const [what, format, before, edit, after] of cases) it(what, () => assert.equal(edited(before, format, edit), after));
});
