import type { LiveOperation } from '../../facts/migrations/operations';
import { lineEndOf } from '../../text/lines';
import type { Fix } from '../finding';
import { around } from './split-transaction';

/** An update of a table that sets constants. Others may come to another end if they are done in portions. */
const update = /^update\s+(only\s+)?([\w.]{1,130})\s+set\s+([^;]{1,2000})$/i;

/** Of these it is certain that a row that has the value is told from one that has not: no rounding, no operator that is not there. */
const assignment = /^(\w+)\s*=\s*('[^']{0,200}'|-?\d{1,18}|true|false|null)$/i;

/** Pages of some kilobytes each: some ten thousand rows. */
const portion = 500;

/** The same change in portions, each in a transaction of its own; `undefined` where it is no plain update. */
export function inPortions(live: LiveOperation): Fix | undefined {
  const { path, session, statement } = live;
  const [, only = '', table, written] = update.exec(session.text.slice(statement.start, statement.end)) ?? [];
  if (table === undefined || written === undefined) return undefined;
  const set = written.split(',').map((one) => assignment.exec(one.trim()));
  const steps = around(live, { isAlone: true });
  if (!steps || set.some((one) => !one)) return undefined;
  const open = set.map((one) => `${one?.[1] ?? ''} IS DISTINCT FROM ${one?.[2] ?? ''}`).join(' OR ');
  const text = [
    `-- In portions of ${portion} pages, each in a transaction of its own: stopped, it can be run again.`,
    'DO $$',
    'DECLARE',
    '  page bigint := 0;',
    'BEGIN',
    `  WHILE page * current_setting('block_size')::bigint < pg_relation_size('${table}') LOOP`,
    `    UPDATE ${only}${table} SET ${written.trim()}`,
    `     WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + ${portion})::tid`,
    `       AND (${open});`,
    '    COMMIT;',
    `    page := page + ${portion};`,
    '  END LOOP;',
    'END $$;',
    '-- What others have written meanwhile.',
    `UPDATE ${only}${table} SET ${written.trim()} WHERE ${open}`,
  ].join(lineEndOf(session.text));
  return { title: 'Change it in portions', applies: 'after-review', edits: [...steps, { path, span: statement, text }] };
}
