import type { ShellCommand, ShellWord } from '../../parse/shell';
import { tellsOfSecret } from '../../parse/secrets/judge';
import { fileFact } from '../../subject/fact';
import { span, type Span } from '../../text/span';

/** A command that gives files a mode. */
export interface ModeGiven {
  readonly span: Span;
  readonly mode: string;
  readonly modeSpan: Span;
  /** As the script names them. */
  readonly files: readonly string[];
}

/** A command that writes a text to files. */
export interface TextWritten {
  readonly files: readonly string[];
  /** Where the text stands in the script. */
  readonly parts: readonly Span[];
  /** It has the value of a variable behind the name of a secret. */
  readonly tellsSecret: boolean;
}

/** What a script does to the modes of files, and which texts it writes. */
export const fileModes = fileFact(
  'shell',
  ({ text, syntax }): { readonly given: readonly ModeGiven[]; readonly written: readonly TextWritten[] } => ({
    given: syntax.commands.flatMap(modeGiven),
    written: syntax.commands.flatMap((command) => textWritten(command, text)),
  }),
);

/** A mode that a `.spec` gives a file of its package. */
export interface PackagedMode {
  readonly mode: string;
  readonly file: string;
}

/** `%attr(0600, root, root) /etc/a` and `install -m 600 a %{buildroot}/etc/a`. */
export const packagedModes = fileFact('packaging', ({ path, text }): readonly PackagedMode[] =>
  path.endsWith('.spec') ? text.split('\n').flatMap(packagedMode) : [],
);

function packagedMode(line: string): readonly PackagedMode[] {
  const words = line.trim().split(/\s+/);
  const option = words.includes('install') ? words.findIndex((word) => /^-\w{0,4}m(?:$|[0-7])/.test(word)) : -1;
  const given = option < 0 ? [] : [words[option]?.replace(/^-\w{0,4}m/, ''), words[option + 1]];
  const mode = [/%attr\(\s{0,4}([0-7]{3,4})\b/.exec(line)?.[1], ...given].find((one) => /^[0-7]{3,4}$/.test(one ?? ''));
  return mode === undefined ? [] : [{ mode, file: words.at(-1) ?? '' }];
}

/** `chmod 644 a b` and `install -m 644 a b`. */
function modeGiven({ name, words, span: { start, end } }: ShellCommand): ModeGiven[] {
  if (name !== 'chmod' && name !== 'install') return [];
  const own = words.slice(1);
  const at =
    name === 'chmod'
      ? own.findIndex(({ text }) => !/^-[A-Za-z-]/.test(text))
      : own.findIndex(({ text }) => text === '-m' || text === '--mode') + 1;
  const mode = own[at];
  if (!mode || (name === 'install' && at === 0)) return [];
  const files = own.filter((word) => word !== mode && !word.text.startsWith('-')).map(plainly);
  return [{ span: span(start, end), mode: mode.value ?? mode.text, modeSpan: span(mode.span.start, mode.span.end), files }];
}

const plainly = ({ text, value }: ShellWord): string => value ?? text.replace(/["']/g, '');

/** A name, and the value of a variable behind it: `password=$DB_PASSWORD`, `PASSWORD '$DB_PASSWORD'`. */
const given = /([A-Za-z_][\w.-]{0,60})["']?\s{0,8}(?:=|:|\s)\s{0,8}\\?["']?\$\{?\w/g;

function textWritten({ name, words, heredocs, redirects }: ShellCommand, text: string): TextWritten[] {
  const said = name === 'echo' || name === 'printf' ? words.slice(1) : [];
  if (heredocs.length + said.length === 0) return [];
  const files = [
    ...redirects.filter(({ operator }) => operator === '>' || operator === '>>' || operator === '>|').map(({ target }) => plainly(target)),
    ...(name === 'tee' ? words.slice(1).map(plainly) : []),
  ];
  if (files.length === 0) return [];
  const parts = [...heredocs, ...said].map(({ span: { start, end } }) => span(start, end));
  const tellsSecret = parts.some(({ start, end }) =>
    [...text.slice(start, end).matchAll(given)].some(({ 1: own = '' }) => tellsOfSecret(own)),
  );
  return [{ files, parts, tellsSecret }];
}
