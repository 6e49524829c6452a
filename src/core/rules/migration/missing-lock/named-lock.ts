import type { Who } from '../../../facts/migrations/who';
import type { SqlStatement } from '../../../parse/sql';
import { quoted } from '../../../parse/mapped-text';
import type { Subject } from '../../../subject/subject';
import { lineEndOf } from '../../../text/lines';
import type { Fix } from '../../finding';
import type { UnguardedStatement } from './unguarded';

/** The longest name of a lock that MySQL takes. */
const longestName = 64;

/**
 * MySQL's guard outside of a routine: the answer of `GET_LOCK` chooses between a statement that does nothing and one that is none, so that
 * the client ends with an error that says why. The session gives the lock back when it ends. `undefined` where it cannot be written safely.
 */
export function namedLockFix(
  { path, text, syntax }: Subject<'sql'>,
  found: readonly UnguardedStatement[],
  who: Who,
  product: string | undefined,
): Fix | undefined {
  const [head] = found;
  const part = head?.statement.part;
  const quoting = part?.quoting;
  if (!part || !quoting) return undefined;
  const own = syntax.items.filter((item) => item.kind === 'include' || item.part === part);
  const first = own.find((item): item is SqlStatement => item.kind === 'statement' && !item.facts.reads);
  // Behind `DELIMITER` statements end with something else, and a file that runs others is guarded in these.
  if (!first || own.some(({ kind, span }) => kind !== 'statement' && span.start < first.span.start)) return undefined;
  const onOneLine = quoting[0] === 'single' || quoting[0] === 'double';
  if (!onOneLine && first.span.start > 0 && text[first.span.start - 1] !== '\n') return undefined;
  const name = `${(product ?? '').replace(/[^\w.-]/g, '')} migration`.trim().slice(-longestName);
  const lines = [
    `SET @migration_lock = IF(GET_LOCK('${name}', 0) = 1, 'DO 0', 'another migration is running');`,
    'PREPARE migration_lock FROM @migration_lock;',
  ];
  const eol = onOneLine ? ' ' : lineEndOf(text);
  return {
    title: 'Let only one migration run at a time',
    edits: [
      { path, span: { start: first.span.start, end: first.span.start }, text: quoted(lines.map((line) => line + eol).join(''), quoting) },
    ],
    applies: who.confidence === 'certain' && syntax.client?.isForced !== true ? 'always' : 'after-review',
  };
}
