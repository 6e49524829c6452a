import { containerHead } from '../archive/container-signs';
import { archiveName, holdsFiles, mayBeArchive } from '../archive/inner-candidates';
import { binaryFormat } from '../package/binary';
import { isWorthOpening, withoutOtherCompression } from '../package/compressed';
import { classify, headLength, kindOfPath, type FileKind } from '../package/classify';
import { elfLimit, readElf } from '../package/elf';
import { unjudged } from '../package/host-settings';
import { migrationCodeIn } from '../package/migration-code';
import { imageAs, imageHead } from '../package/images';
import { packedAs } from '../package/packed';
import { isBinaryName, isMedia, saysLittle } from '../package/file-names';
import { natureOf, type Nature } from '../package/nature';
import { isTestMaterial } from '../package/test-material';
import type { PackageSource, SourceEntry } from '../package/source';
import { decodeText } from '../text/decode';
import { readKeyring } from '../parse/text-file';
import { formOf } from '../parse/packaging/packaging';
import {
  codeSubject,
  dockerfileSubjects,
  makefileSubjects,
  planSubjects,
  programSubjects,
  parseText,
  textSubject,
  type FileText,
  type ParsedText,
} from './parse-text';
import type { Subject, Target } from './subject';
import { tooDense, tooLarge } from './text-budgets';

/** A file after parsing: its text and what rules can ask of it. */
export interface ParsedFile {
  readonly text: string;
  readonly subjects: readonly Subject[];
  /** Why a part of it was not read, as a clause. */
  readonly partly?: string;
  /** What a parser stumbled over first, in its own words. */
  readonly fault?: string;
}

/** A file that should have been read and was not, and why, as a clause. */
export interface Unread {
  readonly path: string;
  readonly why: string;
}

/** A file of a kind that no rule reads. */
export interface Passed {
  readonly nature: Nature;
}

/** A file of such a kind whose text holds something all the same. */
export type Skimmed = Passed & ParsedFile;

/** What became of a file. */
export type LookedAt = ParsedFile | Unread | Passed | Skimmed;

const targetsOf: Readonly<Record<FileKind, readonly Target[]>> = {
  shell: ['shell', 'sql', 'crontab', 'unit'],
  sql: ['sql', 'task'],
  unit: ['unit', 'config', 'sql'],
  crontab: ['crontab', 'sql'],
  logrotate: ['logrotate'],
  config: ['config', 'task', 'sql', 'manifest', 'interface', 'unit', 'crontab'],
  manifest: ['manifest'],
  packaging: ['packaging', 'task'],
  interface: ['interface'],
  certificate: ['certificate'],
  binary: ['binary'],
  other: [],
};

/** Configuration may describe a package as well: `package.json`. */
const targetsFor = (kind: FileKind, path: string): readonly Target[] =>
  kind === 'config' && formOf(path) ? [...targetsOf[kind], 'packaging'] : targetsOf[kind];

export interface ParseOptions {
  /** Whatever the file's name and first line say: a script reads it in, or gives it to a shell. */
  readonly asScript?: boolean;
  /** Bytes of text that the package may still have. */
  readonly room?: number;
  /** In place of `parseText`. */
  readonly parse?: (file: FileText, wanted: ReadonlySet<Target>) => Promise<ParsedText>;
}

/**
 * Parses one file for the wanted targets.
 * @throws what `source.read` throws.
 */
export async function parseFile(
  source: PackageSource,
  entry: SourceEntry,
  wanted: ReadonlySet<Target>,
  { asScript = false, room = Infinity, parse = parseText }: ParseOptions = {},
): Promise<LookedAt> {
  const { path } = entry;
  if (entry.symlink || entry.size === 0) return { nature: { runs: false } };
  const executable = entry.mode !== undefined && (entry.mode & 0o111) !== 0;
  const named = asScript ? 'shell' : kindOfPath(path);
  // An archive may begin with a script, which a shell runs whatever the file is called.
  const carries = archiveName.test(path);
  const known = named === 'other' && (executable || carries || saysLittle(path) || isMedia(path)) ? undefined : named;
  const head = known ? new Uint8Array() : await source.read(path, headLength);
  const kind = known ?? classify(path, head.subarray(0, headLength));
  if (!targetsFor(kind, path).some((target) => wanted.has(target))) {
    const nature = kind === 'other' ? await natureIn(source, entry, head.subarray(0, headLength), executable) : { runs: false };
    return kind === 'other' && skimmed.some((target) => wanted.has(target)) && !isBinaryName(path)
      ? skim(source, entry, wanted, { nature, room, head })
      : { nature };
  }
  const format = kind === 'binary' ? binaryFormat(head) : undefined;
  if (format) {
    const elf = format === 'elf' ? readElf(await source.read(path, elfLimit)) : undefined;
    return { text: '', subjects: [{ target: 'binary', path, text: '', syntax: { format, ...(elf && { elf }) } }] };
  }
  const excess = tooLarge(kind, entry.size, room);
  if (excess !== undefined) return { path, why: excess };
  const bytes = await source.read(path);
  // A shell runs the lines before what is no text, as those of an archive that unpacks itself.
  const readable = kind === 'shell' ? withoutTail(bytes) : bytes;
  const decoded = decodeText(readable);
  const text = decoded?.text;
  if ((text === undefined || readable.length === 0) && kind !== 'certificate') {
    return { path, why: `binary content where ${kind === 'sql' ? 'SQL' : `a ${kind} file`} was expected` };
  }
  const density = tooDense(kind, text ?? '');
  if (density !== undefined) return { path, why: density };
  const file: FileText = {
    path,
    kind,
    text: text ?? '',
    ...(kind === 'certificate' && { bytes }),
    ...(decoded?.bom && { marked: decoded.encoding }),
    ...(decoded && (decoded.bom || decoded.encoding.startsWith('utf-16')) && { stored: decoded.encoding }),
  };
  const { subjects, fault } = await parse(file, wanted);
  if (kind === 'config' && subjects.every(({ target }) => target === 'text')) {
    const nature = { language: 'configuration in an unknown format', runs: !isTestMaterial(path) };
    return subjects.length > 0 ? { nature, text: text ?? '', subjects } : { nature };
  }
  const tail = bytes.length - readable.length;
  const open = kind === 'config' ? unjudged(path, text ?? '') : undefined;
  return {
    text: text ?? '',
    subjects,
    // What lies behind the script of an archive is opened as an archive.
    ...(tail > 0 && !carries && { partly: `${tail} bytes at its end are no text and were not read` }),
    ...(open !== undefined && { partly: open }),
    ...(fault !== undefined && { fault }),
  };
}

