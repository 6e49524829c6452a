import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';
import { cpuTime } from '../support/cpu-time';

const root = join(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  contributes: {
    languages: readonly { id: string; configuration: string; extensions?: string[]; filenamePatterns?: string[] }[];
    grammars: readonly { language: string; scopeName: string; path: string }[];
  };
};
const { grammars } = manifest.contributes;
/** Ours: the others only get more file names. */
const languages = manifest.contributes.languages.filter(({ configuration }) => configuration);
const textAt = (path: string): string => readFileSync(join(root, path), 'utf8');

let registry: Registry;

/** Each stretch of one innermost scope, less the language's suffix of it; white space is left out. */
function tokens(grammar: IGrammar, text: string): string[] {
  let state = INITIAL;
  return text.split('\n').flatMap((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    const stretches: { scope: string; text: string }[] = [];
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const scope = (scopes.at(-1) ?? '').replace(/\.[\w-]+$/, '');
      const last = stretches.at(-1);
      const token = line.slice(startIndex, endIndex);
      if (last?.scope === scope) last.text += token;
      else stretches.push({ scope, text: token });
    }
    return stretches.flatMap(({ scope, text: token }) => (token.trim() === '' ? [] : [`${token.trim()}  ${scope}`]));
  });
}

describe('grammars', () => {
  before(async () => {
    const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
    await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
    registry = new Registry({
      onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
      loadGrammar: (scopeName) => {
        const found = grammars.find((candidate) => candidate.scopeName === scopeName);
        return Promise.resolve(found ? parseRawGrammar(textAt(found.path), found.path) : null);
      },
    });
  });

  const grammarOf = async (scope: string): Promise<IGrammar> => {
    const grammar = await registry.loadGrammar(scope);
    assert.ok(grammar, scope);
    return grammar;
  };

  it('are contributed with files that exist and say the same scope', () => {
    assert.deepEqual(grammars.map(({ language }) => language).sort(), languages.map(({ id }) => id).sort());
    for (const { path, scopeName } of grammars) assert.equal((JSON.parse(textAt(path)) as { scopeName: string }).scopeName, scopeName);
    for (const { configuration } of languages) {
      assert.ok(existsSync(join(root, configuration)), configuration);
      const { comments, brackets } = JSON.parse(textAt(configuration)) as { comments: { lineComment: string }; brackets: string[][] };
      assert.equal(comments.lineComment, '#');
      assert.ok(brackets.every((pair) => pair.length === 2));
    }
  });

  it('systemd: comments, sections, keys, values', async () => {
    const text = [
      '# comment = x',
      '  ; [comment]',
      '[Unit]',
      'Description=A gateway for %H: 100%%',
      'After=network-online.target dten@%i.service',
      '[Service]',
      'RestartSec=5s',
      'PrivateTmp=true',
      'CPUQuota=20%',
      'ExecStart=-/opt/dten/bin/dtend --listen ${ADDRESS} "a b"',
      'X-Own = free',
    ].join('\n');
    assert.deepEqual(tokens(await grammarOf('source.systemd-unit'), text), [
      ...['#  punctuation.definition.comment', 'comment = x  comment.line'],
      ...[';  punctuation.definition.comment', '[comment]  comment.line'],
      ...['[  punctuation.definition.section.begin', 'Unit  entity.name.section', ']  punctuation.definition.section.end'],
      ...[
        'Description  support.type.property-name',
        '=  keyword.operator.assignment',
        'A gateway for  string.unquoted',
        '%H  constant.other.placeholder',
      ],
      ...[': 100  string.unquoted', '%%  constant.character.escape'],
      ...['After  support.type.property-name', '=  keyword.operator.assignment', 'network-online.target  entity.name.type.unit'],
      ...['dten@  entity.name.type.unit', '%i  constant.other.placeholder', '.service  entity.name.type.unit'],
      ...['[  punctuation.definition.section.begin', 'Service  entity.name.section', ']  punctuation.definition.section.end'],
      ...['RestartSec  support.type.property-name', '=  keyword.operator.assignment', '5  constant.numeric', 's  keyword.other.unit'],
      ...['PrivateTmp  support.type.property-name', '=  keyword.operator.assignment', 'true  constant.language.boolean'],
      ...['CPUQuota  support.type.property-name', '=  keyword.operator.assignment', '20  constant.numeric', '%  keyword.other.unit'],
      ...[
        'ExecStart  support.type.property-name',
        '=  keyword.operator.assignment',
        '-  keyword.operator.prefix',
        '/opt/dten/bin/dtend  entity.name.function',
      ],
      ...['--listen  meta.directive', '${ADDRESS}  variable.other', '"a b"  string.quoted.double'],
      ...['X-Own  support.type.property-name', '=  keyword.operator.assignment', 'free  meta.directive'],
    ]);
  });

  it('systemd: a value goes on after a backslash and over comments, and ends with its line', async () => {
    const text = ['ExecStart=/bin/a \\', '# why', '  "b \\', ' c" \\x20', 'After=x.service \\', '', 'word', '[Broken'].join('\n');
    assert.deepEqual(tokens(await grammarOf('source.systemd-unit'), text), [
      ...[
        'ExecStart  support.type.property-name',
        '=  keyword.operator.assignment',
        '/bin/a  entity.name.function',
        '\\  constant.character.escape.line-continuation',
      ],
      ...['#  punctuation.definition.comment', 'why  comment.line'],
      ...[
        '"b  string.quoted.double',
        '\\  constant.character.escape.line-continuation',
        'c"  string.quoted.double',
        '\\x20  constant.character.escape',
      ],
      ...[
        'After  support.type.property-name',
        '=  keyword.operator.assignment',
        'x.service  entity.name.type.unit',
        '\\  constant.character.escape.line-continuation',
      ],
      ...['word  invalid.illegal.line', '[Broken  invalid.illegal.line'],
    ]);
  });

  it('crontab of a user: time fields, nicknames, environment, command, percent', async () => {
    const text = [
      '# m h',
      'MAILTO="ops"',
      '*/5 0-30,59 1 jan MON /bin/a $X | b %one%two',
      '@reboot /bin/c 100\\% "d"',
      '@never x',
      '* * * * nonsense',
    ].join('\n');
    assert.deepEqual(tokens(await grammarOf('source.crontab'), text), [
      ...['#  punctuation.definition.comment', 'm h  comment.line.number-sign'],
      ...['MAILTO  variable.other.readwrite', '=  keyword.operator.assignment', '"ops"  string.unquoted'],
      ...['*  keyword.operator.wildcard', '/  punctuation.separator.field', '5  constant.numeric'],
      ...[
        '0  constant.numeric',
        '-  punctuation.separator.field',
        '30  constant.numeric',
        ',  punctuation.separator.field',
        '59  constant.numeric',
      ],
      ...['1  constant.numeric', 'jan  constant.language', 'MON  constant.language'],
      ...[
        '/bin/a  meta.command',
        '$X  variable.other',
        '|  keyword.operator.shell',
        'b  meta.command',
        '%  keyword.operator.newline',
        'one  string.unquoted.stdin',
      ],
      ...['%  keyword.operator.newline', 'two  string.unquoted.stdin'],
      ...[
        '@reboot  keyword.control.schedule',
        '/bin/c 100  meta.command',
        '\\%  constant.character.escape.percent',
        '"d"  string.quoted.double',
      ],
      ...['@never x  invalid.illegal.line', '* * * * nonsense  invalid.illegal.line'],
    ]);
  });

  it('system crontab: the sixth column is the user', async () => {
    const text = ['SHELL=/bin/sh', '17 * * * *  root  cd / && run-parts /etc/cron.hourly', '@daily dten /bin/c'].join('\n');
    assert.deepEqual(tokens(await grammarOf('source.system-crontab'), text), [
      ...['SHELL  variable.other.readwrite', '=  keyword.operator.assignment', '/bin/sh  string.unquoted'],
      ...['17  constant.numeric', ...Array<string>(4).fill('*  keyword.operator.wildcard'), 'root  entity.name.type.user'],
      ...['cd /  meta.command', '&&  keyword.operator.shell', 'run-parts /etc/cron.hourly  meta.command'],
      ...['@daily  keyword.control.schedule', 'dten  entity.name.type.user', '/bin/c  meta.command'],
    ]);
  });

  it('take lines of ten thousand characters in their stride', async () => {
    const pieces = [
      'a',
      'a.',
      'a@',
      '1',
      '1a',
      '1 ',
      '* ',
      '%',
      '\\',
      '"',
      "'",
      '$',
      '${',
      '-',
      ' ',
      '[',
      '=',
      '*/5,',
      'a.service ',
      '"\\',
      '; ',
    ];
    for (const { scopeName } of grammars) {
      const grammar = await grammarOf(scopeName);
      for (const start of ['', '[', 'After=', 'ExecStart=', 'Description=', '* * * * * root ', '@reboot root ', 'A=', '# ']) {
        for (const piece of pieces) {
          const line = start + piece.repeat(Math.ceil(10_000 / piece.length));
          const begun = cpuTime();
          const { stoppedEarly } = grammar.tokenizeLine(line, INITIAL, 2000);
          assert.ok(!stoppedEarly, `${scopeName}: ${line.slice(0, 40)} took ${Math.round(cpuTime() - begun)} ms`);
        }
      }
    }
  }).timeout(120_000);
});
