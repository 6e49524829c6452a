import { commandsIn, computedProgram, type CodeLiteral } from './code-literals';
import { unknown } from '../parse/shell-template';

/** Longer programs are no one-liners; what stands further on is not read. */
const maxCode = 4000;

/** Of each command that a string holds; without one it is put together while the program runs. */
const command = (written: string | undefined): readonly CodeLiteral[] =>
  written === undefined ? [computedProgram] : commandsIn(written.replace(/\\(.)/g, '$1'));

/** Where programs say what they have to say: no file of the host. */
const isOutput = (file: string): boolean => /^\/dev\/(?:std|tty|null|fd\/)/.test(file);

/** `system("x")`, `"x" | getline`, `print | "x"` and the same with a name in the place of the string (POSIX awk, gawk's `|&`). */
export function awkLiterals(code: string): readonly CodeLiteral[] {
  const text = code.slice(0, maxCode).replace(/\/(?:[^/\\\n"]|\\.)+\/(?=\s*[{,)&|;])/g, '//');
  const starts = text.matchAll(/\bsystem\s*\(\s*(?:"((?:[^"\\\n]|\\.)*)"\s*\))?/g);
  const reads = text.matchAll(/(?:"((?:[^"\\\n]|\\.)*)"|\w\)?)\s*\|&?\s*getline\b/g);
  const prints = text.matchAll(/\bprintf?\b[^|;}\n]*[^|\n]\|&?\s*(?!\||getline\b)(?:"((?:[^"\\\n]|\\.)*)"|[A-Za-z_("])/g);
  const writes = text.matchAll(
    /\bprintf?\b(?:"(?:[^"\\\n]|\\.)*"|\([^()\n]*\)|[^|;}"\n>(])*(>>?)\s*(?:"((?:[^"\\\n]|\\.)*)"(?=\s*(?:[;})]|$))|[A-Za-z_("$])/gm,
  );
  return [
    ...[...starts, ...reads, ...prints].flatMap(([, written]) => command(written)),
    ...Array.from(writes, ([, way, file]): CodeLiteral => ({
      kind: way === '>>' ? 'file.append' : 'file.write',
      target: file ?? unknown,
    })).filter((said) => !('target' in said && isOutput(said.target))),
  ];
}

/** Where a command of sed holds: lines, patterns, and between two of them. */
const address = /(?:\d+(?:~\d+)?|\$|[+~]\d+|\/(?:[^/\\\n]|\\.)*\/[IM]*|\\(.)(?:(?!\1)[^\\\n]|\\.)*\1[IM]*)?[\s,!]*/y;
/** What `s` and `y` put in the place of what, and the flags of `s`. */
const replacing = /[sy]([^\\\n])(?:(?!\1)[^\\]|\\[^])*\1(?:(?!\1)[^\\]|\\[^])*\1([gpiImMe\d]*)(?:w[ \t]*([^\n]*))?/y;
/** Text that is added, files that are read and written: as far as the line goes, and the next one behind a backslash. */
const toLineEnd = /(?:[^\\\n]|\\[^])*/y;
const label = /[^;\n}]*/y;

/** `1e date`, `e`, `s/x/y/e`: the commands of GNU sed that run another one, or the line. Commands are read as sed does, one behind the other. */
export function sedLiterals(code: string): readonly CodeLiteral[] {
  const text = code.slice(0, maxCode);
  const found: CodeLiteral[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    at += match?.[0].length ?? 0;
    return match;
  };
  while (at < text.length) {
    if (/[\s;{}]/.test(text[at] ?? '')) {
      at++;
      continue;
    }
    for (let before = -1; before !== at;) {
      before = at;
      take(address);
    }
    const name = text[at] ?? '';
    if (/[sy]/.test(name)) {
      const [, , flags, file] = take(replacing) ?? [];
      // Nobody can read on.
      if (flags === undefined) break;
      if (flags.includes('e')) found.push(computedProgram);
      if (file !== undefined && !isOutput(file)) found.push({ kind: 'file.write', target: file });
    } else if (name === 'e') {
      at++;
      const words = take(toLineEnd)?.[0].trim() ?? '';
      found.push(...(words === '' || /^[;}]/.test(words) ? [computedProgram] : command(words)));
    } else if (name === 'w' && /[\s/]/.test(text[at + 1] ?? '')) {
      at++;
      const file = take(toLineEnd)?.[0].trim() ?? '';
      if (file !== '' && !isOutput(file)) found.push({ kind: 'file.write', target: file });
    } else if (/[aicrRwW#]/.test(name)) take(toLineEnd);
    else if (/[btT:]/.test(name)) take(label);
    else at++;
  }
  return found;
}
