/** Letters of `set` (POSIX, bash(1)) and the names that `-o` knows them by. */
const names: ReadonlyMap<string, string> = new Map([
  ['e', 'errexit'],
  ['u', 'nounset'],
  ['C', 'noclobber'],
  ['f', 'noglob'],
  ['n', 'noexec'],
  ['x', 'xtrace'],
]);

/**
 * The options that `set`, or a shell that is started, is given: by name, whether they are switched on or off. `words`: behind the
 * command, as far as their values are known; they end at the first one that is none.
 */
export function shellOptions(words: readonly (string | undefined)[]): ReadonlyMap<string, boolean> {
  const options = new Map<string, boolean>();
  for (let at = 0; at < words.length; at++) {
    if (/^--\w/.test(words[at] ?? '')) continue;
    const [, sign, letters] = /^([-+])([a-zA-Z]+)$/.exec(words[at] ?? '') ?? [];
    if (letters === undefined) break;
    for (const letter of letters) {
      const name = letter === 'o' ? words[++at] : names.get(letter);
      if (name !== undefined) options.set(name, sign === '-');
    }
  }
  return options;
}
