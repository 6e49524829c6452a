import { extraFields } from './extra-field';
import { fieldBytes, joined } from './fresh-entry';
import { centralSize, extra, flag, isUnixHost, over32, setUint64, viewOf } from './records';

const typeBits = 0o170000;
const regularFile = 0o100000;
/** "Made by" host number, in the high byte. */
const unix = 3 << 8;

/** A copy of a central record with other Unix permission bits. */
export function withMode(record: Uint8Array, mode: number): Uint8Array {
  const changed = new Uint8Array(record);
  const view = viewOf(changed);
  const madeBy = view.getUint16(4, true);
  const attributes = view.getUint32(38, true);
  const name = record.subarray(centralSize, centralSize + view.getUint16(28, true));
  // The host also says how names are encoded. Where it cannot change, readers other than ours may take the mode all the same.
  const plain = (view.getUint16(8, true) & flag.utf8) !== 0 || name.every((byte) => byte < 0x80);
  if (!isUnixHost(madeBy) && plain) view.setUint16(4, unix | (madeBy & 0xff), true);
  const type = isUnixHost(madeBy) ? (attributes >>> 16) & typeBits : 0;
  view.setUint32(38, ((type || regularFile) | mode) * 2 ** 16 + (attributes & 0xffff), true);
  return changed;
}

/** A copy of a central record whose entry now lies at `offset`: in the zip64 field if it is there or has to be. */
export function withOffset(record: Uint8Array, offset: number): Uint8Array {
  const view = viewOf(record);
  const nameEnd = centralSize + view.getUint16(28, true);
  const extraBytes = record.subarray(nameEnd, nameEnd + view.getUint16(30, true));
  const field = extraFields(extraBytes).find(({ kind }) => kind === extra.zip64);
  // The field holds, in this order, those of size, compressed size and offset that the record leaves to it.
  const slot = [24, 20].filter((at) => view.getUint32(at, true) === over32).length * 8;
  const inField = view.getUint32(42, true) === over32 && field !== undefined && slot + 8 <= field.data.length;
  if (!inField && offset < over32) {
    // Not `slice`: on a Buffer it gives a view.
    const moved = new Uint8Array(record);
    viewOf(moved).setUint32(42, offset, true);
    return moved;
  }
  const data = new Uint8Array(Math.max(slot + 8, inField ? field.data.length : 0));
  if (field) data.set(field.data.subarray(0, inField ? field.data.length : slot));
  setUint64(viewOf(data), slot, offset);
  const others = field ? [extraBytes.subarray(0, field.start), extraBytes.subarray(field.end)] : [new Uint8Array(), extraBytes];
  const [before = new Uint8Array(), after = new Uint8Array()] = others;
  const own = fieldBytes(extra.zip64, data);
  const moved = joined([record.subarray(0, nameEnd), before, own, after, record.subarray(nameEnd + extraBytes.length)]);
  const movedView = viewOf(moved);
  movedView.setUint16(6, Math.max(45, view.getUint16(6, true)), true);
  movedView.setUint16(30, before.length + own.length + after.length, true);
  movedView.setUint32(42, over32, true);
  return moved;
}
