import { liveRun } from '../migrations/who';
import { isTestMaterial } from '../../package/test-material';
import { fact, fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';

/** A statement that switches what a table of feature flags holds. */
export interface FlagRow {
  readonly path: string;
  readonly span: Span;
  /** `UPDATE`. */
  readonly verb: string;
  readonly table: string;
}

/** Tables of products and of libraries for flags (Flipper, Waffle, Unleash, Togglz). */
const flagTable =
  /(?:^|_)(?:feature_?)?(?:flags|toggles)$|^feature_?(?:flag|toggle|switch(?:es)?|gates?)$|^flipper_(?:gates|features)$|^waffle_(?:flag|switch)$|^togglz$/i;

/** Of a statement, so much is looked at. */
const maxStart = 200;
const changesRows = /^(update|insert\s+into|delete\s+from|replace\s+into|merge\s+into)\s+(?:only\s+)?(?:["`[]?\w+["`\]]?\.)?["`[]?(\w+)/i;

const rowsIn = fileFact('sql', ({ path, text, syntax }): readonly FlagRow[] =>
  syntax.items.flatMap((item): FlagRow[] => {
    if (item.kind !== 'statement') return [];
    const { span } = item;
    const [written, verb = '', table = ''] = changesRows.exec(text.slice(span.start, Math.min(span.end, span.start + maxStart))) ?? [];
    if (written === undefined || !flagTable.test(table)) return [];
    return [
      { path, span: { start: span.start, end: span.start + written.length }, verb: verb.split(/\s/, 1)[0]?.toUpperCase() ?? '', table },
    ];
  }),
);

/** Flags that SQL switches in a database that people work with. */
export const flagRows = fact(['manifest', 'shell', 'sql'], (reviewed): readonly FlagRow[] =>
  reviewed.subjects.sql.flatMap((subject) => {
    const rows = isTestMaterial(subject.path) ? [] : rowsIn(subject);
    return rows.length > 0 && liveRun(subject, reviewed, 'any') !== undefined ? rows : [];
  }),
);
