import { octal } from '../package/mode';
import type { AnomalyLog } from './anomaly';
import { typeMask, type ArchiveEntry } from './entry';
import { placeName } from './entry-name';
import { extraFields } from './extra-field';
import { deflated, methodName, stored } from './method';
import { centralSize, extra, flag, isUnixHost, viewOf } from './records';

const types: Readonly<Record<number, string>> = {
  0o020000: 'character device',
  0o060000: 'block device',
  0o010000: 'named pipe',
  0o140000: 'socket',
};

const [setuid, setgid, sticky, worldWritable] = [0o4000, 0o2000, 0o1000, 0o002];

/** What the record of an entry in the directory tells, without its data. */
export function inspectRecord(entry: ArchiveEntry, record: Uint8Array, log: AnomalyLog): void {
  const { name, kind, mode = 0, method, encrypted, size, flags } = entry;
  const view = viewOf(record);
  const disk = view.getUint16(34, true);
  if (disk !== 0 && disk !== 0xffff) log.add('other-disk', { disk }, name);
  if (kind === 'directory' && size > 0) log.add('directory-with-data', { size }, name);
  if (encrypted) log.add('encrypted-entry', { how: encryptionOf(record, flags) }, name);
  else if (method !== stored && method !== deflated) log.add('unsupported-method', { method, name: methodName(method) }, name);

  const type = isUnixHost(view.getUint16(4, true)) ? types[(view.getUint32(38, true) >>> 16) & typeMask] : undefined;
  if (type !== undefined) log.add('special-file', { type }, name);
  if (kind === 'symlink') return;
  inspectMode(name, kind, mode, log);
}

/** What the permission bits of a file or folder give away. */
export function inspectMode(name: string, kind: 'file' | 'directory', mode: number, log: AnomalyLog): void {
  const tell = (why: string) => log.add('dangerous-mode', { mode: octal(mode), why }, name);
  if (kind === 'file' && mode & setuid) tell('setuid');
  // On a directory, setgid only says which group new files get.
  if (kind === 'file' && mode & setgid) tell('setgid');
  if (mode & worldWritable && !(kind === 'directory' && mode & sticky)) tell('world-writable');
}

function encryptionOf(record: Uint8Array, flags: number): string {
  const from = centralSize + viewOf(record).getUint16(28, true);
  const fields = extraFields(record.subarray(from, from + viewOf(record).getUint16(30, true)));
  if (fields.some(({ kind }) => kind === extra.aes)) return 'AES';
  return flags & flag.strong ? 'strong encryption' : 'ZipCrypto';
}

/** Bytes of a symlink's target that Linux takes. */
export const longestTarget = 4096;

/** Whether a symlink at `path` leads out of the package; folders above are taken as they are named. */
export function escapes(path: string, target: string): boolean {
  if (/^([/\\]|[a-z]:)/i.test(target)) return true;
  const place = path.split('/').slice(0, -1);
  // Whoever unpacks on Windows takes backslashes for folders.
  for (const segment of target.split(/[\\/]/)) {
    if (segment === '..') {
      if (place.pop() === undefined) return true;
    } else if (segment !== '' && segment !== '.') place.push(segment);
  }
  return false;
}

export function inspectSymlink(entry: ArchiveEntry, content: Uint8Array, log: AnomalyLog): void {
  const target = new TextDecoder().decode(content);
  const { path } = placeName(entry.name);
  if (path !== undefined && escapes(path, target)) log.add('escaping-symlink', { target: target.slice(0, 200) }, entry.name);
}
