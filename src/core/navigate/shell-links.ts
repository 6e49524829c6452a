import type { ShellCommand, ShellScript, ShellWord } from '../parse/shell';
import { knownEnd } from '../parse/shell-words';
import type { Link } from './link';
import type { PackagePaths } from './package-paths';

const runner = /^(\.|source|(ba|da|k|z)?sh)$/;

/** Files that commands run, source, read or install. `offset`: where the script stands in its file. */
export const shellLinks = ({ commands }: ShellScript, from: string, paths: PackagePaths, offset = 0): Link[] =>
  commands.flatMap((command) =>
    mentions(command).flatMap(({ word, certain }) => {
      const path = fileOfWord(word, certain, from, paths);
      return path === undefined ? [] : [{ span: { start: word.span.start + offset, end: word.span.end + offset }, path }];
    }),
  );

/** `certain`: the word names a file, not merely something that looks like one. */
function mentions({ name, words, redirects }: ShellCommand): { readonly word: ShellWord; readonly certain: boolean }[] {
  const runs = name !== undefined && runner.test(name);
  const file = runs ? words.slice(1).find(({ text }) => !text.startsWith('-')) : words[0];
  const all = [...words, ...redirects.flatMap(({ operator, target }) => (/^[<>]/.test(operator) && operator !== '<<<' ? [target] : []))];
  return all.map((word) => ({ word, certain: word === file && (runs || word.text.includes('/')) }));
}

function fileOfWord(word: ShellWord, certain: boolean, from: string, paths: PackagePaths): string | undefined {
  const named = word.value ?? knownEnd(word);
  if (named === undefined || named.startsWith('-') || !(certain || named.includes('/'))) return undefined;
  return paths.find(named, from, { least: certain ? 1 : 2, computed: word.value === undefined });
}
