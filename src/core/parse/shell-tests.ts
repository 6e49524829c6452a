import type { ShellTest, ShellWord } from './shell-script';

/** `[ -n "$x" ]`; also of `[[`. */
export function unaryTest(operator: string, word: ShellWord): ShellTest {
  if (operator === '-z') return { is: 'empty', word };
  if (operator === '-n') return { is: 'not', of: { is: 'empty', word } };
  return /^-[a-hkprstuwxGLNOS]$/.test(operator) ? { is: 'file', operator, word } : { is: 'unknown' };
}

/** `[ "$x" = y ]`; also of `[[`, where the right side is a pattern. */
export function binaryTest(operator: string, word: ShellWord, pattern: ShellWord): ShellTest {
  if (/^(==?|-eq)$/.test(operator)) return { is: 'equal', word, pattern };
  return /^(!=|-ne)$/.test(operator) ? { is: 'not', of: { is: 'equal', word, pattern } } : { is: 'unknown' };
}
