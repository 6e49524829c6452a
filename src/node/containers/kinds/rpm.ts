import type { ContainerFile, Unpacked } from '../../../core/archive/container';
import { errorText } from '../../../core/text/error-text';
import { cpioFiles } from '../cpio';
import { decompressed } from '../decompress';
import type { Container } from './container';

/** RPM package file format: lead, signature header (padded to 8 bytes), header, payload. */
const leadSize = 96;
const headerMagic = 0x8eade801;
const indexSize = 16;
const stringType = 6;
const mostTags = 65_536;

/** Scriptlets by their tags, and the tag of the program that runs each; a missing one means the shell. */
const scriptlets = [
  { name: 'pretrans', script: 1151, program: 1153 },
  { name: 'prein', script: 1023, program: 1085 },
  { name: 'postin', script: 1024, program: 1086 },
  { name: 'preun', script: 1025, program: 1087 },
  { name: 'postun', script: 1026, program: 1088 },
  { name: 'posttrans', script: 1152, program: 1154 },
];

async function rpmFiles(bytes: Uint8Array, limit: number): Promise<Unpacked> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const signature = headerAt(view, leadSize);
  const header = headerAt(view, signature.end + ((8 - (signature.end % 8)) % 8));
  const scripts = scriptsOf(header);
  try {
    return { files: [...scripts, ...cpioFiles(await decompressed(bytes.subarray(header.end), limit))], gaps: [] };
  } catch (error) {
    const why = errorText(error);
    return { files: scripts, gaps: [{ what: 'the files of the RPM package', why, decisive: true }] };
  }
}

interface Header {
  readonly end: number;
  /** The first string of a tag. */
  readonly string: (tag: number) => string | undefined;
}

function headerAt(view: Buffer, at: number): Header {
  if (at + 16 > view.length || view.readUInt32BE(at) !== headerMagic) throw new Error(`there is no RPM header at byte ${at}`);
  const count = view.readUInt32BE(at + 8);
  const size = view.readUInt32BE(at + 12);
  const store = at + 16 + count * indexSize;
  const end = store + size;
  if (count > mostTags || end > view.length) throw new Error(`the RPM header at byte ${at} is damaged or cut off`);
  return {
    end,
    string(tag) {
      for (let index = 0; index < count; index++) {
        const record = at + 16 + index * indexSize;
        if (view.readUInt32BE(record) !== tag) continue;
        const type = view.readUInt32BE(record + 4);
        const start = store + view.readUInt32BE(record + 8);
        const stop = view.indexOf(0, start);
        // A string, an array of strings or a translated string.
        return type < stringType || start >= end || stop < 0 || stop > end ? undefined : view.toString('utf8', start, stop);
      }
      return undefined;
    },
  };
}

const scriptsOf = ({ string }: Header): ContainerFile[] =>
  scriptlets.flatMap(({ name, script, program }): ContainerFile[] => {
    const text = string(script);
    if (text === undefined) return [];
    const isShell = /\/(ba|da|k)?sh$/.test(string(program) ?? '/bin/sh');
    return [{ name: `RPM/${name}${isShell ? '.sh' : ''}`, kind: 'file', content: Buffer.from(text), mode: 0o755, modified: 0 }];
  });

/** The files of an RPM package, and its scriptlets as `RPM/prein.sh` and the like: these also if its payload cannot be unpacked. @throws Error */
export const rpm: Container = { id: 'rpm', unpack: rpmFiles };
