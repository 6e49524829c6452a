import type { ShellTest, ShellWord } from './shell-script';

/** `[ -n "$x" ]`; also of `[[`. */
export function unaryTest(operator: string, word: ShellWord): ShellTest {
  if (operator === '-z') return { is: 'empty', word };
  if (operator === '-n') return { is: 'not', of: { is: 'empty', word } };
  return /^-[a-hkprstuwxGLNOS]$/.test(operator) ? { is: 'file', operator, word } : { is: 'unknown' };
}

const isOrNot = (is: boolean, of: ShellTest): ShellTest => (is ? of : { is: 'not', of });

/** `[ "$x" = y ]`; also of `[[`, where the right side is a pattern. */
export function binaryTest(operator: string, word: ShellWord, pattern: ShellWord): ShellTest {
  if (/^(==?|-eq)$/.test(operator)) return { is: 'equal', word, pattern };
  if (/^(!=|-ne)$/.test(operator)) return { is: 'not', of: { is: 'equal', word, pattern } };
  if (operator === '-lt' || operator === '-ge') return isOrNot(operator === '-lt', { is: 'less', word, than: pattern });
  if (operator === '-gt' || operator === '-le') return isOrNot(operator === '-gt', { is: 'less', word: pattern, than: word });
  return { is: 'unknown' };
}
