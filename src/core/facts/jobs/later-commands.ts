import type { Span } from '../../text/span';
import { fileFact } from '../../subject/fact';

/** Options of at(1) with a value in the next word. */
const valued = new Set(['-f', '-q', '-t', '-u']);

/** What a script leaves to `at` and `batch`: the time as written, and where it stands. */
export const laterCommands = fileFact('shell', ({ syntax }): readonly { readonly when: string; readonly span: Span }[] =>
  syntax.commands.flatMap(({ name, words, span }) => {
    if (name === 'batch' && words.length === 1) return [{ when: 'a time of little load', span }];
    if (name !== 'at') return [];
    const timed = words.findIndex(({ text }) => text === '-t');
    const plain = words.slice(1).filter(({ text }, index, all) => !text.startsWith('-') && !valued.has(all[index - 1]?.text ?? ''));
    const time = timed > 0 ? words.slice(timed + 1, timed + 2) : plain;
    // `at` alone lists what is left to it, as -l and -c do, and -r and -d take it away.
    if (time.length === 0 || words.some(({ text }) => /^-[lcrd]/.test(text))) return [];
    return [{ when: time.map(({ text }) => text.replace(/["']/g, '')).join(' '), span }];
  }),
);
