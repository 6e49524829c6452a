import type { MappedText } from '../parse/mapped-text';
import type { ShellScript, ShellWord } from '../parse/shell-script';
import { memoWith } from '../text/memo';
import { forms } from './commands';
import type { Reading } from './course';
import type { Values } from './values';

/** `$(command -v curl)`, `` `which curl 2>/dev/null` ``, `$(type -P curl || true)`; `$(locate curl)` of a function of the script. */
const lookUp =
  /^"?(?:\$\(|`)\s*(?:(?:command\s+-v|which|type\s+-[pP]|hash\s+-t)|(?<own>[\w-]+))\s+["']?(?<program>[\w.+-]+)["']?\s*(?:[12&]?>\s*\/dev\/null\s*)?(?:\|\|[^)`]*)?(?:\)|`)"?$/;
const looksUp = /\b(?:command\s+-v|which|type\s+-[pP]|hash\s+-t)\s+["']?\$/;

/**
 * The program whose place a word asks for. What is found is that program or nothing: good enough to say what a command does, and no answer
 * to the question whether a host has it. `undefined`: it asks for something else.
 */
export function programLookedUp(
  { text }: Pick<ShellWord, 'text'>,
  { script, source }: Pick<Reading, 'script' | 'source'>,
): Values | undefined {
  const { own, program = '' } = lookUp.exec(text)?.groups ?? {};
  if (program === '' || (own !== undefined && !(forms.has(program) && finders(script, source.text).has(own)))) return undefined;
  return { values: [`/usr/bin/${program}`], isEach: true, isMaybe: true };
}

/** Variables of a script that are only ever given the place of one program: functions have them, wherever they stand. */
export const variablesLookedUp = ({ script, source }: Reading): ReadonlyMap<string, Values> => lookedUpIn(script, source);

const lookedUpIn = memoWith((script: ShellScript, source: MappedText): ReadonlyMap<string, Values> => {
  const found = new Map<string, Values>();
  for (const [name, [text, ...others]] of script.assigned) {
    const program = text === undefined || others.length > 0 ? undefined : programLookedUp({ text }, { script, source });
    if (program) found.set(name, program);
  }
  return found;
});

/** Functions that say where the program is which they are given. */
function finders({ functions }: ShellScript, text: string): ReadonlySet<string> {
  return new Set(functions.flatMap(({ name, span }) => (looksUp.test(text.slice(span.start, span.end)) ? [name] : [])));
}
