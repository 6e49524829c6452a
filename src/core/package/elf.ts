/** What an ELF program or library asks of the host that loads it. */
export interface ElfFile {
  /** As Debian calls it: `amd64`; absent: none that is known here. */
  readonly architecture?: string;
  /** Names of libraries, as the loader looks for them: `libssl.so.3`. */
  readonly libraries: readonly string[];
  /** Versions of libraries' symbols, such as `GLIBC_2.34` of `libc.so.6`. */
  readonly versions: readonly { readonly library: string; readonly version: string }[];
  /** Under which name others ask for it. */
  readonly soname?: string;
}

/** Bytes of a file that are looked at: what names the libraries may lie anywhere in it. */
export const elfLimit = 64 * 1024 * 1024;

/** elf.h: EM_386, EM_ARM, EM_X86_64, EM_AARCH64, EM_PPC64 (little-endian), EM_S390, EM_RISCV */
const machines: ReadonlyMap<number, string> = new Map([
  [3, 'i386'],
  [40, 'armhf'],
  [62, 'amd64'],
  [183, 'arm64'],
  [21, 'ppc64el'],
  [22, 's390x'],
  [243, 'riscv64'],
]);

const segment = { load: 1, dynamic: 2 } as const;
const tag = { end: 0, needed: 1, strings: 5, soname: 14, versions: 0x6ffffffe, versionCount: 0x6fffffff } as const;

/** More of anything is damage. */
const most = 4096;

/** Reads the dynamic section. `undefined`: no ELF file, cut off, or damaged. A static program needs nothing. Never throws. */
export function readElf(bytes: Uint8Array): ElfFile | undefined {
  try {
    return read(new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
  } catch {
    return undefined;
  }
}

/** @throws RangeError where the file ends too early. */
function read(view: DataView): ElfFile | undefined {
  if (view.getUint32(0) !== 0x7f454c46) return undefined;
  const wide = view.getUint8(4) === 2;
  const little = view.getUint8(5) === 1;
  const half = (at: number): number => view.getUint16(at, little);
  const word = (at: number): number => view.getUint32(at, little);
  const address = (at: number): number => (wide ? Number(view.getBigUint64(at, little)) : word(at));
  const architecture = machines.get(half(18));
  const about = architecture === undefined ? {} : { architecture };
  const headers = address(wide ? 32 : 28);
  const size = half(wide ? 54 : 42);
  const segments = Array.from({ length: Math.min(half(wide ? 56 : 44), most) }, (_, index) => {
    const at = headers + index * size;
    return {
      type: word(at),
      offset: address(at + (wide ? 8 : 4)),
      address: address(at + (wide ? 16 : 8)),
      size: address(at + (wide ? 32 : 16)),
    };
  });
  const dynamic = segments.find(({ type }) => type === segment.dynamic);
  if (!dynamic) return { ...about, libraries: [], versions: [] };
  const step = wide ? 16 : 8;
  const entries: { readonly tag: number; readonly value: number }[] = [];
  for (let at = dynamic.offset; at + step <= dynamic.offset + dynamic.size && entries.length < most; at += step) {
    const entry = { tag: address(at), value: address(at + step / 2) };
    if (entry.tag === tag.end) break;
    entries.push(entry);
  }
  const valueOf = (wanted: number): number | undefined => entries.find((entry) => entry.tag === wanted)?.value;
  const placeOf = (wanted: number): number => {
    const within = segments.find((one) => one.type === segment.load && wanted >= one.address && wanted < one.address + one.size);
    return within ? wanted - within.address + within.offset : wanted;
  };
  const strings = placeOf(valueOf(tag.strings) ?? 0);
  const textAt = (offset: number): string => {
    let text = '';
    for (let at = strings + offset; text.length < most; at++) {
      const code = view.getUint8(at);
      if (code === 0) break;
      text += String.fromCharCode(code);
    }
    return text;
  };
  const versions: { library: string; version: string }[] = [];
  const needs = valueOf(tag.versions);
  for (
    let at = needs === undefined ? 0 : placeOf(needs), left = Math.min(valueOf(tag.versionCount) ?? 0, most);
    at > 0 && left > 0;
    left--
  ) {
    const library = textAt(word(at + 4));
    for (let own = at + word(at + 8), count = Math.min(half(at + 2), most); count > 0; count--) {
      versions.push({ library, version: textAt(word(own + 8)) });
      const next = word(own + 12);
      if (next === 0) break;
      own += next;
    }
    const next = word(at + 12);
    if (next === 0) break;
    at += next;
  }
  const soname = valueOf(tag.soname);
  return {
    ...about,
    libraries: entries.flatMap((entry) => (entry.tag === tag.needed ? [textAt(entry.value)] : [])),
    versions,
    ...(soname !== undefined && { soname: textAt(soname) }),
  };
}
