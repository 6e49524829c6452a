import { hashOfLine, type Note } from '../catalog/note';
import type { PackageSource } from '../package/source';
import { decodeText } from '../text/decode';
import { entryOf, groupBy } from '../text/groups';
import { compareText } from '../text/order';
import { redact } from '../text/redact';
import type { ReviewCache } from './cache';
import { reviewedText } from './cache';

/** Bytes of a file in which a noted line is sought. */
const longest = 4_000_000;

/** Notes that are told. */
const most = 1000;

/** A note, and where its line is now. */
export interface PlacedNote extends Pick<Note, 'text' | 'by' | 'on' | 'index' | 'origin'> {
  /** Of the package; where its file is gone as the note has it. */
  readonly path: string;
  /** 1-based; where the line is no more, that which it had. */
  readonly line: number;
  readonly state: 'there' | 'changed' | 'gone';
}

/** Finds the lines of notes again: those that say the same, of several the nearest. `root`: the folder that the package lies in. */
export async function placedNotes(
  notes: readonly Note[],
  { source, root, files }: { readonly source: PackageSource; readonly root: string } & Pick<ReviewCache, 'files'>,
): Promise<readonly PlacedNote[]> {
  const entries = new Map(source.entries.map((entry) => [entry.path, entry]));
  const placed: PlacedNote[] = [];
  for (const [below, own] of groupBy(notes.slice(0, most), ({ path }) => path)) {
    const path = [root + below, below].find((name) => entries.has(name));
    const text = path === undefined ? undefined : await textOf(path, { source, files });
    const lines = text === undefined ? undefined : linesByHash(text);
    for (const note of own) placed.push(placedNote(note, path, lines));
  }
  return placed.sort((a, b) => compareText(a.path, b.path) || a.line - b.line);
}

function placedNote(
  { path: below, line: before, of, text, by, on, index, origin }: Note,
  path: string | undefined,
  lines: ReadonlyMap<string, readonly number[]> | undefined,
): PlacedNote {
  const [line] = [...(lines?.get(of) ?? [])].sort((a, b) => Math.abs(a - before) - Math.abs(b - before));
  return {
    path: path ?? below,
    line: line ?? before,
    state: path === undefined ? 'gone' : line === undefined ? 'changed' : 'there',
    text: redact(text),
    ...(by !== undefined && { by }),
    ...(on !== undefined && { on }),
    index,
    origin,
  };
}

async function textOf(
  path: string,
  { source, files }: { readonly source: PackageSource } & Pick<ReviewCache, 'files'>,
): Promise<string | undefined> {
  const known = reviewedText(files, path);
  if (known !== '') return known;
  const entry = source.entries.find((each) => each.path === path);
  if (!entry || entry.symlink || entry.size > longest) return undefined;
  // A file that cannot be read is told of elsewhere.
  const bytes = await source.read(path).catch(() => undefined);
  return bytes && decodeText(bytes)?.text;
}

function linesByHash(text: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) entryOf(found, hashOfLine(line), (): number[] => []).push(at + 1);
  return found;
}
