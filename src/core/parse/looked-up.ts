import { memoWith } from '../text/memo';
import type { ShellScript } from './shell-script';

/** `$(command -v curl)`, `` `which curl 2>/dev/null` ``, `$(type -P curl || true)`; `$(locate curl)` of a function of the script. */
const lookUp =
  /^"?(?:\$\(|`)\s*(?:(?:command\s+-v|which|type\s+-[pP]|hash\s+-t)|(?<own>[\w-]+))\s+["']?(?<program>[\w.+-]+)["']?\s*(?:[12&]?>\s*\/dev\/null\s*)?(?:\|\|[^)`]*)?(?:\)|`)"?$/;
const looksUp = /\b(?:command\s+-v|which|type\s+-[pP]|hash\s+-t)\s+["']?\$/;

/** The program whose place a word asks for, as written; `undefined`: it asks for something else. `source`: the text of the script. */
export function programLookedUp(word: string, script: ShellScript, source: string): string | undefined {
  const { own, program } = lookUp.exec(word)?.groups ?? {};
  return own === undefined || finders(script, source).has(own) ? program : undefined;
}

/** Functions that say where the program is which they are given. */
const finders = memoWith(
  ({ functions }: ShellScript, source: string): ReadonlySet<string> =>
    new Set(functions.flatMap(({ name, span }) => (looksUp.test(source.slice(span.start, span.end)) ? [name] : []))),
);

/** Variables of a script that are only ever given the place of one program, and the program. */
export const variablesLookedUp = memoWith((script: ShellScript, source: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [name, [word, ...others]] of script.assigned) {
    const program = word === undefined || others.length > 0 ? undefined : programLookedUp(word, script, source);
    if (program !== undefined) found.set(name, program);
  }
  return found;
});
