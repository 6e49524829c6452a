import type { Gap } from '../package/source';
import type { AnomalyLog } from './anomaly';
import type { ContainerFile, Unpacked } from './unpacked';
import { placeName } from './entry-name';
import { escapes } from './inspect-entry';
import { inspectLook } from './inspect-names';

/** The folders of a host that packages and images have at their top, and those that nothing else has there. */
const hostFolder = /^(?:etc|usr|opt|var|bin|sbin|lib|lib64|srv|boot|root|home|tmp|run)\//;
const onlyOfHosts = /^(?:etc|usr|opt|var)\//;

/**
 * What is odd about the names and links of a container, and what of it cannot be known. Names that only other systems refuse are left
 * alone: whoever unpacks tar, cpio and the packages of distributions does it on Linux.
 */
export function inspectContainer(unpacked: Unpacked, log: AnomalyLog): Gap[] {
  const gaps: Gap[] = [];
  const placed = new Map<string, ContainerFile>();
  for (const file of unpacked.files) {
    const { path } = placeName(file.name);
    if (path === undefined || file.kind === 'special') continue;
    inspectLook(path, log);
    const other = placed.get(path);
    if (other && !isSame(other, file)) log.add('duplicate-name', {}, path);
    placed.set(path, file);
    if (file.linkedTo !== undefined) inspectHardLink(path, file.linkedTo, log, gaps);
  }
  const isRoot = unpacked.isRoot === true || isLaidOverRoot([...placed.keys()]);
  for (const [path, { kind, content }] of placed) {
    if (kind !== 'symlink' || isRoot) continue;
    const target = new TextDecoder().decode(content);
    if (escapes(path, target)) log.add('escaping-symlink', { target: target.slice(0, 200) }, path);
  }
  inspectFolders(placed, log);
  return gaps;
}

const isSame = (a: ContainerFile, b: ContainerFile): boolean =>
  a.kind === b.kind &&
  (a.content === b.content || (a.content.length === b.content.length && a.content.every((byte, at) => byte === b.content[at])));

/** The name of a hard link's file counts from the top. */
function inspectHardLink(path: string, target: string, log: AnomalyLog, gaps: Gap[]): void {
  if (escapes('', target)) log.add('escaping-symlink', { target: target.slice(0, 200) }, path);
  else gaps.push({ what: path, why: `it is a hard link to ${target}, which the archive does not have before it`, decisive: true });
}

const isLaidOverRoot = (paths: readonly string[]): boolean =>
  paths.every((path) => hostFolder.test(path)) && paths.some((path) => onlyOfHosts.test(path));

/** Files below another one, which unpacking writes through where that is a link. */
function inspectFolders(placed: ReadonlyMap<string, ContainerFile>, log: AnomalyLog): void {
  const met = new Set<string>();
  for (const path of placed.keys()) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (met.has(folder)) break;
      met.add(folder);
      if (placed.has(folder)) log.add('file-and-directory', { below: path }, folder);
    }
  }
}
