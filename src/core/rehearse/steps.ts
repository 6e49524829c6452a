import { requests } from '../facts/migrations/standing';
import { unquoted } from '../parse/mapped-text';
import { itemsAs, parseSql, type SqlInclude, type SqlItem } from '../parse/sql';
import { placeholders } from '../parse/sql/script';
import type { Subject } from '../subject/subject';
import { lineStarts, positionAt } from '../text/lines';
import { redact } from '../text/redact';
import type { Place } from '../text/span';
import type { LeftOut, RehearsableSystem } from './rehearsal';

/** One thing that a client does with a session, or would do. */
export type Step = Place & {
  /** 0-based. */
  readonly line: number;
} & (
    | {
        readonly kind: 'sql';
        /** Its first words, without secrets. */
        readonly title: string;
        readonly sql: string;
        readonly transaction?: 'begin' | 'commit' | 'rollback';
        /** Cannot run in a transaction. */
        readonly alone: boolean;
        /** Changes nothing. */
        readonly reads: boolean;
        /** Where the request begins that it is sent in with others: one transaction, unless they say otherwise. */
        readonly request?: number;
        /** Tables whose definition it changes. */
        readonly touches: readonly string[];
        /** It ends the open transaction, whether it succeeds or not. */
        readonly commits: boolean;
      }
    | { readonly kind: 'command'; readonly name: string; readonly argument: string }
    | ({ readonly kind: 'left-out' } & Pick<LeftOut, 'why' | 'what'>)
  );

/** Files that include one another: nobody writes more. */
const maxDepth = 8;

/** Finds the file that an include means. */
type Find = (include: SqlInclude) => Subject<'sql'> | undefined;

/** What a session does, with the files that it includes. */
export function stepsOf({ path, text, syntax }: Subject<'sql'>, find: Find, depth = 0): readonly Step[] {
  const starts = lineStarts(text);
  const severals = syntax.client ? requests(syntax.items) : undefined;
  return syntax.items.flatMap((item): readonly Step[] => {
    // What runs it is sent.
    if (item.kind === 'statement' && item.inside) return [];
    const place = { path, span: item.span, line: positionAt(starts, item.span.start).line };
    if (item.kind !== 'include')
      return [stepOf(item, place, text, { isInRequest: severals?.has(item.part) === true, dialect: syntax.dialect })];
    const file = depth < maxDepth ? find(item) : undefined;
    return file ? stepsOf(file, find, depth + 1) : [{ ...place, kind: 'left-out', why: 'missing-file', what: item.path }];
  });
}

/** What stands in a text that is not of the package: a schema as a dump holds it. `loadSqlParser` must have been awaited. */
export function stepsOfText(path: string, text: string, system: RehearsableSystem): readonly Step[] {
  const parsed = parseSql(text);
  const syntax = system === 'mysql' ? { ...parsed, dialect: system, items: itemsAs(text, system) } : parsed;
  return stepsOf({ target: 'sql', path, text, syntax }, () => undefined);
}

interface Surroundings {
  readonly isInRequest: boolean;
  readonly dialect: Subject<'sql'>['syntax']['dialect'];
}

function stepOf(
  item: Exclude<SqlItem, SqlInclude>,
  place: Pick<Step, 'path' | 'span' | 'line'>,
  text: string,
  { isInRequest, dialect }: Surroundings,
): Step {
  const written = said(item) ?? text.slice(item.span.start, item.span.end);
  const leftOut = (why: LeftOut['why'], what = firstWords(written)): Step => ({ ...place, kind: 'left-out', why, what });
  const { origin, quoting } = item.part;
  // Between a shell's quotes the text is not what the database gets.
  const sql = origin === 'file' ? written : quoting ? unquoted(written, quoting) : /[$`\\'"]/.test(written) ? undefined : written;
  if (sql === undefined) return leftOut('computed');
  if (item.kind === 'command') {
    const { name, argument } = item;
    if (obeyed.test(name)) return { ...place, kind: 'command', name, argument };
    if (/^c(onnect)?$/.test(name)) return leftOut('connection');
    return leftOut('client-command');
  }
  if (dialect === 'mysql') {
    if (/^use\b/i.test(written)) return leftOut('connection');
    if (/^load\s+(data|xml)\b/i.test(written)) return leftOut('server-file');
  } else if (/^copy\b/i.test(written)) return leftOut(/\bfrom\s+stdin\b/i.test(written.slice(0, 2000)) ? 'copy-data' : 'server-file');
  const filled = /[{@%]/.test(sql) ? sql.replace(schemaFilledIn, '') : sql;
  if (filled.search(placeholders) >= 0 && /[{@%]/.test(filled)) return leftOut('placeholder');
  const { facts } = item;
  return {
    ...place,
    kind: 'sql',
    sql: filled,
    title: firstWords(written),
    alone: facts.alone,
    reads: facts.reads,
    ...(facts.transaction && { transaction: facts.transaction }),
    ...(isInRequest && { request: item.part.span.start }),
    touches: facts.touches,
    commits: dialect === 'mysql' && committing.test(written),
  };
}

/** The schema that an installer fills in: on an empty database it is that of all that has none. */
const schemaFilledIn = new RegExp(`"?(?:${placeholders.source})"?\\.(?=["\\w])`, 'g');

const said = (item: SqlItem): string | undefined => (item.kind === 'statement' ? item.sql : undefined);

/** MySQL has no changes of the schema that a transaction could take back. */
const committing = /^(alter|create(?!\s+temporary)|drop(?!\s+temporary)|rename|truncate|optimize|grant|revoke|lock\s+tables)\b/i;

/** Commands of psql that only the session itself feels, or that only print. */
const obeyed =
  /^(set|unset|gset|g|gx|if|elif|else|endif|echo|qecho|warn|timing|pset|x|t|a|encoding|conninfo|q|quit|r|reset|p|print|d\S*|l\+?)$/;

/** Characters of a statement by which people know it. */
const titleLength = 90;

const firstWords = (written: string): string => {
  const words = redact(written.slice(0, 400)).replace(/\s+/g, ' ').trim();
  return words.length > titleLength ? `${words.slice(0, titleLength - 1)}…` : words;
};
