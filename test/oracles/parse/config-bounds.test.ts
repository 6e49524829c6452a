import type { ConfigFormat } from '../../../src/core/parse/config/languages';
import { parseConfig } from '../../../src/core/parse/config/parse';
import { growsInProportion } from '../../support/cpu-time';

describe('parseConfig', () => {
  it('takes time in proportion to the length', async () => {
    for (const odd of [
      (size: number) => `[${' '.repeat(size)}x\n`,
      (size: number) => `a = b${' '.repeat(size)}c\n`,
      (size: number) => `${'a '.repeat(size)}\n`,
      (size: number) => `a${'\\'.repeat(size)}=\n`,
      (size: number) => `a=${'\\\n'.repeat(size)}`,
      (size: number) => 'a="\n'.repeat(size),
    ]) {
      for (const format of ['ini', 'env', 'properties'] as const) {
        await growsInProportion(4e4, (size) => parseConfig(odd(size), format), `${format} ${odd(4)}`);
      }
    }
  });

  it('takes time in proportion to the length in other languages', async () => {
    const odd: readonly (readonly [ConfigFormat, (size: number) => string])[] = [
      ['xml', (size) => `<a>${'<b c="d">e</b>\r\n'.repeat(size)}</a>`],
      ['xml', (size) => '<a '.repeat(size)],
      ['xml', (size) => `<a>${'<entry key="k">v</entry>'.repeat(size)}</a>`],
      ['hocon', (size) => 'a { b = 1 }\n'.repeat(size)],
      ['hocon', (size) => '${'.repeat(size)],
      ['hocon', (size) => `a = ${' "b'.repeat(size)}`],
      ['properties', (size) => ' \\\n \t'.repeat(size)],
      ['nginx', (size) => 'a { b "c'.repeat(size)],
      ['nginx', (size) => `a ${'"b '.repeat(size)}`],
      ['nginx', (size) => 'x_by_lua_block {'.repeat(size)],
      ['nginx', (size) => `x_by_lua_block {${'--[[\n'.repeat(size)}`],
      ['apache', (size) => '<A b>\n'.repeat(size)],
      ['apache', (size) => `A ${'"b \\\n'.repeat(size)}`],
      ['keywords', (size) => `a ${'"b '.repeat(size)}\n`],
      ['keywords', (size) => 'a b\n  c d\n'.repeat(size)],
      ['unit', (size) => `[Service]\n${'Environment=A=1 B=2\n'.repeat(size)}`],
    ];
    for (const [format, of] of odd) await growsInProportion(2e4, (size) => parseConfig(of(size), format), `${format} ${of(2)}`);
  });
});
