import type { SqlScript } from '../../parse/sql';
import { fact, fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { entryOf } from '../../text/groups';
import { baseName, folderOf, folderWithSlash } from '../../text/path';

type System = Exclude<SqlScript['dialect'], 'other'>;

/** What the scripts of one folder tell of their system; those inside of other files are left out. */
interface FolderSystems {
  all: number;
  /** Clearly for another system than PostgreSQL. */
  foreign: number;
  /** Those that look like nobody's but PostgreSQL's. */
  postgres: number;
  /** By more than types, which SQLite lets a column have as well. */
  surelyPostgres: number;
  /** A file of SQLite has such a type. */
  sharesTypes: boolean;
  /** Which the others are; `undefined`: one that is not judged. */
  readonly systems: Set<System | undefined>;
}

/** By folder, and by the name of folders: those of the parts of a product are called alike. */
const folders = fact(['sql'], (reviewed): ReadonlyMap<string, FolderSystems> => {
  const counted = new Map<string, FolderSystems>();
  for (const subject of reviewed.subjects.sql) {
    const { path, syntax } = subject;
    if (syntax.client) continue;
    for (const place of [folderWithSlash(path), nameOfFolder(path)]) {
      const count = entryOf(counted, place, () => ({
        all: 0,
        foreign: 0,
        postgres: 0,
        surelyPostgres: 0,
        sharesTypes: false,
        systems: new Set(),
      }));
      count.all++;
      if (syntax.dialect === 'postgresql') {
        count.postgres += showsPostgres(subject).plainly ? 1 : 0;
        count.surelyPostgres += showsPostgres(subject).surely ? 1 : 0;
      } else {
        count.foreign++;
        count.sharesTypes ||= syntax.dialect === 'sqlite' && showsPostgres(subject).plainly;
        count.systems.add(syntax.dialect === 'other' ? undefined : syntax.dialect);
      }
    }
  }
  return counted;
});

const nameOfFolder = (path: string): string => baseName(folderOf(path));

/** What the scripts of a folder tell, or else those of all folders of its name. */
function toldBeside(reviewed: PackageView<'sql'>, path: string): FolderSystems | undefined {
  const own = folders(reviewed).get(folderWithSlash(path));
  return own && own.foreign === 0 && own.postgres === 0 ? folders(reviewed).get(nameOfFolder(path)) : own;
}

const typesOfPostgres = /\b(?:jsonb|(?:big|small)?serial|bytea)\b/i;
const ownOfPostgres = /\b(?:concurrently|timestamptz|plpgsql|tsvector|as\s{1,20}identity)\b|[\w)'"]::[a-z]|\$\$/i;

const showsPostgres = fileFact('sql', ({ text, syntax }) => {
  const texts = syntax.program === undefined ? [text] : syntax.items.map(({ span }) => text.slice(span.start, span.end));
  const surely = texts.some((one) => ownOfPostgres.test(one));
  return { surely, plainly: surely || texts.some((one) => typesOfPostgres.test(one)) };
});

/** The only one that files are clearly of; those of which nobody can tell speak for none. */
function onlyOne(systems: FolderSystems['systems']): System | undefined {
  const [system, ...others] = [...systems].filter((one) => one !== undefined);
  return others.length === 0 ? system : undefined;
}

/**
 * A good part of the folder's scripts is clearly for other systems: then all are. Of SQLite one is enough where none is clearly PostgreSQL's, as most of its
 * statements look like those of any system; a few words of PostgreSQL are taken by others, as `jsonb` is.
 */
const isForeign = ({ all, foreign, postgres, surelyPostgres, sharesTypes, systems }: FolderSystems): boolean =>
  foreign * 3 >= all || (onlyOne(systems) === 'sqlite' && foreign > (sharesTypes ? surelyPostgres : postgres) * 3);

export function isAmongForeign(reviewed: PackageView<'sql'>, path: string): boolean {
  const found = toldBeside(reviewed, path);
  return found !== undefined && isForeign(found);
}

/** The other system that all scripts of the file's folder, or of folders of its name, are for, if it is one. */
export function systemBeside(reviewed: PackageView<'sql'>, path: string): System | undefined {
  const found = toldBeside(reviewed, path);
  if (!found || !isForeign(found)) return undefined;
  const system = onlyOne(found.systems);
  // What nobody can tell may be SQLite, whose statements look like those of any system.
  return system === 'sqlite' || !found.systems.has(undefined) ? system : undefined;
}
