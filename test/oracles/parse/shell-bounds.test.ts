import assert from 'node:assert/strict';
import { parseShell, type ShellCommand } from '../../../src/core/parse/shell';
import { randomSource } from '../../support/random';
import { cpuTime } from '../../support/cpu-time';

const seed = Number(process.env['SEED'] ?? 20261121);

describe('parseShell', () => {
  it(`never fails, and all places lie in the file (seed ${seed})`, () => {
    const random = randomSource(seed);
    const parts = [
      'a',
      ' b',
      '\n',
      ';',
      '&&',
      '||',
      '|',
      '(',
      ')',
      '{ ',
      ' }',
      '$(',
      '`',
      '\\`',
      '"',
      "'",
      '$x',
      '${',
      '}',
      '<<E\n',
      'E\n',
      '<(',
      'if ',
      ' then ',
      ' fi',
      'for x in ',
      ' do ',
      ' done',
      'case x in ',
      ' esac',
      '=',
      'A=(',
      '[[ ',
      ' ]]',
      '((',
      '))',
      '#',
      '\\',
      '\r\n',
      '>',
      '!',
      '*',
      'é😀',
      '\0',
      'sudo ',
      'f() ',
    ];
    for (let round = 0; round < 4000; round++) {
      const text = Array.from({ length: random.below(40) }, () => random.pick(parts)).join('');
      const script = parseShell(text);
      const words = (command: ShellCommand) => [
        ...command.words,
        ...command.wrappers.flat(),
        ...command.redirects.map(({ target }) => target),
      ];
      const spans = [
        ...script.faults.map(({ span }) => span),
        ...script.conditions,
        ...script.loops.flatMap(({ body, words: over }) => [body, ...over.map(({ span }) => span)]),
        ...script.commands.flatMap((command) => [
          command.span,
          ...(command.onFailure ? [command.onFailure] : []),
          ...command.heredocs.map(({ span }) => span),
          ...words(command).map(({ span }) => span),
        ]),
      ];
      for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= text.length, JSON.stringify(text));
    }
  });

  it('is quick with what no person writes', () => {
    const started = cpuTime();
    for (const piece of [
      '$(',
      '`',
      '(',
      '{ ',
      'if a; then ',
      '"$(',
      'a || ',
      'a | ',
      '! ',
      '<<E\n',
      'for x in a; do ',
      'x=(',
      '${x:-',
      '\\',
      '"',
      'f() {',
    ]) {
      parseShell(piece.repeat(20_000));
    }
    assert.ok(cpuTime() - started < 36000, `${Math.round(cpuTime() - started)} ms`);
  });
});
