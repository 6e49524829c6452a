import type { Subject } from '../../subject/subject';
import { memo } from '../../text/memo';
import type { Span } from '../../text/span';

/** A function of a script around a place, and what those who call it hand over. */
export interface Called {
  readonly name: string;
  readonly span: Span;
  /** Of each call, in order: the words behind the name, as written, and where the call stands. */
  readonly calls: readonly { readonly words: readonly string[]; readonly at: number }[];
}

const callsOf = memo(({ syntax }: Subject<'shell'>): ReadonlyMap<string, Called['calls']> => {
  const found = new Map<string, { words: readonly string[]; at: number }[]>(syntax.functions.map(({ name }) => [name, []]));
  for (const { name, words } of syntax.commands) {
    const [first, ...others] = words;
    if (name !== undefined && first) found.get(name)?.push({ words: others.map(({ text }) => text), at: first.span.start });
  }
  return found;
});

/** The innermost function around a place; `undefined`: none. */
export function functionAround(script: Subject<'shell'>, at: number): Called | undefined {
  const own = script.syntax.functions.findLast(({ span }) => span.start <= at && at < span.end);
  return own && { name: own.name, span: own.span, calls: callsOf(script).get(own.name) ?? [] };
}

/** Whether a part of a script asks how many arguments there are, or about one of them. */
export const asksForArgument = (text: string, { start, end }: Span, number: number): boolean =>
  new RegExp(
    String.raw`\$#|\$\{#|(?:-[a-zA-Z]\s+"?|\[\s+"?|\bcase\s+"?|\btest\s+"?)\$\{?${number}\b|\$\{${number}:?[?=]|\$\{${number}:?-[^}]`,
  ).test(text.slice(start, end));
