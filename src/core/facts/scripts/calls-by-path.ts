import type { ShellWord } from '../../parse/shell';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';

/** What commands name with a folder before it: `./x.sh`, `"$here"/lib/x.sh`. */
export const callsByPath = fileFact('shell', ({ syntax }): readonly { readonly named: string; readonly span: Span }[] =>
  syntax.commands.flatMap(({ words: [word] }) => {
    if (!word || word.value?.startsWith('/')) return [];
    const named = word.value ?? knownFolders(word);
    return named.includes('/') ? [{ named, span: word.span }] : [];
  }),
);

/** Characters of a path that are looked at from its end. */
const longestPath = 300;

/** What follows the last expansion, from the slash on: `/scripts/x.sh` of `"$here/scripts/x.sh"`. */
const knownFolders = ({ text }: ShellWord): string =>
  /(?:\/[\w.+-]+){1,30}$/.exec(text.slice(-longestPath).replace(/["']/g, ''))?.[0] ?? '';
