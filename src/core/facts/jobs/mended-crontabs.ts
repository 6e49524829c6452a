import type { ShellCommand } from '../../parse/shell-script';
import { fact, fileFact } from '../../subject/fact';
import { baseName } from '../../text/path';

/** What scripts mend of a file of the package before cron sees it. */
export interface Mended {
  /** Names of files whose carriage returns they take out: `tr -d '\r' < x`, `dos2unix x`, `sed 's/\r$//' x`. */
  readonly returns: ReadonlySet<string>;
  /** Names of files behind which they print a line end: `{ cat x; echo; } >y`. */
  readonly ends: ReadonlySet<string>;
}

const aReturn = /\\r|\\015|\\x0?d|\^M|\r/i;

const inScript = fileFact('shell', ({ syntax, text }) => {
  const returns = syntax.commands.flatMap((command) => (takesReturns(command) ? filesOf(command) : []));
  const ends = syntax.commands.flatMap((command) => {
    if (command.name !== 'cat') return [];
    const behind = text.slice(command.span.end, command.span.end + 80);
    return /^[ \t]*(?:;|&&|\n)[ \t]*(?:echo|printf\s+["']?\\n["']?)\s*(?:[;})\n]|>>)/.test(behind) ? filesOf(command) : [];
  });
  return { returns, ends };
});

export const mendedCrontabs = fact(['shell'], (reviewed): Mended => {
  const all = reviewed.subjects.shell.map(inScript);
  return { returns: new Set(all.flatMap(({ returns }) => returns)), ends: new Set(all.flatMap(({ ends }) => ends)) };
});

function takesReturns({ name, words }: ShellCommand): boolean {
  if (name === 'dos2unix' || name === 'fromdos') return true;
  const given = words.slice(1).map(({ text }) => text);
  if (name === 'tr') return given.some((word) => /^-\w*d/.test(word)) && given.some((word) => aReturn.test(word));
  return /^(?:sed|gsed|perl|awk)$/.test(name ?? '') && given.some((word) => aReturn.test(word));
}

/** What it reads, by name: its operands, what is redirected to it, and what `cat` hands on to it. */
function filesOf(command: ShellCommand): readonly string[] {
  const before = command.pipeline[command.pipeline.indexOf(command) - 1];
  const words = [
    ...command.words.slice(1),
    ...command.redirects.flatMap(({ operator, target }) => (operator === '<' ? [target] : [])),
    ...(before?.name === 'cat' ? before.words.slice(1) : []),
  ];
  return words.map(({ value, text }) => baseName((value ?? text).replace(/["']/g, ''))).filter((name) => /^[\w.@-]+$/.test(name));
}
