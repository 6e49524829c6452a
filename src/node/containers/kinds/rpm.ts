import type { ContainerFile, Unpacked } from '../../../core/archive/unpacked';
import { errorText } from '../../../core/text/error-text';
import { cpioFiles } from '../cpio';
import { decompressed } from '../decompress';
import type { Container } from './container';

/** RPM package file format: lead, signature header (padded to 8 bytes), header, payload. */
const leadSize = 96;
const headerMagic = 0x8eade801;
const indexSize = 16;
/** Types of entries that are made of strings: one, several, or one in several languages. */
const stringTypes = new Set([6, 8, 9]);
const numberType = 4;
const mostTags = 65_536;
/** Items of one tag, such as triggers or requirements; nobody writes more. */
const mostStrings = 2000;

/** Scriptlets by their tags, and the tag of the program that runs each; a missing one means the shell. Of triggers a package has several. */
const scriptlets = [
  { name: 'pretrans', script: 1151, program: 1153 },
  { name: 'prein', script: 1023, program: 1085 },
  { name: 'postin', script: 1024, program: 1086 },
  { name: 'preun', script: 1025, program: 1087 },
  { name: 'postun', script: 1026, program: 1088 },
  { name: 'posttrans', script: 1152, program: 1154 },
  { name: 'preuntrans', script: 5103, program: 5105 },
  { name: 'postuntrans', script: 5104, program: 5106 },
  { name: 'trigger', script: 1065, program: 1092, isList: true },
  { name: 'filetrigger', script: 5066, program: 5067, isList: true },
  { name: 'transfiletrigger', script: 5076, program: 5077, isList: true },
] as const;

async function rpmFiles(bytes: Uint8Array, limit: number): Promise<Unpacked> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const signature = headerAt(view, leadSize);
  const header = headerAt(view, signature.end + ((8 - (signature.end % 8)) % 8));
  const scripts = [...scriptsOf(header), description(header)];
  try {
    return { files: [...scripts, ...cpioFiles(await decompressed(bytes.subarray(header.end), limit))], gaps: [], isRoot: true };
  } catch (error) {
    const why = errorText(error);
    return { files: scripts, gaps: [{ what: 'the files of the RPM package', why, decisive: true }] };
  }
}

interface Header {
  readonly end: number;
  /** The strings of a tag. */
  readonly strings: (tag: number) => readonly string[];
  /** The numbers of a tag, of 32 bits each. */
  readonly numbers: (tag: number) => readonly number[];
}

function headerAt(view: Buffer, at: number): Header {
  if (at + 16 > view.length || view.readUInt32BE(at) !== headerMagic) throw new Error(`there is no RPM header at byte ${at}`);
  const count = view.readUInt32BE(at + 8);
  const size = view.readUInt32BE(at + 12);
  const store = at + 16 + count * indexSize;
  const end = store + size;
  if (count > mostTags || end > view.length) throw new Error(`the RPM header at byte ${at} is damaged or cut off`);
  const recordOf = (tag: number, isType: (type: number) => boolean) => {
    for (let index = 0; index < count; index++) {
      const record = at + 16 + index * indexSize;
      if (view.readUInt32BE(record) !== tag || !isType(view.readUInt32BE(record + 4))) continue;
      return { start: store + view.readUInt32BE(record + 8), items: Math.min(view.readUInt32BE(record + 12), mostStrings) };
    }
    return undefined;
  };
  return {
    end,
    strings(tag) {
      const found: string[] = [];
      const record = recordOf(tag, (type) => stringTypes.has(type));
      let start = record?.start ?? end;
      for (let left = record?.items ?? 0; left > 0; left--) {
        const stop = start < end ? view.indexOf(0, start) : -1;
        if (stop < 0 || stop > end) break;
        found.push(view.toString('utf8', start, stop));
        start = stop + 1;
      }
      return found;
    },
    numbers(tag) {
      const { start = end, items = 0 } = recordOf(tag, (type) => type === numberType) ?? {};
      const there = Math.max(0, Math.min(items, Math.floor((end - start) / 4)));
      return Array.from({ length: there }, (_, item) => view.readUInt32BE(start + item * 4));
    },
  };
}

function scriptsOf({ strings }: Header): ContainerFile[] {
  return scriptlets.flatMap(({ name, script, program, ...more }): ContainerFile[] => {
    const programs = strings(program);
    const isList = 'isList' in more;
    const texts = strings(script);
    // `%post -p /sbin/ldconfig`: the program is all there is.
    if (texts.length === 0 && programs.length > 0 && !isList) return [scriptlet(`${name}.sh`, programs.join(' '))];
    return (isList ? texts : texts.slice(0, 1)).map((text, at) =>
      scriptlet(`${name}${isList ? `-${at + 1}` : ''}${endingFor((isList ? programs[at] : programs[0]) ?? '/bin/sh')}`, text),
    );
  });
}

/** Tags of what the package is and what it requires, and the bits of a bound (rpmds.h: less, greater, equal). */
const tags = { name: 1000, version: 1001, release: 1002, requires: 1049, bounds: 1050, flags: 1048 } as const;
const signs = [
  [2, '<'],
  [4, '>'],
  [8, '='],
] as const;

/** What the header says of the package, as a spec file has it. */
function description({ strings, numbers }: Header): ContainerFile {
  const bounds = strings(tags.bounds);
  const flags = numbers(tags.flags);
  const lines = strings(tags.requires).map((name, at) => {
    const sign = signs.map(([bit, text]) => (((flags[at] ?? 0) & bit) !== 0 ? text : '')).join('');
    const bound = bounds[at] ?? '';
    return `Requires: ${name}${sign !== '' && bound !== '' ? ` ${sign} ${bound}` : ''}`;
  });
  const [name = '', version = '', release = ''] = [tags.name, tags.version, tags.release].map((tag) => strings(tag)[0]);
  const text = [`Name: ${name}`, `Version: ${version}`, `Release: ${release}`, ...new Set(lines), ''].join('\n');
  return { name: 'RPM/package.spec', kind: 'file', content: Buffer.from(text), mode: 0o644, modified: 0 };
}

const scriptlet = (name: string, text: string): ContainerFile => ({
  name: `RPM/${name}`,
  kind: 'file',
  content: Buffer.from(text),
  mode: 0o755,
  modified: 0,
});

/** Scriptlets have no first line that says what language they are in: their names must. */
const endings = [
  [/\/(ba|da|k)?sh$/, '.sh'],
  [/^<lua>$/, '.lua'],
  [/\/python[\d.]*$/, '.py'],
  [/\/perl[\d.]*$/, '.pl'],
] as const;

const endingFor = (program: string): string => endings.find(([pattern]) => pattern.test(program))?.[1] ?? '';

/** The files of an RPM package, and its scriptlets as `RPM/prein.sh`, `RPM/trigger-1.lua` and the like, and `RPM/package.spec` with what it requires: these also if its payload cannot be unpacked. @throws Error */
export const rpm: Container = { id: 'rpm', unpack: rpmFiles };
