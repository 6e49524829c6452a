import { isForPostgres, runsOnLive } from '../../facts/migrations/who';
import { isTestMaterial } from '../../package/test-material';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const unqualifiedName = defineRule({
  id: 'migration/unqualified-name',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['silent-failure', 'unknown-state'],
  fixable: true,
  summary: 'A name without a schema may mean another table than the rest of the file',
  rationale: [
    'A name without a schema means what `search_path` says, which depends on the role that connects, the database, the pooler and what ran before in the session. Where one statement says `app.orders` and the next one `orders`, the second makes its table in `public`, fails, or changes a table of the same name that somebody else owns.',
    '',
    'Reported are names of tables, views, sequences and types without a schema in files that write the same name with a schema other than `public` elsewhere, and names without a schema after `search_path` was emptied. The fix puts the schema before the name.',
    'It is silent where the file sets `search_path` to something, for names that the file never writes with a schema, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH'],
  messages: {
    mixed: (d: { name: string; full: string }) =>
      `${d.name} stands here without a schema, and elsewhere in the file as ${d.full}: which table this means is up to search_path.`,
    empty: (d: { name: string }) => `${d.name} stands here without a schema, after search_path was emptied: this fails.`,
  },
  check(reviewed, { report, ...context }) {
    if (!isForPostgres({ ...context, package: reviewed })) return;
    for (const subject of reviewed.subjects.sql) {
      const { path, syntax } = subject;
      const { mixed, empty } = unqualifiedIn(subject);
      const [first, ...others] = mixed.length > 0 ? mixed : empty;
      if (!first || isTestMaterial(path) || !runsOnLive(subject, reviewed)) continue;
      const related = others.slice(0, maxRelated).map(({ at }) => ({ at: 'package' as const, path, span: at, message: 'and here' }));
      if (mixed.length === 0) report({ path, span: first.at }, 'empty', { data: { name: first.name }, related });
      else
        report({ path, span: first.at }, 'mixed', {
          data: { name: first.name, full: `${first.schema}.${first.name}` },
          related,
          fix: syntax.client
            ? undefined
            : {
                title: `Write ${first.schema}.${first.name}`,
                applies: 'after-review',
                edits: mixed.map(({ at: { start }, schema }) => ({ path, span: { start, end: start }, text: `${schema}.` })),
              },
        });
    }
  },
});

const maxRelated = 10;

interface Unqualified {
  readonly at: Span;
  readonly name: string;
  readonly schema: string;
}

interface Found {
  readonly mixed: readonly Unqualified[];
  readonly empty: readonly Unqualified[];
}

const nothing: Found = { mixed: [], empty: [] };

/** Objects whose names take a schema; the name of an index that is made takes none. */
const named = /^(?:(?:create|alter|drop)\s[\w\s]*\b(?:table|view|sequence|type|domain)|(?:alter|drop)\s+index)$/i;

const unqualifiedIn = fileFact('sql', ({ text, syntax }): Found => {
  const plain: Unqualified[] = [];
  const schemas = new Map<string, string>();
  let path: 'unknown' | 'set' | 'empty' = 'unknown';
  const empty: Unqualified[] = [];
  for (const item of syntax.items) {
    if (item.kind === 'command' && /^c(onnect)?$/.test(item.name)) path = 'unknown';
    if (item.kind !== 'statement') continue;
    const { facts, change, span } = item;
    const isEmptied = facts.reads && emptying.test(text.slice(span.start, Math.min(span.end, span.start + 100)));
    if (isEmptied) path = 'empty';
    else if (facts.sets?.name === 'search_path') path = 'set';
    if (!change || !named.test(text.slice(change.keywords.start, change.keywords.end))) continue;
    const written = text.slice(change.name.start, change.name.end);
    const [, schema, name = ''] = /^(?:("[^"]*"|\w+)\.)?("[^"]*"|\w+)$/.exec(written) ?? [];
    if (name === '' || facts.createsTemporary.length > 0) continue;
    if (schema !== undefined && !/^"?(public|pg_\w+|information_schema)"?$/i.test(schema)) schemas.set(name.toLowerCase(), schema);
    if (schema === undefined && path === 'unknown') plain.push({ at: change.name, name, schema: '' });
    if (schema === undefined && path === 'empty') empty.push({ at: change.name, name, schema: '' });
  }
  const mixed = plain.flatMap((one) => {
    const schema = schemas.get(one.name.toLowerCase());
    return schema === undefined ? [] : [{ ...one, schema }];
  });
  return mixed.length + empty.length > 0 ? { mixed, empty } : nothing;
});

const emptying = /^(set\s+(session\s+|local\s+)?search_path\s*(=|to)\s*''|select\s+(pg_catalog\.)?set_config\('search_path',\s*'')/i;
