/** Bytes of a program in which it tells where it ends. */
export const programHead = 4096;

/** More of anything is damage. */
const most = 96;

/**
 * Where a Windows or ELF program ends as far as its head tells: what lies behind is not loaded by anybody, and is what the program
 * unpacks. `undefined`: the head does not tell.
 */
export function endOfProgram(head: Uint8Array): number | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const end = head[0] === 0x4d ? endOfWindows(view) : endOfElf(view);
  return end !== undefined && end > 0 && Number.isSafeInteger(end) ? end : undefined;
}

/** The furthest end of its sections (PE format: "Section Table"). */
function endOfWindows(view: DataView): number | undefined {
  if (view.byteLength < 64) return undefined;
  const at = view.getUint32(60, true);
  if (at + 24 > view.byteLength || view.getUint32(at) !== 0x50450000) return undefined;
  const count = view.getUint16(at + 6, true);
  const table = at + 24 + view.getUint16(at + 20, true);
  if (count > most || table + 40 * count > view.byteLength) return undefined;
  let end = 0;
  for (let section = table; section < table + 40 * count; section += 40)
    end = Math.max(end, view.getUint32(section + 16, true) + view.getUint32(section + 20, true));
  return end;
}

/** The end of its table of sections, which linkers put last, or else the furthest end of what is loaded (elf(5)). */
function endOfElf(view: DataView): number | undefined {
  if (view.byteLength < 64) return undefined;
  const isWide = view.getUint8(4) === 2;
  const isLittle = view.getUint8(5) === 1;
  const word = (at: number): number => (isWide ? Number(view.getBigUint64(at, isLittle)) : view.getUint32(at, isLittle));
  const [segments, sections] = isWide ? [word(32), word(40)] : [word(28), word(32)];
  const counts = isWide ? 54 : 42;
  const half = (at: number): number => view.getUint16(at, isLittle);
  if (sections > 0) return sections + half(counts + 4) * half(counts + 6);
  const [size, count] = [half(counts), half(counts + 2)];
  if (count > most || size < (isWide ? 56 : 32) || segments + size * count > view.byteLength) return undefined;
  let end = segments + size * count;
  for (let at = segments; at < segments + size * count; at += size)
    end = Math.max(end, isWide ? word(at + 8) + word(at + 32) : word(at + 4) + word(at + 16));
  return end;
}
