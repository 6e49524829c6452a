import type { Subject, Target, Targets } from './subject';

/**
 * What is kept of parsed forms, in characters of text; a script's takes about 25 bytes for each, and 700 for each command.
 * Ordinary packages stay far below.
 */
let keptCharacters = 2_000_000;

/** Characters that a command, a statement or an entry weighs beside its text. */
const partWeight = 10;

const kept = new Map<object, { readonly form: unknown; readonly characters: number }>();
let characters = 0;

/** Where nobody asks twice. What is dropped at once does not change what a review finds. Answers what it was. */
export function keepSyntaxOf(limit: number): number {
  const before = keptCharacters;
  keptCharacters = limit;
  return before;
}

let passing = 0;

/**
 * For files that are read one after the other, of which nobody looks back at one: what is kept of them all the same costs
 * more than it is worth if it is much.
 */
export async function keepNothingDuring<R>(work: () => Promise<R>, size: number): Promise<R> {
  if (size <= keptCharacters) return work();
  passing++;
  try {
    return await work();
  } finally {
    passing--;
  }
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
      return keptForm(subject, text, () => parse(text));
    },
  };
  if (parsed) keep(subject, text, parsed);
  return subject;
}

/** The same of several pieces of one file, which are parsed together. `missing`: what a piece is taken for that is not found again. */
export function lazySubjects<T extends Target>(
  { target, path, text }: Pick<Subject<T>, 'target' | 'path' | 'text'>,
  parse: (text: string) => readonly Targets[T][],
  missing: (piece: Targets[T]) => Targets[T],
): Subject<T>[] {
  const owner = {};
  const parsed = parse(text);
  keep(owner, text, parsed);
  return parsed.map((piece, index) => {
    const empty = missing(piece);
    return {
      target,
      path,
      text,
      get syntax(): Targets[T] {
        return keptForm(owner, text, () => parse(text))[index] ?? empty;
      },
    };
  });
}

/** The same of SQL: its statements alone are many. */
export function lazySql(path: string, text: string, parsed: SqlSummary, parse: (text: string) => Targets['sql']): Subject<'sql'> {
  const { span, faults, dialect, items, unreadStatements } = parsed;
  const syntax = {
    span,
    faults,
    dialect,
    ...(unreadStatements !== undefined && { unreadStatements }),
    get items(): Targets['sql']['items'] {
      return keptForm(syntax, text, () => parse(text).items);
    },
  };
  if (items) keep(syntax, text, items);
  return { target: 'sql', path, text, syntax };
}

/** The same of a description of an interface, of which mostly nobody asks more than that it is one. */
export function lazyInterface(
  path: string,
  text: string,
  language: Targets['interface']['language'],
  parse: (text: string) => Targets['interface']['form'],
): Subject<'interface'> {
  const syntax = {
    language,
    get form(): Targets['interface']['form'] {
      return keptForm(syntax, text, () => ({ form: parse(text) })).form;
    },
  };
  return { target: 'interface', path, text, syntax };
}

/** A file of SQL, perhaps without its statements. */
export type SqlSummary = Pick<Targets['sql'], 'span' | 'faults' | 'dialect' | 'unreadStatements'> & Partial<Pick<Targets['sql'], 'items'>>;

function keptForm<F extends object>(owner: object, text: string, make: () => F): F {
  const known = kept.get(owner);
  const form = known ? (known.form as F) : make();
  keep(owner, text, form);
  return form;
}

/** The one that was asked for last goes last. */
function keep(owner: object, text: string, form: object): void {
  const weight = kept.get(owner)?.characters ?? text.length + partWeight * partsOf(form);
  if (!kept.delete(owner)) characters += weight;
  kept.set(owner, { form, characters: weight });
  const most = passing > 0 ? 0 : keptCharacters;
  for (const [oldest, { characters: size }] of kept) {
    if (characters <= most || oldest === owner) return;
    kept.delete(oldest);
    characters -= size;
  }
}

function partsOf(form: unknown): number {
  if (Array.isArray(form)) return form.reduce<number>((sum, piece) => sum + partsOf(piece), form.length);
  if (typeof form !== 'object' || form === null) return 0;
  const parts = 'commands' in form ? form.commands : 'entries' in form ? form.entries : undefined;
  return Array.isArray(parts) ? parts.length : 0;
}
