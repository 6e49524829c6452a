import type { Span } from '../../text/span';
import { fileFact } from '../../subject/fact';
import type { Subject, PackageView } from '../../subject/subject';
import { included, setUpBeside, walkOf } from './callers';
import type { Unguarded, Walk } from './session';
import { memoWith } from '../../text/memo';
import { undoMark } from './runner';
import { stepsIn } from './steps';
import { whoRuns, type Who } from './who';

/** A file, or SQL inside a script, that changes the live schema while nothing keeps a second run out. */
export interface Judged {
  readonly subject: Subject<'sql'>;
  readonly who: Who;
  /** Its statements that do, in order. */
  readonly changes: readonly [Change, ...Change[]];
  readonly unguarded: readonly Unguarded[];
}

export interface Change {
  /** The statement's first words. */
  readonly keywords: Span;
  readonly title: string;
}

/** `undefined` if there is nothing to report. */
export function judge(subject: Subject<'sql'>, reviewed: PackageView<'manifest' | 'shell' | 'sql'>): Judged | undefined {
  const who = whoRuns(subject, reviewed);
  if (!who) return undefined;
  const setUp = who.confidence === 'certain' && !isWholeSchema(subject) ? noNames : setUpBeside(reviewed, subject.path);
  const walk = walkOf(subject, who.start, included(reviewed));
  return walk.unguarded.length > 0 ? judgeAs(subject, who, walk, setUp) : undefined;
}

const judgeAs = memoWith((subject: Subject<'sql'>, who: Who, { unguarded }: Walk, setUp: ReadonlySet<string>): Judged | undefined => {
  const { text } = subject;
  const end = who.isClient && who.confidence === 'certain' ? text.length : (undoMark.exec(text)?.index ?? text.length);
  const open = unguarded.filter(({ start, title, touches }) => start < end && !(/^create/i.test(title) && isIn(setUp, touches)));
  const [first, ...others] = open.map((one) => changeOf(one, text));
  return first && { subject, who, changes: [first, ...others], unguarded: open };
});

/** Tables of a file that makes all of a schema, at least. */
const tablesOfSchema = 5;

/** It fills an empty database, whoever runs it: what it adds to tables of the files beside it belongs to that. */
const isWholeSchema = fileFact(
  'sql',
  (file): boolean =>
    !file.syntax.client && stepsIn(file).up.filter(({ step }) => step.does === 'create' && step.what === 'table').length >= tablesOfSchema,
);

const noNames: ReadonlySet<string> = new Set();

const isIn = (names: ReadonlySet<string>, touches: readonly string[]): boolean =>
  touches.length > 0 && touches.every((name) => names.has(name));

/** With the beginning of the statement as the file has it: expansions of the shell by their names, without escapes. */
function changeOf(unguarded: Unguarded, text: string): Change {
  const { keywords, quoted } = unguarded;
  if (!quoted) return unguarded;
  const written = text.slice(quoted.start, Math.min(quoted.end, quoted.start + 200));
  return { keywords, title: written.replace(/\\(["$`\\])/g, '$1').replace(/\s+/g, ' ') };
}
