import { kindOfPath, type FileKind } from '../package/classify';
import type { PackageSource, SourceEntry } from '../package/source';
import { allTargets } from '../subject/group';
import { keepNothingDuring } from '../subject/lazy-syntax';
import { parseFile, type LookedAt } from '../subject/parse-file';
import { loadParsersFor, parseLoaded, type FileText, type ParsedText } from '../subject/parse-text';
import { packageBudget } from '../subject/text-budgets';
import { errorText } from '../text/error-text';
import type { ParsedFiles } from './cache';
import { readNamedScripts } from './named-scripts';
import type { Looker } from './run-rules';
import { isWorthTelling, takeFile, type OtherReaders } from './told-file';

/** How the files of one package are read. */
export interface Reader {
  readonly files: ParsedFiles;
  /** Files that are read as scripts because scripts name them, and what they were taken for before. */
  readonly named: Map<string, LookedAt>;
  readonly looker: Looker;
  readonly begin: (path: string) => void;
  readonly leftOut: (path: string) => string | undefined;
  /** Without it this thread reads everything. */
  readonly others: OtherReaders | undefined;
}

type Reading = Reader & {
  /** Characters of text that the package may still have. */
  readonly room: { left: number };
  /** What nothing can go on without: perhaps another thread is at it. */
  readonly awaited: { path?: string };
  /** Files are parsed in their order: it ends when the one before is parsed, or given away. */
  readonly turn: { before: Promise<unknown> };
};

/** What is parsed again if it was dropped. */
const keptKinds: ReadonlySet<FileKind | undefined> = new Set(['shell', 'sql', 'config']);

/** Files that are read while one is parsed: enough for other threads to have something to do. */
const readAhead = 32;

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
  const reading: Reading = { ...reader, room: { left: packageBudget - known }, awaited: {}, turn: { before: Promise.resolve() } };
  const coming: (readonly [SourceEntry, Promise<LookedAt>])[] = [];
  let done = 0;
  const finish = async (left: number) => {
    for (let next = coming[0]; next && coming.length > left; next = coming[0]) {
      void coming.shift();
      const [{ path }, looking] = next;
      waitFor(reading, path);
      files.set(path, await looking);
      await step(++done, path);
    }
  };
  const unknown = source.entries.filter(({ path }) => !files.has(path));
  done = source.entries.length - unknown.length;
  await keepNothingDuring(
    async () => {
      for (const entry of inTurns(unknown)) {
        coming.push([entry, readFile(source, entry, reading)]);
        await finish(readAhead);
      }
      await finish(0);
    },
    unknown.reduce((sum, { path, size }) => (keptKinds.has(kindOfPath(path)) ? sum + size : sum), 0),
  );
  await readNamedScripts(
    source,
    reader,
    (entry) => {
      waitFor(reading, entry.path);
      return readFile(source, entry, reading, true);
    },
    (path) => step(done, path),
  );
}

/** What other threads may read stands among the rest in proportion: all have something to do from beginning to end. */
function* inTurns(entries: readonly SourceEntry[]): Generator<SourceEntry> {
  const isTold = ({ path }: SourceEntry): boolean => isWorthTelling(kindOfPath(path));
  const told = entries.filter(isTold);
  const own = entries.filter((entry) => !isTold(entry));
  let given = 0;
  for (const [index, entry] of own.entries()) {
    const due = Math.ceil((told.length * (index + 1)) / own.length);
    while (given < due) yield told[given++] as SourceEntry;
    yield entry;
  }
  yield* told.slice(given);
}

function waitFor({ awaited, begin }: Reading, path: string): void {
  awaited.path = path;
  begin(path);
}

/** Never rejects: what cannot be read is told. */
async function readFile(source: PackageSource, entry: SourceEntry, reading: Reading, asScript = false): Promise<LookedAt> {
  const { path } = entry;
  const { leftOut, room, turn } = reading;
  const why = leftOut(path);
  if (why !== undefined) return { path, why };
  const { before } = turn;
  let end = (): void => undefined;
  turn.before = new Promise<void>((resolve) => (end = resolve));
  const inTurn = async (text: FileText): Promise<ParsedText> => {
    await before;
    return parse(text, reading, end);
  };
  try {
    const file = await parseFile(source, entry, allTargets, { parse: inTurn, asScript, room: room.left });
    if ('subjects' in file) room.left -= file.text.length;
    return file;
  } catch (error) {
    return { path, why: `could not be read: ${errorText(error)}` };
  } finally {
    await before;
    end();
  }
}

/** By whoever is free. Calls `end` as soon as the next one may be parsed. */
async function parse(file: FileText, reading: Reading, end: () => void): Promise<ParsedText> {
  const { others, looker } = reading;
  // Also for what is told: some of it may be parsed again.
  await loadParsersFor(file, allTargets);
  await others?.listen();
  const telling = isWorthTelling(file.kind) ? others?.tell(file) : undefined;
  if (!telling) return parseHere(file, reading);
  end();
  const told = await telling;
  return told ? takeFile(file, told, looker) : parseHere(file, reading);
}

/** The parsed forms of large files are not kept, so whoever wants to see them does so at once. */
function parseHere(file: FileText, { looker, begin, awaited }: Reading): ParsedText {
  begin(file.path);
  const parsed = parseLoaded(file, allTargets);
  parsed.subjects.forEach(looker.look);
  if (awaited.path !== undefined) begin(awaited.path);
  return parsed;
}
