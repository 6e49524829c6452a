import { firstWords, itemsOf, liveScripts, ofStatements } from '../../facts/migrations/mysql-operations';
import { systemOf } from '../../facts/migrations/system';
import { liveRun } from '../../facts/migrations/who';
import { fact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { entryOf } from '../../text/groups';
import { memo } from '../../text/memo';
import type { Span } from '../../text/span';
import { migrations, type LiveSite } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const sqliteRebuild = defineRule({
  id: 'migration/sqlite-rebuild',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['data-loss', 'half-done', 'silent-failure'],
  fixable: false,
  summary: 'A table of SQLite is rebuilt in a way that loses what refers to it',
  rationale: [
    'What SQLite cannot change it is made to by a new table: create, copy, drop the old one, rename. Three things go wrong with it.',
    'While `foreign_keys` is on, `DROP TABLE` first deletes every row: rows of other tables that refer to them go with them by `ON DELETE CASCADE`, silently, or the statement fails. `PRAGMA foreign_keys = OFF` does nothing inside a transaction, so it has to stand before `BEGIN`.',
    'If the old table is renamed first, SQLite changes what refers to it in other tables, triggers and views to the new name, and after the drop they refer to nothing.',
    'Without a transaction a failure between the drop and the rename leaves no table of that name.',
    '',
    'Follow the manual: `PRAGMA foreign_keys = OFF`, `BEGIN`, create the new table, copy, drop the old one, rename the new one, make indexes, triggers and views again, `PRAGMA foreign_key_check`, `COMMIT`, `PRAGMA foreign_keys = ON`.',
    'Where nothing says whether the keys are checked, it is only possible, and only told for tables that another one of the package refers to. Of a table that the package makes in another file, and that no table, view or trigger of it names, a renaming is not told. It is silent in scripts that set up an empty database or take a change back, for other systems, and in documentation and tests.',
  ].join('\n'),
  references: [
    'https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes',
    'https://www.sqlite.org/foreignkeys.html#fk_schemacommands',
  ],
  messages: {
    deletes: (d: { table: string }) =>
      `foreign_keys is on: dropping ${d.table} deletes its rows first, and with them rows of other tables that refer to them.`,
    ignored: (d: { table: string }) =>
      `foreign_keys was switched off inside of a transaction, which does nothing: dropping ${d.table} may delete rows of other tables with its own.`,
    unsure: (d: { table: string }) =>
      `Other tables refer to ${d.table}: if whoever runs this has foreign_keys on, dropping it deletes their rows too.`,
    follows: (d: { table: string; old: string }) =>
      `What refers to ${d.table} refers to ${d.old} after this, which is dropped below: make the new table under another name instead, and rename that.`,
    apart: (d: { table: string }) =>
      `If something fails between here and the renaming there is no table ${d.table}: no transaction holds the steps together.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const script of liveScripts(site, 'sqlite')) {
      for (const found of rebuildsIn(script)) {
        const { table, old, at, keys, isOpen } = found;
        const { path, syntax } = script.subject;
        const isReferenced = referenced(reviewed).has(table);
        const isByClient = syntax.client !== undefined || liveRun(script.subject, reviewed, 'any')?.confidence === 'certain';
        if (old !== undefined && (isReferenced || !isAlone(reviewed, table, path)))
          report({ path, span: at }, 'follows', {
            data: { table, old },
            ...((!isReferenced || isReferredAnew(script.subject.text, table, at.end)) && { confidence: 'possible' }),
          });
        else if (old !== undefined) continue;
        else if (keys === 'on') report({ path, span: at }, 'deletes', { data: { table } });
        else if (keys === 'ignored')
          report({ path, span: at }, 'ignored', { data: { table }, ...(!isReferenced && { confidence: 'possible' }) });
        else if (keys === undefined && isReferenced && !isByClient)
          report({ path, span: at }, 'unsure', { data: { table }, confidence: 'possible' });
        else if (!isOpen && isByClient) report({ path, span: at }, 'apart', { data: { table } });
      }
    }
  },
});

interface Rebuild {
  readonly table: string;
  /** The name that the old table gets first. */
  readonly old: string | undefined;
  readonly at: Span;
  readonly keys: 'on' | 'off' | 'ignored' | undefined;
  readonly isOpen: boolean;
}

/** Tables that are made anew under their own name. */
const rebuildsIn = ofStatements(({ subject: { text }, statements }): readonly Rebuild[] => {
  const found: Rebuild[] = [];
  const renamedFrom = new Map<string, Omit<Rebuild, 'old'>>();
  const dropped = new Map<string, Rebuild>();
  const made = new Set<string>();
  const filled = new Set<string>();
  let keys: Rebuild['keys'];
  let isOpen = false;
  let isLegacy = false;
  for (const { facts, span } of statements) {
    if (facts.transaction) isOpen = facts.transaction === 'begin';
    const { sets } = facts;
    const isOn = /^(1|on|true|yes)$/.test(sets?.value ?? '');
    if (sets?.name === 'pragma legacy_alter_table') isLegacy = isOn;
    if (sets?.name === 'pragma foreign_keys') keys = isOpen ? (isOn ? keys : keys === 'off' ? 'off' : 'ignored') : isOn ? 'on' : 'off';
    const at = firstWords(text, span);
    for (const { does, what, name, to = '' } of facts.steps ?? []) {
      if (what !== 'table') continue;
      if (does === 'create') made.add(name);
      if (does === 'fill') filled.add(name);
      if (does === 'drop') {
        const before = renamedFrom.get(name);
        if (before && made.has(before.table) && filled.has(before.table) && !isLegacy) found.push({ ...before, old: name });
        if (!made.has(name)) dropped.set(name, { table: name, old: undefined, at, keys, isOpen });
      }
      if (does === 'rename') {
        const rebuilt = dropped.get(to);
        if (rebuilt && made.has(name) && filled.has(name)) found.push(rebuilt);
        if (!made.has(name)) renamedFrom.set(to, { table: name, at, keys, isOpen });
      }
    }
  }
  return found;
});

/** Tables that others of the package refer to, as these were made last. */
const referenced = fact(['manifest', 'shell', 'sql'], (reviewed): ReadonlySet<string> => {
  const last = new Map<string, readonly string[]>();
  for (const subject of reviewed.subjects.sql) {
    if (systemOf(subject, reviewed) !== 'sqlite') continue;
    for (const { table, refersTo, renamed } of madeIn(subject))
      last.set(table, renamed === undefined ? refersTo : (last.get(renamed) ?? []));
  }
  return new Set([...last.values()].flat());
});

/** The package makes the table in another file, so what refers to it would be seen, and no view or trigger names it. */
const isAlone = (reviewed: LiveSite['package'], table: string, path: string): boolean => {
  const { makers, named } = tellings(reviewed);
  return [...(makers.get(table) ?? [])].some((one) => one !== path) && !named.has(table.toLowerCase());
};

const tellings = fact(['manifest', 'shell', 'sql'], (reviewed) => {
  const makers = new Map<string, Set<string>>();
  const named = new Set<string>();
  for (const subject of reviewed.subjects.sql) {
    if (systemOf(subject, reviewed) !== 'sqlite') continue;
    for (const { table, isMade } of madeIn(subject)) if (isMade) entryOf(makers, table, () => new Set()).add(subject.path);
    for (const word of wordsOfViews(subject)) named.add(word);
  }
  return { makers, named };
});

/** Words of views and triggers. */
const wordsOfViews = memo((subject: Subject<'sql'>): readonly string[] =>
  itemsOf(subject, 'sqlite').flatMap(({ kind, span }) => {
    const written = kind === 'statement' ? subject.text.slice(span.start, span.end) : '';
    return /^create\s{1,8}(?:temp(?:orary)?\s{1,8})?(?:view|trigger)\b/i.test(written) ? (written.toLowerCase().match(/\w+/g) ?? []) : [];
  }),
);

const referring = /\breferences\s+["`[]?(\w+)/gi;

interface Made {
  readonly table: string;
  readonly refersTo: readonly string[];
  /** It is another one under a new name. */
  readonly renamed?: string;
  readonly isMade?: true;
}

const madeIn = memo((subject: Subject<'sql'>): readonly Made[] =>
  subject.syntax.client
    ? []
    : itemsOf(subject, 'sqlite').flatMap((item) =>
        item.kind !== 'statement'
          ? []
          : (item.facts.steps ?? []).flatMap(({ does, what, name, to = '' }): readonly Made[] => {
              if (what !== 'table') return [];
              const gone = { table: name, refersTo: [] };
              if (does === 'rename') return [{ table: to, refersTo: [], renamed: name }, gone];
              if (does !== 'create') return does === 'drop' ? [gone] : [];
              const written = subject.text.slice(item.span.start, item.span.end);
              return [{ table: name, refersTo: [...written.matchAll(referring)].map(([, one = '']) => one), isMade: true }];
            }),
      ),
);

/** Tables that refer to it are made anew as well. */
const isReferredAnew = (text: string, table: string, from: number): boolean =>
  [...text.slice(from).matchAll(referring)].some(([, name]) => name === table);
