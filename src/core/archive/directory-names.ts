import type { AnomalyLog } from './anomaly';
import { decodeName, placeName } from './entry-name';
import { extraFields } from './extra-field';
import { centralSize, extra, flag, isUnixHost } from './records';

export interface DirectoryNames {
  /** Of every record, as recorded. */
  readonly names: readonly string[];
  /** Whether the name of a record, but for a slash at its end, is its path without further ado. */
  readonly isPlain: (index: number) => boolean;
  /** Whether the name ends with a slash, or with a backslash and has no content. */
  readonly isDirectory: (index: number) => boolean;
  /** Whether the record may lie in another folder than the one before it. */
  readonly changesFolder: (index: number) => boolean;
}

/** What is to be done about a name once it is decoded, and what its bytes tell. */
const todo = { place: 1, decode: 2, checkExtra: 4, directory: 8, otherFolder: 16 } as const;

const [slash, backslash, dot, colon] = [0x2f, 0x5c, 0x2e, 0x3a];
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** 1 for bytes that mean something in a path. */
const marks = new Uint8Array(256);
for (const byte of [0, slash, backslash, dot]) marks[byte] = 1;

/** Bytes of names that are decoded at once: more than one name can have. Used again, as fresh memory costs more than what is done in it. */
const pieceSize = 2 ** 18;

/**
 * The names of all records. Those in ASCII, mostly all of them, are collected and decoded many at a time: a hundred
 * thousand calls of a decoder take longer than everything else together. What else is to know of a name is seen on the
 * way: a hundred thousand calls for each question take as long again.
 */
export function readNames(bytes: Uint8Array, starts: Uint32Array, log: AnomalyLog): DirectoryNames {
  const count = starts.length - 1;
  const todos = new Uint8Array(count);
  const names = new Array<string>(count);
  const piece = new Uint8Array(pieceSize);
  const ends = new Uint32Array(count);
  /** Gives the records from `first` on their names, of which those in ASCII are in the piece. */
  const nameAll = (first: number, to: number): void => {
    const text = utf8.decode(piece.subarray(0, to > first ? ends[to - 1] : 0));
    let from = 0;
    for (let index = first; index < to; index++) {
      const left = todos[index] ?? 0;
      const start = starts[index] ?? 0;
      names[index] = left & todo.decode ? decodedName(bytes, start, log) : text.slice(from, ends[index]);
      from = ends[index] ?? 0;
      if (left & todo.checkExtra) checkExtra(bytes, start, names[index] ?? '', log);
    }
  };
  let first = 0;
  let end = 0;
  let last = 0;
  /** Bytes up to the last name in it; -1 if that is to be looked at anew. */
  let lastFolder = -1;
  for (let index = 0; index < count; index++) {
    const start = starts[index] ?? 0;
    const from = start + centralSize;
    const length = uint16(bytes, start + 28);
    if (end + length > pieceSize) {
      nameAll(first, index);
      first = index;
      end = 0;
    }
    let odd = length === 0 || (length > 1 && bytes[from + 1] === colon);
    // A folder is looked at once: of its other names only what is behind it.
    let at = 0;
    if (length > lastFolder)
      for (; at < lastFolder && bytes[from + at] === bytes[last + at]; at++) piece[end + at] = bytes[from + at] as number;
    const isShared = at === lastFolder;
    if (!isShared) at = 0;
    let folder = at;
    let all = 0;
    let before: number = slash;
    for (; at < length; at++) {
      const byte = bytes[from + at] as number;
      if (marks[byte] === 1) {
        if (byte === slash) {
          if (before === slash) odd = true;
          if (at < length - 1) folder = at + 1;
        } else if (byte !== dot || before === slash) odd = true;
      }
      piece[end + at] = byte;
      all |= byte;
      before = byte;
    }
    const left = todoOfExtra(bytes, from + length, from + length + uint16(bytes, start + 30)) | (all < 0x80 ? 0 : todo.decode);
    todos[index] =
      left |
      (odd ? todo.place : 0) |
      (length > 0 && (before === slash || (before === backslash && isEmpty(bytes, start))) ? todo.directory : 0) |
      (isShared && folder === lastFolder ? 0 : todo.otherFolder);
    if (!(left & todo.decode)) end += length;
    ends[index] = end;
    last = from;
    // A name whose path is another one tells nothing about the next.
    lastFolder = odd || left & todo.decode ? -1 : folder;
  }
  nameAll(first, count);
  const has = (what: number) => (index: number) => ((todos[index] ?? 0) & what) !== 0;
  return {
    names,
    isPlain: (index) => ((todos[index] ?? 0) & todo.place) === 0,
    isDirectory: has(todo.directory),
    changesFolder: has(todo.otherFolder | todo.place | todo.decode),
  };
}

/** Fields that parse up to the end, none of them a name, ask for nothing. */
function todoOfExtra(bytes: Uint8Array, from: number, end: number): number {
  let found = 0;
  let at = from;
  while (at + 4 <= end) {
    if (uint16(bytes, at) === extra.unicodePath) found = todo.decode | todo.place;
    at += 4 + uint16(bytes, at + 2);
  }
  return at === end ? found : found | todo.checkExtra;
}

function decodedName(bytes: Uint8Array, start: number, log: AnomalyLog): string {
  const from = start + centralSize;
  const to = from + uint16(bytes, start + 28);
  const fields = extraFields(bytes.subarray(to, to + uint16(bytes, start + 30)));
  const raw = bytes.subarray(from, to);
  const isUtf8 = (uint16(bytes, start + 8) & flag.utf8) !== 0;
  const { name, guessed, stale, wrong } = decodeName(raw, isUtf8, isUnixHost(uint16(bytes, start + 4)), fields);
  if (guessed && (guessed === 'its Unicode extra field' || raw.some((byte) => byte > 0x7f)))
    log.add('undeclared-encoding', { encoding: guessed }, name);
  if (wrong) log.add('wrong-encoding', { encoding: 'CP437' }, name);
  if (stale) log.add('stale-unicode-name', {}, name);
  return name;
}

function checkExtra(bytes: Uint8Array, start: number, name: string, log: AnomalyLog): void {
  const from = start + centralSize + uint16(bytes, start + 28);
  const length = uint16(bytes, start + 30);
  const parsed = extraFields(bytes.subarray(from, from + length)).at(-1)?.end ?? 0;
  // Up to three zero bytes align data, as Android's tools do.
  const rest = bytes.subarray(from + parsed, from + length);
  const isPadding = rest.length < 4 && rest.every((byte) => byte === 0);
  if (parsed < length && !isPadding) log.add('malformed-extra', { length: length - parsed }, name);
}

/** Whether a record declares no content. */
const isEmpty = (bytes: Uint8Array, start: number): boolean => uint16(bytes, start + 24) === 0 && uint16(bytes, start + 26) === 0;

const uint16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);

/** Where an entry may be mounted; what is odd about its name is told. */
export function placeOf(name: string, isPlain: boolean, isDirectory: boolean, log: AnomalyLog): string | undefined {
  const bare = isDirectory ? name.slice(0, -1) : name;
  if (isPlain) return bare;
  const place = placeName(name);
  if (place.path === undefined) log.add('unsafe-name', { why: place.unsafe }, name);
  else if (place.path !== bare) log.add('odd-name', { path: place.path }, name);
  return place.path;
}
