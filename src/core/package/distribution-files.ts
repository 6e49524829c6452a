import { decodeText } from '../text/decode';
import { entryOf } from '../text/groups';
import { memoWhile } from '../text/memo';
import { archivesAbove, pathInArchive, splitNested } from './nested-path';
import type { PackageSource, SourceEntry } from './source';

/** Where the package manager of a distribution keeps which files are its packages', below the root of a file system. */
interface Database {
  /** The root, with its slash, and the file. */
  readonly place: RegExp;
  /** All of it is the package manager's. */
  readonly folder: string;
  /** Paths of files and folders from the root on. */
  readonly paths: (text: string) => Iterable<string>;
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

const databases: readonly Database[] = [
  { place: /^(|.*?\/)var\/lib\/dpkg\/info\/[^/]+\.list$/, folder: 'var/lib/dpkg/', paths: lines },
  // Images without a shell have their packages so: a digest, two blanks and a path.
  {
    place: /^(|.*?\/)var\/lib\/dpkg\/status\.d\/[^/]+\.md5sums$/,
    folder: 'var/lib/dpkg/',
    paths: (text) => lines(text).map((line) => line.replace(/^\S+\s+/, '')),
  },
  { place: /^(|.*?\/)(?:usr\/)?lib\/opkg\/info\/[^/]+\.list$/, folder: 'usr/lib/opkg/', paths: lines },
  { place: /^(|.*?\/)(?:usr\/)?lib\/apk\/db\/installed$/, folder: 'lib/apk/', paths: apkPaths },
  { place: /^(|.*?\/)var\/lib\/pacman\/local\/[^/]+\/files$/, folder: 'var/lib/pacman/', paths: lines },
];

/** apk-world's lines: `F:` is a folder, `R:` a file in the last one. */
function* apkPaths(text: string): Iterable<string> {
  let folder = '';
  for (const line of lines(text)) {
    if (line.startsWith('F:')) folder = line.slice(2);
    else if (line.startsWith('R:')) yield `${folder}/${line.slice(2)}`;
  }
}

/** RPM's database is no text: its packages fill these folders, in which nobody else puts files (FHS 3.0). */
const rpmDatabase = /^(|.*?\/)(?:var\/lib|usr\/lib\/sysimage)\/rpm\/(?:Packages(?:\.db)?|rpmdb\.sqlite)$/;
const rpmFolder = /^(?:usr\/(?:bin|sbin|lib|lib64|libexec|share|include|src)|bin|sbin|lib|lib64|var\/lib\/rpm)\//;

const mayBeDatabase = /\/(?:dpkg|opkg|apk|pacman|rpm)\//;

/** A file system of one or, as an image has them, of several layers. */
interface FileSystem {
  readonly layered: boolean;
  readonly paths: Set<string>;
  readonly folders: Set<string>;
  isRpm: boolean;
}

/**
 * The package without the files of distributions in images and root file systems that it carries: packages of Debian, Alpine and
 * others, as the lists of their package managers name them. They are not the vendor's, and a gap tells of them. What lies in
 * `/opt`, `/srv`, `/usr/local` or nowhere in these lists stays.
 */
export async function withoutDistributions(source: PackageSource): Promise<PackageSource> {
  const systems = await systemsIn(source);
  if (systems.size === 0) return source;
  const left: SourceEntry[] = [];
  const counts = new Map<string, number>();
  for (const entry of source.entries) {
    const found = [...systems].find(([root, system]) => entry.path.startsWith(root) && owns(system, below(root, system, entry.path)));
    if (found) counts.set(found[0], (counts.get(found[0]) ?? 0) + 1);
    else left.push(entry);
  }
  const gaps = [...counts].map(([root, count]) => ({
    what: `${count} file${count === 1 ? '' : 's'} of a distribution in ${root.replace(/(?: »)?\/$/, '') || 'the package'}`,
    why: 'its package manager lists them as those of its own packages',
  }));
  return { ...source, entries: left, gaps: [...(source.gaps ?? []), ...gaps] };
}

async function systemsIn(source: PackageSource): Promise<ReadonlyMap<string, FileSystem>> {
  const systems = new Map<string, FileSystem>();
  const present = new Set<string>();
  const systemAt = (root: string): FileSystem => {
    const image = imageOf(root, source, present);
    return entryOf(systems, image ?? root, () => ({ layered: image !== undefined, paths: new Set(), folders: new Set(), isRpm: false }));
  };
  for (const entry of source.entries) {
    const { path, symlink } = entry;
    if (symlink || !mayBeDatabase.test(path)) continue;
    const rpmRoot = rpmDatabase.exec(path)?.[1];
    if (rpmRoot !== undefined) systemAt(rpmRoot).isRpm = true;
    for (const database of databases) {
      const root = database.place.exec(path)?.[1];
      if (root === undefined) continue;
      const system = systemAt(root);
      system.folders.add(database.folder);
      for (const owned of await ownedPaths(entry, database, source)) system.paths.add(owned);
    }
  }
  return systems;
}

/** None of a list that cannot be read. An edit makes another entry. */
const ownedPaths = memoWhile(
  async ({ path }: SourceEntry, { paths }: Database, source: PackageSource): Promise<readonly string[]> => {
    const bytes = await source.read(path).catch(() => undefined);
    return Array.from(paths((bytes && decodeText(bytes)?.text) ?? ''), (owned) => owned.replace(/^\.?\/+/, ''));
  },
  () => true,
);

/** The folder of the image that a layer lies in, as `docker save` and OCI write it. */
function imageOf(root: string, { entries }: PackageSource, present: Set<string>): string | undefined {
  if (!root.endsWith(' »/')) return undefined;
  const [image] = archivesAbove(root).slice(-2, -1);
  if (image === undefined) return undefined;
  if (present.size === 0) for (const { path } of entries) present.add(path);
  return ['manifest.json', 'oci-layout'].some((name) => present.has(pathInArchive(image, name))) ? pathInArchive(image, '') : undefined;
}

/** From the root of the file system on; of what lies in an archive there, the archive. */
function below(root: string, { layered }: FileSystem, path: string): string {
  const rest = path.slice(root.length);
  const own = layered ? (splitNested(rest)?.path ?? rest) : rest;
  return splitNested(own)?.archive ?? own;
}

/** `/bin` and `/lib` are links to those in `/usr`, under which the files then lie, and the lists may have either. */
const owns = ({ paths, folders, isRpm }: FileSystem, path: string): boolean =>
  (!/^(?:opt|srv|home|root|usr\/local)\//.test(path) && (paths.has(path) || paths.has(path.replace(/^usr\//, '')))) ||
  (isRpm && rpmFolder.test(path)) ||
  [...folders].some((folder) => path.startsWith(folder));
