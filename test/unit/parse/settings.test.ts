import { strict as assert } from 'node:assert';
import { settingsIn } from '../../../src/core/parse/settings/settings';
import { randomSource } from '../../support/random';

const plain = { isConfig: false, isScript: false };
const keysIn = (path: string, text: string): readonly (readonly [string, unknown])[] =>
  settingsIn(path, text, plain)?.entries.map(({ key, value }) => [key, value] as const) ?? [];

describe('settings where no language of configuration reads them', () => {
  it('are the literals of a program', () => {
    assert.deepEqual(keysIn('config/app.php', "<?php\nreturn ['a' => ['b' => array('c' => 1, 'd' => env('D'))], 'e' => \"x\"];\n"), [
      ['a.b.c', '1'],
      ['a.b.d', '${}'],
      ['e', 'x'],
    ]);
    assert.deepEqual(keysIn('etc/settings.rb', "dten['a']['b'] = true # no\n# dten['a']['c'] = 1\n"), [['dten.a.b', 'true']]);
    assert.deepEqual(keysIn('vault.hcl', 'listener "tcp" {\n  address = "0.0.0.0:8200"\n  tls { min = "1.2" }\n}\nui = true\n'), [
      ['listener.address', '0.0.0.0:8200'],
      ['listener.tls.min', '1.2'],
      ['ui', 'true'],
    ]);
  });

  it('stand in templates, where some of them are filled in', () => {
    assert.deepEqual(keysIn('templates/dten.yaml.j2', 'a:\n{% if x %}\n  b: {{ b }}\n{% endif %}\n  c: 1\n  {{ d }}: 2\n'), [
      ['a.b', '${}'],
      ['a.c', 1],
    ]);
    assert.deepEqual(keysIn('dten.ini.erb', '[a]\nb = <%= @b %>\nc = 1\n'), [
      ['a.b', '${}'],
      ['a.c', '1'],
    ]);
    assert.deepEqual(keysIn('dten.env.tmpl', 'A={{ .A }}\n{{- if .B }}\nB=1\n{{- end }}\n'), [
      ['A', '${}'],
      ['B', '1'],
    ]);
  });

  it('are options of commands whose names have several words', () => {
    assert.deepEqual(keysIn('a.service', '# --a.b=1\nExecStart=/bin/a --a.c="x y" -Da.d=2 --no-colour --mode=1 --e.f $x\n'), [
      ['a.c', 'x y'],
      ['a.d', '2'],
      ['no-colour', '${}'],
      ['e.f', '${}'],
    ]);
  });

  it('are lines of a file in a form of its own', () => {
    assert.deepEqual(keysIn('etc/dten.conf', 'a {\n  b c;\n  <d x>\n    e = 1\n  </d>\n}\n# f 1\ng: 2\n'), [
      ['a.b', 'c'],
      ['a.d.e', '1'],
      ['g', '2'],
    ]);
  });

  it('take nothing from texts for people, nor from a script, whose commands are known', () => {
    assert.deepEqual(keysIn('README.md', '--a.b=1'), []);
    assert.equal(settingsIn('a.sh', 'run --a.b=1', { isConfig: false, isScript: true }), undefined);
  });

  it('stand where they are told, whatever the text is', () => {
    const seed = 20261130;
    const random = randomSource(seed);
    const parts = [
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '=>',
      ':',
      '=',
      '.',
      ',',
      '"a"',
      "'b'",
      'c',
      '$d',
      '{{ x }}',
      '{%',
      '%}',
      '<%',
      '--a.b=1',
      '-Dc.d',
      '\n',
      ' ',
      '\r\n',
      '"',
      "'",
      '#',
      '/*',
      'é',
      '\0',
      '<e>',
      '</e>',
      ';',
    ];
    const names = ['config.php', 'a.hcl', 'etc/a.conf', 'a.yaml.j2', 'a.ini.erb', 'a.json5', 'a.service', 'a.toml.tmpl'];
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: random.below(60) }, () => random.pick(parts)).join('');
      for (const { key, keySpan, valueSpan } of settingsIn(random.pick(names), text, plain)?.entries ?? []) {
        assert.ok(
          key.length < 2000 && keySpan.start >= 0 && keySpan.end <= text.length && valueSpan.end <= text.length,
          `seed ${seed}: ${text}`,
        );
      }
    }
  });
});
