import assert from 'node:assert/strict';
import { parse as parseYaml } from 'yaml';
import type { ConfigFile } from '../../../src/core/parse/config/config';
import { languageOf, type ConfigFormat } from '../../../src/core/parse/config/languages';
import { parseConfig } from '../../../src/core/parse/config/parse';
import { applyEdits, type TextEdit } from '../../../src/core/text/edit';
import { randomSource, type RandomSource } from '../../support/random';

const seed = Number(process.env['SEED'] ?? 20261121);
const samples: Readonly<Record<ConfigFormat, readonly string[]>> = {
  json: [
    '{\n  // c1\n  "a": { "b": 1, "c": [1, 2] }, // c2\n  "d": {\n    "e": "x",\n    /* c3 */ "f": null,\n  }\n}\n',
    '{"a":{"b":true},"g.h":2}',
  ],
  yaml: [
    '# c1\na:\n  b: 1   # c2\n  c: [1, 2]\n  # c3\n  d:\n    - name: x\n      port: 80\n    - name: y\ne: { f: 1, g: "z" }\nt: |\n  text # no comment\n\nlast: yes\n',
    'x: &x\n  k: 1\ny:\n  <<: *x\n  l: 2\nz: *x\n',
    'a:\r\n    b: 1\r\n    c:\r\n',
  ],
  ini: ['; c1\nroot = 1\n\n[a]\nb = "q" ; c2\nlong   = 2\n  more\n[a.c]\n# c3\nd: x\n[empty]\n', '[s]\r\nx=1\r\nswitch\r\n[t]\r\ny=2'],
  properties: ['# c1\na.b = 1\na.c:two\\\n   more\n! c2\nd\\:e f\n', 'x=1\r\ny=2'],
  toml: [
    '# c1\ntop = 1\n\n[a]\nb = "q" # c2\nd.e = [1, 2]\n\n  [a.c]\n  # c3\n  f = { g = 1, h = "x" }\n\n[[l]]\nn = \'lit\'\n[[l]]\nn = """\nlong\n"""\n',
    'x = 1\r\n[y]\r\nz = 1979-05-27\r\n',
  ],
  xml: [
    '<?xml version="1.0"?>\n<configuration>\n  <!-- c1 -->\n  <property>\n    <name>a.b</name>\n    <value>1</value>\n  </property>\n  <!-- c2 -->\n  <a><c d="x">y &amp; z</c><e/></a>\n  <add key="k" value="v"/>\n  <s id="p"><port>1</port></s>\n  <s id="q"><port>2</port><!-- c3 --></s>\n</configuration>\n',
    '<x:r xmlns:x="u">\r\n  <x:y z="1">t</x:y>\r\n  <entry key="n">é😀</entry>\r\n</x:r>\r\n',
  ],
  hocon: [
    '# c1\na {\n  b = 1 // c2\n  c = [1, 2]\n  # c3\n  d: { e: "x", f = ${z} }\n}\nl = [{ n = 1 }, { n = 2 }]\na.g = some text\ninclude "x.conf"\nt = """raw\n"""\n',
    '{ "a": { "b": 1 },\r\n  "y": true\r\n}\r\n',
  ],
  compose: [
    '# c1\nservices:\n  a:\n    image: x # c2\n    environment:\n      - A=1\n      - "B=two words"\n      - C\n  # c3\n  b:\n    environment:\n      D: 1\n      E: x\n',
    'services:\r\n  a:\r\n    environment: [A=1, B=2]\r\n',
  ],
  unit: [
    '[Unit]\nDescription=c1\n[Service]\n# c2\nEnvironment=A=1 "B=two words" C=3\nEnvironment=D=x\nExecStart=/bin/x c3\n',
    '[Service]\r\nEnvironment="A=1" \\\r\n  B=2\r\n',
  ],
  dockerfile: ['# c1\nARG A=1\nFROM x:$A AS b # c2\nRUN true\nFROM b\n# c3\n'],
  nginx: [
    '# c1\nuser www;\nhttp {\n  # c2\n  gzip on; sendfile off;\n  server {\n    listen 80; # c3\n    root "/srv/www";\n    location / { return 204; }\n  }\n}\n',
    'listen 80;\r\nroot /x;\r\n',
  ],
  apache: [
    '# c1\nServerName x\n<VirtualHost *:80>\n  # c2\n  SSLEngine on\n  DocumentRoot "/srv/www"\n  Require all \\\n    granted\n</VirtualHost>\n# c3\nListen 80\n',
    'Listen 80\r\nUser x\r\n',
  ],
  keywords: [
    '# c1\nglobal\n  log /dev/log local0\n  maxconn 20\n# c2\nbackend app\n  mode http\n# c3\nUseDNS no\n',
    'UseDNS no\r\nPort 22\r\n',
  ],
  env: ['# c1\nA=1\nexport B="x y"\nC=\'z\'\n; c2\nD=\n', 'A=1'],
};
const keys = ['a.new', 'a.b.new', 'new', 'a.d.0.new', 'q.r.s', 'NEW', 'a.b', 'a.c.new', 'y.new', 's.new', 'x'];
const values = [true, 0, 'text', 'two words', 'no', "it's", '5', 'a#b', 'x: y', [1, 2]];
const formats = Object.keys(samples) as ConfigFormat[];
/** Nothing of it is edited. */
const onlyRead: ReadonlySet<ConfigFormat> = new Set(['dockerfile']);

