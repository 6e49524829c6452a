import type { CodeLiteral } from './code-literals';

/** Longer programs are no one-liners; what stands further on is not read. */
const maxCode = 4000;

const computed: CodeLiteral = { kind: 'unknown', why: 'what a program in the command line runs' };

/** Of each command that a string holds; without one it is put together while the program runs. */
const command = (written: string | undefined): CodeLiteral =>
  written === undefined ? computed : { command: written.replace(/\\(.)/g, '$1').trim().split(/\s+/) };

/** `system("x")`, `"x" | getline`, `print | "x"` and the same with a name in the place of the string (POSIX awk, gawk's `|&`). */
export function awkLiterals(code: string): readonly CodeLiteral[] {
  const text = code.slice(0, maxCode).replace(/\/(?:[^/\\\n"]|\\.)+\/(?=\s*[{,)&|;])/g, '//');
  const starts = text.matchAll(/\bsystem\s*\(\s*(?:"((?:[^"\\\n]|\\.)*)"\s*\))?/g);
  const reads = text.matchAll(/(?:"((?:[^"\\\n]|\\.)*)"|\w\)?)\s*\|&?\s*getline\b/g);
  const prints = text.matchAll(/\bprintf?\b[^|;}\n]*[^|\n]\|&?\s*(?!\||getline\b)(?:"((?:[^"\\\n]|\\.)*)"|[A-Za-z_("])/g);
  return [...starts, ...reads, ...prints].map(([, written]) => command(written));
}

/** Where a command of sed holds: lines, patterns, and between two of them. */
const address = /^(?:\d+(?:~\d+)?|\$|\/(?:[^/\\]|\\.)*\/I?)/;

/** `1e date`, `e`: the command of GNU sed that runs another one, or the line. `undefined`: it is another command. */
function executed(written: string): CodeLiteral | undefined {
  let rest = written.trim();
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest
      .replace(address, '')
      .replace(/^[,!+]/, '')
      .trimStart();
  }
  const [name, ...words] = rest.split(/\s+/);
  return name === 'e' ? (words.length > 0 ? command(words.join(' ')) : computed) : undefined;
}

/** `s/x/y/e`: what the line has become is run. */
const runsLine = /(?:^|[;\n{}\s\d/$])s([/|,#@!:])(?:(?!\1)[^\\\n]|\\.)*\1(?:(?!\1)[^\\\n]|\\.)*\1[gpiIm\d]*e[gpiIm\d]*\s*(?=$|[;\n}])/;

export function sedLiterals(code: string): readonly CodeLiteral[] {
  const text = code.slice(0, maxCode);
  return [...text.split(/[;{}\n]/).flatMap((one) => executed(one) ?? []), ...(runsLine.test(text) ? [computed] : [])];
}
