import type { SqlStatement } from '../../../parse/sql';
import type { Span } from '../../../text/span';
import type { Fix } from '../../finding';
import type { Subject, PackageView } from '../../../subject/subject';
import { included, setUpBeside, walkOf } from '../../../facts/migrations/callers';
import { guardFix } from './guard';
import type { Walk } from '../../../facts/migrations/session';
import { memoWith } from '../../../text/memo';
import { undoMark } from '../../../facts/migrations/runner';
import { statementsOf, type UnguardedStatement } from './unguarded';
import { whoRuns, type Who } from '../../../facts/migrations/who';

/** A file, or SQL inside a script, that changes the live schema while nothing keeps a second run out. */
export interface Judged {
  readonly subject: Subject<'sql'>;
  readonly who: Who;
  /** Its statements that do, in order. */
  readonly changes: readonly [Change, ...Change[]];
  readonly fix: Fix | undefined;
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
  const setUp = who.confidence === 'certain' ? noNames : setUpBeside(reviewed, subject.path);
  return judgeAs(subject, who, walkOf(subject, who.start, included(reviewed)), setUp, reviewed.manifest?.syntax.product?.value);
}

type Judge = readonly [who: Who, walk: Walk, setUp: ReadonlySet<string>, product: string | undefined];

const judgeAs = memoWith((subject: Subject<'sql'>, ...[who, { unguarded }, setUp, product]: Judge): Judged | undefined => {
  const { text } = subject;
  const end = who.isPsql && who.confidence === 'certain' ? text.length : (undoMark.exec(text)?.index ?? text.length);
  const found = unguarded
    .flatMap((one) => statementsOf(one, subject))
    .filter(({ statement, title }) => statement.span.start < end && !(/^create/i.test(title) && isIn(setUp, statement)));
  const [first, ...others] = found.flatMap((one) => changeOf(one, text) ?? []);
  if (!first) return undefined;
  return { subject, who, changes: [first, ...others], fix: guardFix(subject, found, who, product) };
});

const noNames: ReadonlySet<string> = new Set();

const isIn = (names: ReadonlySet<string>, { facts }: SqlStatement): boolean =>
  facts.touches.length > 0 && facts.touches.every((name) => names.has(name));

/** With the beginning of the statement as the file has it: expansions of the shell by their names, without escapes. */
function changeOf({ statement: { change, part }, title }: UnguardedStatement, text: string): Change | undefined {
  if (!change) return undefined;
  const { keywords, span } = change;
  if (part.origin === 'file' || /^do\b/i.test(title)) return { keywords, title };
  const written = text.slice(span.start, Math.min(span.end, span.start + 200));
  return { keywords, title: written.replace(/\\(["$`\\])/g, '$1').replace(/\s+/g, ' ') };
}
