import { variablesLookedUp } from '../looked-up';
import type { ShellCommand, ShellScript, ShellWord } from '../shell';
import { entryOf, groupBy } from '../../text/groups';
import { memo } from '../../text/memo';
import { contains } from '../../text/span';
import { clientOf } from './client';
import { baseName } from '../../text/path';

const commandsByName = memo(({ commands }: ShellScript) => groupBy(commands, ({ name }) => name));

/** The calls of the function that a command stands in. */
export const callsAround = ({ inFunction }: ShellCommand, script: ShellScript): readonly ShellCommand[] =>
  inFunction === undefined ? [] : (commandsByName(script).get(inFunction) ?? []);

const plain = ({ text }: ShellWord): string => text.replace(/["']/g, '');

/** The words of a command in a function, as one of its calls makes them; the same object: it is called with nothing that they name. */
export function wordsOfCall(words: readonly ShellWord[], call: ShellCommand): readonly ShellWord[] {
  if (!words.some((word) => positional.test(plain(word)))) return words;
  return words.flatMap((word) => {
    const [, name] = positional.exec(plain(word)) ?? [];
    if (name === undefined) return [word];
    if (name === '@' || name === '*') return call.words.slice(1);
    const given = call.words[Number(name)];
    return given ? [given] : [word];
  });
}

const positional = /^\$\{?([1-9@*])\}?$/;

/** `PSQL="psql -U app"` and then `$PSQL -c …`, `PSQL=(psql -U app)` and then `"${PSQL[@]}" -c …`: the words that the first one stands for. */
export function wordsOfClient(words: readonly ShellWord[], script: ShellScript, source: string): readonly ShellWord[] | undefined {
  const { constants, arrays } = script;
  const [first, ...rest] = words;
  const listed = first && arrays.get(/^"?\$\{([A-Za-z_]\w*)\[[@*]\]\}"?$/.exec(first.text)?.[1] ?? '');
  const client = listed?.findIndex(({ value }) => clientOf(baseName(value ?? '')) !== undefined) ?? -1;
  if (listed && client >= 0 && client <= mostBefore) return [...listed.slice(client), ...rest];
  const name = first && /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(first.text)?.[1];
  const value = name === undefined ? undefined : (constants.get(name)?.value ?? variablesLookedUp(script, source).get(name));
  if (!first || value === undefined) return undefined;
  const said = value.trim().split(/\s+/);
  const at = said.findIndex((word) => clientOf(baseName(word)) !== undefined);
  return at < 0 || at > mostBefore ? undefined : [...said.slice(at).map((word) => ({ ...first, text: word, value: word })), ...rest];
}

/** Words before a client that start it: `docker compose exec -T -e X=y db psql`. */
const mostBefore = 12;

const fileName = (word: ShellWord): string => word.value ?? plain(word);

/** Who writes the file of that name, as the script calls it, one after the other: with here-documents, or with what `echo` says. */
export const writersOf = (file: ShellWord, script: ShellScript): readonly ShellCommand[] => writers(script).get(fileName(file)) ?? [];

/** The command that fills a variable with a here-document: `SQL=$(cat <<EOF … )`, `read -r -d '' SQL <<EOF`. */
export const fillerOf = (variable: string, script: ShellScript): ShellCommand | undefined => fillers(script).get(variable);

/** The file that a text is read from: `"$(cat db/1.sql)"`, `$(<db/1.sql)`, or a variable that is given that and nothing else. */
export function readFrom(word: ShellWord, { assigned }: ShellScript): string | undefined {
  const [, read, variable] = /^"?\$(?:\(\s*((?:cat\s+|<\s*)[^\s|;&<>()]+)\s*\)|\{?([A-Za-z_]\w*)\}?)"?$/.exec(word.text) ?? [];
  if (read !== undefined) return read.replace(/^(?:cat\s+|<\s*)/, '');
  const [given, ...others] = (variable !== undefined && assigned.get(variable)) || [];
  return given === undefined || others.length > 0 ? undefined : reading.exec(given)?.[1];
}

const reading = /^"?\$\(\s*(?:cat\s+|<\s*)([^\s|;&<>()]+)\s*\)"?$/;

const fillers = memo(({ commands }: ShellScript): ReadonlyMap<string, ShellCommand> => {
  const found = new Map<string, ShellCommand>();
  const fed = commands.filter(({ name, heredocs }) => heredocs.length > 0 && (name === 'cat' || name === 'read'));
  for (const reader of fed) {
    const variable =
      reader.name === 'read' && reader.words.some(({ text }) => /^-\w*d$/.test(text)) ? reader.words.at(-1)?.value : undefined;
    if (variable !== undefined) found.set(variable, reader);
  }
  for (const { assignments } of fed.length > 0 ? commands : [])
    for (const { name, value } of assignments) {
      const reader = value && fed.find((one) => one.name === 'cat' && contains(value.span, one.span));
      if (reader) found.set(name, reader);
    }
  return found;
});

const writers = memo(({ commands }: ShellScript): ReadonlyMap<string, readonly ShellCommand[]> => {
  const found = new Map<string, ShellCommand[]>();
  for (const command of commands) {
    const { name, heredocs, redirects, words } = command;
    const isSaid = name === 'echo' || name === 'printf';
    if (heredocs.length === 0 && !isSaid) continue;
    for (const { operator, target } of redirects) {
      if (/^>\|?$/.test(operator)) found.set(fileName(target), [command]);
      else if (operator === '>>') entryOf(found, fileName(target), () => []).push(command);
    }
    if (name === 'tee' && words.length === 2 && words[1]) found.set(fileName(words[1]), [command]);
  }
  return found;
});
