import assert from 'node:assert/strict';
import { codeEffects } from '../../../src/core/effects/code-effects';
import { parseCode } from '../../../src/core/parse/code';
import { cpuTime } from '../../support/cpu-time';
import { randomSource } from '../../support/random';

describe('what programs in other languages do', () => {
  it('lies inside the file whatever the text, and takes no time', () => {
    const random = randomSource(20261129);
    const pieces = [
      'os.system(',
      'subprocess.run([',
      'system ',
      '"',
      "'",
      '"""',
      '`',
      'qw(',
      ')',
      ']',
      '{',
      '}',
      ',',
      '+',
      '%',
      '\\',
      '\n',
      '#',
      '=pod\n',
      'a',
      ' rm /x ',
      'f"{a}"',
      '=',
      '$x',
      ' or die',
      '@"',
      '$(',
      '%a%',
      'Stop-Service ',
      'set a=',
      ' | ',
      'cmd /c ',
    ];
    for (let round = 0; round < 400; round++) {
      const text = Array.from({ length: random.below(60) }, () => random.pick(pieces)).join('');
      for (const language of ['Python', 'Perl', 'PowerShell', 'Windows batch'] as const) {
        for (const { span, command } of codeEffects(parseCode(text, language)).steps)
          for (const { start, end } of [span, command]) assert.ok(0 <= start && start <= end && end <= text.length, text);
      }
    }
    const started = cpuTime();
    for (const text of [
      'os.system(['.repeat(20_000),
      '"""'.repeat(30_001),
      'system("a", '.repeat(20_000),
      "x = '".repeat(30_000),
      'a "$('.repeat(20_000),
      'cmd /c "'.repeat(10_000),
      'iex @"\n'.repeat(20_000),
      `${'a'.repeat(100_000)}os.system("b")`,
    ])
      for (const language of ['Python', 'Perl', 'PowerShell', 'Windows batch'] as const) codeEffects(parseCode(text, language));
    assert.ok(cpuTime() - started < 20_000);
  });
});
