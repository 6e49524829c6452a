import type { AnomalyLog } from './anomaly';
import { decodeName, placeName } from './entry-name';
import { extraFields } from './extra-field';
import { centralSize, extra, flag, isUnixHost } from './records';

export interface DirectoryNames {
  /** Of every record, as recorded. */
  readonly names: readonly string[];
  /** Whether the name of a record, but for a slash at its end, is its path without further ado. */
  readonly isPlain: (index: number) => boolean;
}

/** What is to be done about a name once it is decoded. */
const todo = { place: 1, decode: 2, checkExtra: 4 } as const;

const [slash, backslash, dot, colon] = [0x2f, 0x5c, 0x2e, 0x3a];
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The names of all records. Those in ASCII, mostly all of them, are collected and decoded at once: a hundred thousand
 * calls of a decoder take longer than everything else together.
 */
export function readNames(bytes: Uint8Array, starts: Uint32Array, log: AnomalyLog): DirectoryNames {
  const count = starts.length - 1;
  const collected = new Uint8Array(bytes.length);
  const ends = new Uint32Array(count);
  const todos = new Uint8Array(count);
  let end = 0;
  for (let index = 0; index < count; index++) {
    const start = starts[index] ?? 0;
    const from = start + centralSize;
    const length = uint16(bytes, start + 28);
    let odd = length === 0 || (length > 1 && bytes[from + 1] === colon);
    let all = 0;
    let before = slash;
    for (let at = 0; at < length; at++) {
      const byte = bytes[from + at] ?? 0;
      if (byte === backslash || byte === 0 || (before === slash && (byte === slash || byte === dot))) odd = true;
      collected[end + at] = byte;
      all |= byte;
      before = byte;
    }
    const extraTodo = todoOfExtra(bytes, from + length, from + length + uint16(bytes, start + 30));
    const decode = all >= 0x80 || (extraTodo & todo.decode) !== 0;
    todos[index] = (odd ? todo.place : 0) | (decode ? todo.decode : 0) | extraTodo;
    if (!decode) end += length;
    ends[index] = end;
  }
  const text = utf8.decode(collected.subarray(0, end));
  const names = Array.from(ends, (to, index) => {
    const left = todos[index] ?? 0;
    const start = starts[index] ?? 0;
    const name = left & todo.decode ? decodedName(bytes, start, log) : text.slice(ends[index - 1] ?? 0, to);
    if (left & todo.checkExtra) checkExtra(bytes, start, name, log);
    return name;
  });
  return { names, isPlain: (index) => ((todos[index] ?? 0) & todo.place) === 0 };
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
  const { name, guessed, stale } = decodeName(raw, isUtf8, isUnixHost(uint16(bytes, start + 4)), fields);
  if (guessed && (guessed === 'its Unicode extra field' || raw.some((byte) => byte > 0x7f)))
    log.add('undeclared-encoding', { encoding: guessed }, name);
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

const uint16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);

/** Where an entry may be mounted; what is odd about its name is told. */
export function placeOf(name: string, isPlain: boolean, log: AnomalyLog): string | undefined {
  const bare = name.endsWith('/') ? name.slice(0, -1) : name;
  if (isPlain) return bare;
  const place = placeName(name);
  if (place.path === undefined) log.add('unsafe-name', { why: place.unsafe }, name);
  else if (place.path !== bare) log.add('odd-name', { path: place.path }, name);
  return place.path;
}
