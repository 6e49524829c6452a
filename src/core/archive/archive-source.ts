import type { PackageSource, SourceEntry } from '../package/source';
import type { Archive } from './archive';
import { describeAnomaly } from './describe-anomaly';

/** An archive as a package; unsafe names are left out, which `gaps` tell with all other anomalies. */
export function archiveSource(name: string, archive: Archive): PackageSource {
  let entries: readonly SourceEntry[] | undefined;
  return {
    name,
    gaps: archive.anomalies.map((anomaly) => ({ what: anomaly.entry ?? 'structure of the archive', why: describeAnomaly(anomaly) })),
    get entries() {
      return (entries ??= listEntries(archive));
    },
    read(path, limit) {
      const entry = archive.find(path);
      return entry ? archive.readEntry(entry, limit) : Promise.reject(new Error(`${name} has no file ${path}`));
    },
  };
}

function listEntries({ entries, byPath }: Archive): SourceEntry[] {
  const paths = [...byPath.keys()];
  if (paths.some((path, index) => index > 0 && path < (paths[index - 1] ?? ''))) paths.sort();
  const listed: SourceEntry[] = [];
  for (const path of paths) {
    const { kind, size, mode, modified, crc32, encrypted } = entries.at(byPath.get(path) ?? 0);
    if (kind === 'directory') continue;
    listed.push({
      path,
      size,
      ...(mode !== undefined && { mode }),
      ...(Number.isFinite(modified) && { modified }),
      ...(kind === 'symlink' && { symlink: true }),
      // AE-2 leaves it out, and records 0.
      ...(!encrypted && { crc: crc32 }),
    });
  }
  return listed;
}
