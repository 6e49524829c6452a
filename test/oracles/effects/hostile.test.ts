import assert from 'node:assert/strict';
import type { ScriptEffects } from '../../../src/core/effects/effect';
import { effectsOf } from '../../../src/core/effects/interpret';
import { plainText } from '../../../src/core/parse/mapped-text';
import { parseShell } from '../../../src/core/parse/shell';
import { expand } from '../../../src/core/plan/expand';
import { newBudget } from '../../../src/core/plan/writing';
import type { Program } from '../../../src/core/plan/program';
import { linkerOf } from '../../../src/core/plan/linker';

const told = (text: string): ScriptEffects => effectsOf(parseShell(text), plainText(text));
const program = (path: string, text: string): Program => ({ path, effects: told(text) });
const plan = (...programs: readonly [Program, ...Program[]]) => expand(programs[0], linkerOf(programs, []), [], newBudget());

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const fragments = [
  ...[
    'rm -rf',
    'systemctl stop',
    'cp a',
    '"$x"',
    '$(',
    ')',
    '`',
    '"',
    "'",
    '${x:-',
    '}',
    '{',
    '(',
    'x=1',
    'for i in a b; do',
    'done',
    'if',
    'then',
  ],
  ...[
    'else',
    'fi',
    'case $1 in',
    'a)',
    ';;',
    'esac',
    '&&',
    '||',
    '|',
    ';',
    '\n',
    '<<E\n',
    '\nE\n',
    '> /etc/x',
    'f() {',
    'f "$@"',
    'set -e',
    'exit 1',
  ],
  ...[
    'trap "rm $x" EXIT',
    'su - u -c "reboot"',
    'ssh h <<E\nreboot\nE\n',
    'eval',
    'while read l; do',
    '. ./lib.sh',
    '[[ $x ==',
    ']]',
    '\\',
    '#',
    '\0',
    'é',
    '~',
  ],
];

describe('what hostile scripts do', () => {
  it('is told of whatever text, inside the file, in order and no more often than it stands there', () => {
    const pick = numbers(7);
    for (let round = 0; round < 400; round++) {
      const text = Array.from({ length: 1 + pick(30) }, () => fragments[pick(fragments.length)]).join(' ');
      const { steps, functions, conditions } = told(text);
      const all = [steps, ...functions.map(({ steps: own }) => own)];
      for (const { span, command } of all.flat()) {
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, text);
        assert.ok(command.start >= 0 && command.end <= text.length, text);
      }
      for (const { span } of conditions) assert.ok(span.start <= span.end && span.end <= text.length, text);
      assert.ok(all.flat().length <= 64 * text.length, text);
      plan({ path: 'install.sh', effects: told(text) });
    }
  });

  it('keeps the order of the lines', () => {
    const lines = Array.from({ length: 500 }, (_, at) => (at % 3 === 0 ? `[ -e /x ] && rm /f${at}` : `mkdir /f${at}`));
    const targets = told(lines.join('\n')).steps.map(({ target }) => target);
    assert.deepEqual(
      targets,
      lines.map((_, at) => `/f${at}`),
    );
  });

  it('comes to an end with 10,000 substitutions inside one another', () => {
    const deep = `${'echo $('.repeat(10_000)}reboot${')'.repeat(10_000)}`;
    assert.ok(told(deep).steps.length <= 1);
  });

  it('comes to an end with functions that call themselves and scripts that read in one another', () => {
    const all = plan(
      program('install.sh', 'a() { b; rm /a; }\nb() { a; b "$@" x; rm /b; }\na\n. ./one.sh\n'),
      program('one.sh', '. ./two.sh\nrm /one\n./install.sh\n'),
      program('two.sh', '. ./one.sh\nrm /two\n'),
    );
    const targets = all.effects.filter(({ kind }) => kind === 'file.delete').map(({ target }) => target);
    assert.deepEqual([...new Set(targets)].sort(), ['/a', '/b', '/one', '/two']);
  });

  it('is bounded where every function calls the next one many times', () => {
    const functions = Array.from(
      { length: 20 },
      (_, at) => `f${at}() { ${Array.from({ length: 9 }, (__, n) => `f${at + 1} "$1${n}"`).join('; ')}; rm "$1"; }`,
    );
    const { effects, isCut } = plan(program('install.sh', `${functions.join('\n')}\nf20() { :; }\nf0 x\n`));
    assert.ok(effects.length <= 20_000);
    assert.equal(isCut, true);
  });

  it('is told of a line of 100,000 words', () => {
    const { steps } = told(`rm ${'/opt/a '.repeat(100_000)}\nreboot\n`);
    assert.ok(steps.length <= 20_000 && steps.length > 0);
  });
});