const facts = ({ entries }: ConfigFile): string[] => entries.map(({ key, value }) => `${key}=${JSON.stringify(value)}`).sort();
const comments = (text: string): string[] => (text.match(/\bc[123]\b/g) ?? []).sort();

function edit(
  file: ConfigFile,
  random: RandomSource,
): { what: string; edits: readonly TextEdit[]; gone: readonly string[]; come: readonly string[] } {
  const entry = random.pick(file.entries);
  const [key, value] = [random.pick(keys), random.pick(values)];
  const typed = languageOf(file.format).typed ? value : String(value);
  const [was, own] = [`${entry.key}=${JSON.stringify(entry.value)}`, JSON.stringify(entry.value)];
  switch (random.below(4)) {
    case 0:
      return {
        what: `insert ${key}`,
        edits: file.insert(key, value),
        gone: ['a.c=null'].filter(() => key === 'a.c.new'),
        come: [`${key}=${JSON.stringify(typed)}`],
      };
    case 1:
      return { what: `remove ${entry.key}`, edits: file.remove(entry), gone: [was], come: [] };
    case 2:
      return { what: `rename ${entry.key} ${key}`, edits: file.rename(entry, key), gone: [was], come: [`${key}=${own}`] };
    default:
      return {
        what: `replace ${entry.key}`,
        edits: file.replace(entry, value),
        gone: [was],
        come: [`${entry.key}=${JSON.stringify(typed)}`],
      };
  }
}

describe(`configuration, at random (SEED=${seed})`, function () {
  for (const format of formats) {
    it(`${format}: edits change what they say, and no comment`, () => {
      if (onlyRead.has(format)) {
        for (const text of samples[format]) {
          const file = parseConfig(text, format);
          for (const entry of file.entries) assert.deepEqual([file.remove(entry), file.replace(entry, 'x')].flat(), []);
        }
        return;
      }
      const random = randomSource(seed);
      let done = 0;
      for (let run = 0; run < 600; run++) {
        let text = random.pick(samples[format]);
        for (let step = 0; step < 3; step++) {
          const file = parseConfig(text, format);
          if (file.entries.length === 0) break;
          const { what, edits, gone, come } = edit(file, random);
          if (edits.length === 0) continue;
          const after = applyEdits(text, edits);
          const context = `seed ${seed}, run ${run}: ${what}\n${text}\n---\n${after}`;
          const reread = parseConfig(after, format);
          assert.deepEqual(reread.faults, [], context);
          const wanted = facts(file).filter((each) => !gone.includes(each));
          assert.deepEqual([...new Set(facts(reread))], [...new Set([...wanted, ...come])].sort(), context);
          if (!what.startsWith('remove')) assert.deepEqual(comments(after), comments(text), context);
          if (/\r\n/.test(text)) assert.doesNotMatch(after, /[^\r]\n/, context);
          assert.equal(/\n$/.test(after), /\n$/.test(text) && after !== '', context);
          if (format === 'yaml' || format === 'compose') assert.doesNotThrow(() => parseYaml(after) as unknown, context);
          text = after;
          done++;
        }
      }
      assert.ok(done > 500, `only ${done} edits`);
    });

    it(`${format}: damaged text never throws`, () => {
      const random = randomSource(seed + 1);
      const junk = [
        '',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        ':',
        '\\',
        '\n',
        '\r',
        '\t',
        '\0',
        '&a',
        '*a',
        '<<: *a',
        '- ',
        '|',
        '? ',
        '---\n',
        '\ud800',
        '# ',
        '!!',
        '%',
        '=',
        '${',
        '"""',
        '<',
        '</a>',
        '<![CDATA[',
        '&x;',
        '//',
        ',',
      ];
      for (let run = 0; run < 1500; run++) {
        let text = random.pick(samples[format]);
        for (let times = 1 + random.below(4); times > 0; times--) {
          const at = random.below(text.length + 1);
          text = text.slice(0, at) + random.pick(junk) + text.slice(at + random.below(4));
        }
        const context = () => `seed ${seed + 1}, run ${run}:\n${JSON.stringify(text)}`;
        try {
          const file = parseConfig(text, format);
          for (const { keySpan, valueSpan } of file.entries) {
            assert.ok(0 <= keySpan.start && keySpan.start <= keySpan.end && keySpan.end <= text.length);
            assert.ok(0 <= valueSpan.start && valueSpan.start <= valueSpan.end && valueSpan.end <= text.length);
          }
          if (file.entries.length > 0) applyEdits(text, edit(file, random).edits);
        } catch (error) {
          assert.fail(`${context()}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        }
      }
    });
  }
});
