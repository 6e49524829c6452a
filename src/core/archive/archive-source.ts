import type { Anomaly } from '../package/anomaly';
import type { PackageLimits } from '../package/limits';
import type { Inspection, PackageSource, SourceEntry } from '../package/source';
import { sameItems } from '../text/memo';
import { AnomalyLog } from './anomaly';
import type { ByteSource } from './byte-source';
import type { Archive } from './archive';
import { describeAnomaly } from './describe-anomaly';
import { checkLimits } from './limits';

/** A package of which every file can be read by ranges, as far as it lies there unpacked. */
export interface RangedSource extends PackageSource {
  /** The file's bytes where they lie; `undefined` if they must be unpacked. */
  bytesOf(path: string): Promise<ByteSource | undefined>;
}

/** An archive as a package; unsafe names are left out, which `gaps` tell. */
export function archiveSource(name: string, archive: Archive): RangedSource {
  let entries: readonly SourceEntry[] | undefined;
  const readWhole = new Set<number>();
  let inspected: { readonly limits: PackageLimits; readonly result: Inspection } | undefined;
  const inspection = new ResumedInspection(archive, (index) => readWhole.has(index));
  return {
    name,
    gaps: archive.anomalies
      .filter(isLeftOut)
      .map((anomaly) => ({ what: anomaly.entry ?? '', why: describeAnomaly(anomaly), decisive: true })),
    get entries() {
      return (entries ??= listEntries(archive));
    },
    async read(path, limit) {
      const entry = archive.find(path);
      if (!entry) throw new Error(`${name} has no file ${path}`);
      const content = await archive.readEntry(entry, limit);
      if (limit === undefined) readWhole.add(entry.index);
      return content;
    },
    async bytesOf(path) {
      const entry = archive.find(path);
      return entry && archive.storedBytes(entry);
    },
    async inspect(limits, step) {
      const { anomalies, gaps } = await inspection.run(step);
      if (inspected && sameLimits(inspected.limits, limits)) return inspected.result;
      const log = new AnomalyLog();
      checkLimits(archive.entries, limits, log);
      inspected = { limits, result: { anomalies: [...archive.anomalies, ...anomalies, ...log.finish()], gaps } };
      return inspected.result;
    },
  };
}

const sameLimits = (a: PackageLimits, b: PackageLimits): boolean => sameItems(Object.values(a), Object.values(b));

const isLeftOut = ({ code }: Anomaly): boolean => code === 'unsafe-name';

/** One look through an archive, however often it is interrupted. */
class ResumedInspection {
  private readonly entries: AsyncGenerator<string, void>;
  private result: Inspection | undefined;

  constructor(archive: Archive, isKnownGood: (index: number) => boolean) {
    this.entries = archive.inspect(isKnownGood, (result) => (this.result = result));
  }

  async run(step: (entry: string) => Promise<void> | void): Promise<Inspection> {
    for (;;) {
      // Two reviews may share the rest of the way.
      const next = await this.entries.next();
      if (!next.done) await step(next.value);
      else if (this.result) return this.result;
      else throw new Error('the archive could not be looked through');
    }
  }
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