/** Of what is no text and shows nothing at its beginning more is read: the signs of a disk stand further on. */
async function natureIn(source: PackageSource, { path, size }: SourceEntry, head: Uint8Array, executable: boolean): Promise<Nature> {
  if (isBinaryName(path) && isPhp(head)) return phpArchive;
  const inside = withoutOtherCompression(path);
  if (inside !== undefined && isWorthOpening(inside)) return { language: 'a compressed file', runs: true };
  const nature = natureOf(path, head, executable);
  const mayBeImage = isMedia(path) ? head[0] === 0 : head.includes(0);
  if (nature.runs || !mayBeImage || size < smallestImage) return nature;
  const language = imageAs(await source.read(path, imageHead));
  return language === undefined ? nature : { language, runs: true };
}

/** Bytes: two sectors. */
const smallestImage = 1024;

/** What is found in files of languages that nobody reads. */
const skimmed: readonly Target[] = ['text', 'code', 'sql', 'config', 'task'];

/** What is text is looked at for what every text may hold; its own language nobody reads. */
async function skim(
  source: PackageSource,
  entry: SourceEntry,
  wanted: ReadonlySet<Target>,
  { nature: shown, room, head }: Passed & { readonly room: number; readonly head: Uint8Array },
): Promise<Passed | Skimmed | ParsedFile> {
  const { path, size } = entry;
  if (tooLarge('other', size, room) !== undefined) return { nature: shown };
  if (keyring.test(path) && wanted.has('text')) {
    const keys = readKeyring(await source.read(path));
    if (keys) return { nature: shown, text: '', subjects: [{ target: 'text', path, text: '', syntax: keys }] };
  }
  // By some names nobody looks for archives.
  if (head.includes(0) && !isPhp(head)) return { nature: (mayBeArchive(entry) ? undefined : packedNature(head)) ?? shown };
  const bytes = await source.read(path);
  const text = bytes.subarray(0, soonest).includes(0) ? undefined : decodeText(bytes)?.text;
  if (text === undefined) return { nature: packedNature(bytes) ?? shown };
  const nature = migrationCodeIn(path, text) ?? shown;
  const code = codeSubject(path, text, nature);
  const sent = wanted.has('sql') ? await programSubjects(path, text) : [];
  const subjects = [
    ...(wanted.has('text') ? textSubject(path, text, [], code.length > 0 ? undefined : nature) : []),
    ...(wanted.has('code') ? code : []),
    ...dockerfileSubjects(path, text, nature).filter(({ target }) => wanted.has(target)),
    ...(wanted.has('sql') ? [...(await makefileSubjects(path, text, nature)), ...planSubjects(path, text), ...sent] : []),
  ];
  // What of it is not read, the statements tell themselves.
  if (sent.length > 0) return { text, subjects };
  return subjects.length > 0 ? { nature, text, subjects } : { nature };
}

/** Keys in binary form: an armored one is text. */
const keyring = /\.(gpg|pgp|key)$|(^|\/)(RPM-GPG-KEY[^/]*|pubring[^/]*|trustedkeys)$/i;

/** What is called a text may be an archive all the same: whatever lies in it, somebody unpacks it to use that. */
function packedNature(bytes: Uint8Array): Nature | undefined {
  const head = bytes.subarray(0, containerHead);
  if (isPhp(head)) return phpArchive;
  const language = holdsFiles(head) ? 'an archive under the name of a text' : (packedAs(head) ?? imageAs(bytes));
  return language === undefined ? undefined : { language, runs: true };
}

const phpArchive: Nature = { language: 'an archive of programs in PHP', runs: true };

/** What PHP runs: with anything behind that is no text it is an archive of programs. */
const isPhp = (head: Uint8Array): boolean =>
  /^(?:#![^\n]{0,80}\n)?<\?php/.test(new TextDecoder('latin1').decode(head.subarray(0, headLength)));

/** Bytes within which what is no text mostly shows it. */
const soonest = 4096;

/** Up to the last whole line before the first NUL byte. */
function withoutTail(bytes: Uint8Array): Uint8Array {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const end = isWide ? -1 : bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a, end) + 1);
}
