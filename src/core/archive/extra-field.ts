import { viewOf } from './records';

export interface ExtraField {
  readonly kind: number;
  /** Without the four bytes of kind and length. */
  readonly data: Uint8Array;
  /** Of the whole field, header included, within the extra bytes. */
  readonly start: number;
  readonly end: number;
}

/** The fields of an entry's extra bytes; stops where they no longer parse. */
export function extraFields(bytes: Uint8Array): ExtraField[] {
  const fields: ExtraField[] = [];
  const view = viewOf(bytes);
  for (let start = 0; start + 4 <= bytes.length;) {
    const end = start + 4 + view.getUint16(start + 2, true);
    if (end > bytes.length) break;
    fields.push({ kind: view.getUint16(start, true), data: bytes.subarray(start + 4, end), start, end });
    start = end;
  }
  return fields;
}
