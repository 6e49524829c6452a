import { own } from '../../text/own';

export type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

export const recordOf = (value: unknown): JsonRecord => (isRecord(value) ? value : {});

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

export const recordsOf = (value: unknown): readonly JsonRecord[] => listOf(value).filter(isRecord);

/** A text that says something, or a number as text: tools write versions both ways. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** What lies under keys, one in the other; of a record, never what every object has. */
export const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((found, key) => (isRecord(found) ? own(found, key) : undefined), value);

/** The first text under one of several names. */
export const named = (record: JsonRecord, ...names: readonly string[]): string | undefined =>
  names.map((name) => textOf(own(record, name))).find((text) => text !== undefined);

/** The records of documents that are records or lists of such. */
export const rowsOf = (documents: readonly unknown[]): readonly JsonRecord[] =>
  documents.flatMap((document) => (Array.isArray(document) ? listOf(document) : [document])).filter(isRecord);
