import type { Subject, Target, Targets } from './subject';

/**
 * What is kept of parsed forms, in characters of text; a script's takes about 25 bytes for each, and 700 for each command.
 * Ordinary packages stay far below.
 */
let keptCharacters = 2_000_000;

/** Characters that a command or an entry weighs beside its text. */
const partWeight = 10;

const kept = new Map<object, { readonly syntax: unknown; readonly characters: number }>();
let characters = 0;

/** Where nobody asks twice. What is dropped at once does not change what a review finds. Answers what it was. */
export function keepSyntaxOf(limit: number): number {
  const before = keptCharacters;
  keptCharacters = limit;
  return before;
}

/**
 * A subject whose parsed form is dropped when those of many files have come since, and made anew when somebody asks again:
 * a package of 200 MB of scripts would not fit otherwise. `parse` must give the same each time; `parsed` is what it has
 * given already.
 */
export function lazySubject<T extends Target>(
  target: T,
  path: string,
  text: string,
  parse: (text: string) => Targets[T],
  parsed?: Targets[T],
): Subject<T> {
  const subject = {
    target,
    path,
    text,
    get syntax(): Targets[T] {
      const known = kept.get(subject);
      const syntax = known ? (known.syntax as Targets[T]) : parse(text);
      keep(subject, syntax);
      return syntax;
    },
  };
  if (parsed) keep(subject, parsed);
  return subject;
}

/** The one that was asked for last goes last. */
function keep(subject: Subject, syntax: object): void {
  const weight = kept.get(subject)?.characters ?? weightOf(subject, syntax);
  if (!kept.delete(subject)) characters += weight;
  kept.set(subject, { syntax, characters: weight });
  for (const [oldest, { characters: size }] of kept) {
    if (characters <= keptCharacters || oldest === subject) return;
    kept.delete(oldest);
    characters -= size;
  }
}

function weightOf({ text }: Subject, syntax: object): number {
  const parts = 'commands' in syntax ? syntax.commands : 'entries' in syntax ? syntax.entries : [];
  return text.length + partWeight * (Array.isArray(parts) ? parts.length : 0);
}
