import { fact, fileFact } from '../../subject/fact';
import { baseName } from '../../text/path';

/** Tables of a file that makes all of a schema, at least. */
const tablesOfSchema = 5;

/** It makes a schema from nothing, whatever it is called: what it drops before are the tables that it then makes. */
export const makesAllAnew = fileFact('sql', ({ syntax: { client, items } }): boolean => {
  if (client) return false;
  const made = new Set<string>();
  const dropped = new Set<string>();
  for (const item of items) {
    if (item.kind !== 'statement') continue;
    for (const { does, what, name } of item.facts.steps ?? []) {
      if (what !== 'table') continue;
      if (does === 'create') made.add(name);
      else if (does === 'drop' && !made.has(name)) dropped.add(name);
    }
  }
  return made.size >= tablesOfSchema && dropped.size * 2 >= made.size && [...dropped].every((name) => made.has(name));
});

/** `sql/src/…`, where `sql/migrations/…` is made of it. */
const source = /^(.*\/(?:sql|db|database|migrations?)\/)(?:src|source|templates?)\//;

/** Folders of SQL that has its sources beside it. */
const generated = fact(['sql'], (reviewed): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  const folders = new Set(reviewed.subjects.sql.flatMap(({ path }) => source.exec(`/${path}`)?.[1] ?? []));
  for (const folder of folders) {
    const beside = reviewed.subjects.sql.filter(({ path }) => `/${path}`.startsWith(folder) && !source.test(`/${path}`));
    found.set(folder, new Set(beside.map(({ path }) => stemOf(path))));
  }
  return found;
});

/** The number or the name that what is generated has in common with its source. */
const stemOf = (path: string): string => /^\d{4,14}/.exec(baseName(path))?.[0] ?? baseName(path);

/** What the migrations beside it are generated from: nobody runs it. */
export function isSourceOfOthers(path: string, reviewed: Parameters<typeof generated>[0]): boolean {
  const folder = source.exec(`/${path}`)?.[1];
  return folder !== undefined && generated(reviewed).get(folder)?.has(stemOf(path)) === true;
}

/** `sql/cart.sql` beside `expected/cart.out`: a test of an extension of PostgreSQL, whose answers are compared. Alternatives are numbered. */
const expected = /^(.*\/)expected\/([^/]+?)(?:_\d)?\.out$/;

const expectedOf = fact(
  ['sql'],
  (reviewed): ReadonlySet<string> =>
    new Set(
      reviewed.files.flatMap(({ path }) => {
        const [, folder = '', name] = expected.exec(`/${path}`) ?? [];
        return name === undefined ? [] : [`${folder}sql/${name}.sql`, `${folder}specs/${name}.sql`, `${folder}input/${name}.source`];
      }),
    ),
);

/** Whether `pg_regress` runs it, on a database of its own. */
export const isRunByTests = (path: string, reviewed: Parameters<typeof expectedOf>[0]): boolean => expectedOf(reviewed).has(`/${path}`);
