import type { ShellCommand } from '../parse/shell-script';
import { unknown, type Template } from '../parse/shell-template';
import { baseName } from '../text/path';
import { optionOf, readCommandLine, type Argument } from './command-line';
import { single } from './questions';
import type { Variables } from './values';

/** Programs that write to their standard output what they fetch, and their options with a value. */
const fetchers: ReadonlyMap<string, string> = new Map([
  [
    'curl',
    'o output H header u user A user-agent e referer b cookie m max-time connect-timeout retry retry-delay retry-max-time x proxy w cacert E cert key C r url d data X request',
  ],
  ['wget', 'O output-document o output-file t tries T timeout header U user-agent user password'],
  ['wget2', 'O output-document'],
  ['fetch', 'o'],
  ['aria2c', 'o'],
  ['lynx', ''],
]);

/** The address of a download that is piped into a command, through filters as well. */
export function pipedDownload({ pipeline, span }: ShellCommand, variables: Variables): Template | undefined {
  if (pipeline.length < 2) return undefined;
  const at = pipeline.findIndex((one) => one.span.start === span.start);
  const before = pipeline.slice(0, at < 0 ? -1 : at);
  const fetcher = before.find((one) => fetchers.has(programOf(one, variables)));
  return fetcher && addressOf(fetcher, variables);
}

/** `$CURL`, where the script says what that is. */
const programOf = ({ name, words: [first] }: ShellCommand, variables: Variables): string =>
  name ?? (first ? baseName(single(first, variables)) : '');

function addressOf(fetcher: ShellCommand, variables: Variables): Template {
  const { words } = fetcher;
  const name = programOf(fetcher, variables);
  const given = words.slice(1).map((word): Argument => ({ value: single(word, variables), word, isOneOf: false }));
  const line = readCommandLine(name, given, { valued: new Set(fetchers.get(name)?.split(' ')) });
  return (optionOf(line, 'url') ?? line.operands[0])?.value ?? unknown;
}

const shells = /^(ba|da|a|k|z|mk)?sh$/;
const interpreters = /^(python[\d.]*|pypy3?|perl|ruby|node|nodejs|php\d*|lua)$/;

/** A substitution that fetches: `<(curl …)`, `"$(wget -qO- …)"`. */
const fetching = /^"?(?:<\(|\$\(|`)\s*(?:sudo\s+)?(?:curl|wget2?)\s/;

/** The address that a shell or interpreter gets its script from, if that is a download. */
export function scriptDownload(
  name: string,
  command: ShellCommand,
  given: readonly Argument[],
  variables: Variables,
): Template | undefined {
  const isShell = shells.test(name);
  const isBuiltin = /^(eval|source|\.)$/.test(name);
  if (!isShell && !isBuiltin && !interpreters.test(name)) return undefined;
  const substituted = [...command.words.slice(1), ...command.redirects.map(({ target }) => target)].find(({ text }) => fetching.test(text));
  if (substituted) {
    // `bash install.sh "$(curl …)"`: a word that a script is given.
    const isScript = isBuiltin || /^"?<\(/.test(substituted.text) || given.some(({ value }) => /^-\w*[ce]$/.test(value));
    return isScript ? (/https?:\/\/[^\s"'`)]+/.exec(substituted.text)?.[0] ?? unknown) : undefined;
  }
  if (isBuiltin || given.some(({ value }) => (isShell ? /^-\w*c$/ : /^-\w*[ce]$/).test(value))) return undefined;
  const first = given.find(({ value }) => !/^-[^-]|^--./.test(value))?.value;
  const readsInput = first === undefined || first === '-' || first === '/dev/stdin' || given.some(({ value }) => /^-[a-z]*s$/.test(value));
  return readsInput ? pipedDownload(command, variables) : undefined;
}
