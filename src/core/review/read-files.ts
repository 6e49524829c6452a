import type { PackageSource, SourceEntry } from '../package/source';
import { targets } from '../subject/group';
import { parseFile, type LookedAt, type Passed, type ReadSql } from '../subject/parse-file';
import type { Target } from '../subject/subject';
import { errorText } from '../text/error-text';
import { packageBudget } from '../subject/text-budgets';
import type { ParsedFiles } from './cache';
import { readNamedScripts } from './named-scripts';
import type { LookAt } from './run-rules';

/** How the files of one package are read. */
export interface Reader {
  readonly files: ParsedFiles;
  /** Files that are read as scripts because scripts name them, and what they were taken for before. */
  readonly named: Map<string, Passed>;
  readonly lookAt: LookAt;
  readonly begin: (path: string) => void;
  readonly leftOut: (path: string) => string | undefined;
  readonly readSql: ReadSql | undefined;
}

const allTargets: ReadonlySet<Target> = new Set(targets);

type Reading = Reader & {
  /** Characters of text that the package may still have. */
  readonly room: { left: number };
};

/** Files that are read while one is parsed. */
const readAhead = 8;

/** Reads what is new, each file once: parses it, asks the rules on files, gathers facts for the others. */
export async function readAll(
  source: PackageSource,
  reader: Reader,
  step: (done: number, path: string) => Promise<void> | void,
): Promise<void> {
  const { files } = reader;
  const present = new Set(source.entries.map(({ path }) => path));
  for (const path of files.keys()) if (!present.has(path)) files.delete(path);
  const known = [...files.values()].reduce((sum, file) => sum + ('text' in file ? file.text.length : 0), 0);
  const reading: Reading = { ...reader, room: { left: packageBudget - known } };
  const coming: (readonly [SourceEntry, Promise<LookedAt>])[] = [];
  let done = 0;
  const finish = async (left: number) => {
    for (let next = coming[0]; next && coming.length > left; next = coming[0]) {
      void coming.shift();
      const [{ path }, looking] = next;
      // Whatever else was begun since: this is what is waited for.
      reader.begin(path);
      files.set(path, await looking);
      await step(++done, path);
    }
  };
  for (const entry of source.entries) {
    if (files.has(entry.path)) done++;
    else coming.push([entry, readFile(source, entry, reading)]);
    await finish(readAhead);
  }
  await finish(0);
  await readNamedScripts(
    source,
    reader,
    (entry) => readFile(source, entry, reading, true),
    (path) => step(done, path),
  );
}

/** Never rejects: what cannot be read is told. */
export async function readFile(
  source: PackageSource,
  entry: SourceEntry,
  { lookAt, begin, leftOut, readSql, room }: Reading,
  asScript = false,
): Promise<LookedAt> {
  const { path } = entry;
  const why = leftOut(path);
  if (why !== undefined) return { path, why };
  try {
    const file = await parseFile(source, entry, allTargets, {
      begin: () => begin(path),
      look: (subjects) => subjects.forEach(lookAt),
      asScript,
      room: room.left,
      ...(readSql && { readSql }),
    });
    if ('subjects' in file) room.left -= file.text.length;
    return file;
  } catch (error) {
    return { path, why: `could not be read: ${errorText(error)}` };
  }
}
