import { AnomalyLog } from './anomaly';
import { bytesSource } from './byte-source';
import type { RangedSource } from './archive-source';
import type { ByteCache } from './byte-cache';
import { placeName } from './entry-name';
import { joined } from './fresh-entry';
import { inspectMode } from './inspect-entry';
import type { SourceEntry } from '../package/source';
import { byPath } from '../text/order';
import { inspectContainer } from './inspect-container';
import type { Unpacked } from './unpacked';

/** The files of a container as a package that can only be read: unpacked as a whole, kept for a while, and unpacked again when needed. */
export async function containerSource(
  name: string,
  first: Unpacked,
  unpack: () => Promise<Unpacked>,
  cache: ByteCache,
  key: string,
): Promise<RangedSource> {
  const log = new AnomalyLog();
  const gaps = [...first.gaps, ...inspectContainer(first, log)];
  const places = new Map<string, { readonly entry: SourceEntry; readonly offset: number }>();
  const offsets = offsetsOf(distinct(first));
  for (const { name: recorded, kind, content, mode, modified } of first.files) {
    const start = offsets.get(content) ?? 0;
    const place = placeName(recorded);
    if (kind === 'special') log.add('special-file', { type: 'device, pipe or socket' }, recorded);
    else if (place.path === undefined) {
      log.add('unsafe-name', { why: place.unsafe }, recorded);
      gaps.push({ what: recorded, why: 'its name is not safe', decisive: true });
    } else {
      if (kind === 'file') inspectMode(place.path, kind, mode, log);
      const entry = {
        path: place.path,
        size: content.length,
        mode,
        modified,
        readOnly: true,
        ...(kind === 'symlink' && { symlink: true }),
      };
      places.set(place.path, { entry, offset: start });
    }
  }
  await cache.get(key, () => Promise.resolve(contentsOf(first)));
  const all = () => cache.get(key, async () => contentsOf(await unpack()));
  const placeOf = (path: string) => {
    const place = places.get(path);
    if (!place) throw new Error(`${name} has no file ${path}`);
    return place;
  };
  return {
    name,
    gaps,
    entries: [...places.values()].map(({ entry }) => entry).sort(byPath),
    async read(path, limit = Infinity) {
      const place = placeOf(path);
      return (await all()).subarray(place.offset, place.offset + Math.min(place.entry.size, limit));
    },
    bytesOf(path) {
      const place = places.get(path);
      if (!place) return Promise.resolve(undefined);
      const { offset: from, entry } = place;
      return Promise.resolve({
        size: entry.size,
        read: async (at: number, length: number) => bytesSource((await all()).subarray(from, from + entry.size)).read(at, length),
      });
    },
    inspect: () => Promise.resolve({ anomalies: log.finish(), gaps: [] }),
  };
}

/** Of hard links all have the same bytes, which are kept once. */
const distinct = ({ files }: Unpacked): Uint8Array[] => [...new Set(files.map(({ content }) => content))];

const contentsOf = (unpacked: Unpacked): Uint8Array => joined(distinct(unpacked));

function offsetsOf(contents: readonly Uint8Array[]): ReadonlyMap<Uint8Array, number> {
  const offsets = new Map<Uint8Array, number>();
  let offset = 0;
  for (const content of contents) {
    offsets.set(content, offset);
    offset += content.length;
  }
  return offsets;
}

/** Bytes of a file in which what is no text shows it. */
const head = 8192;

/**
 * Bytes that there are to look at. Four hundred names of one program, as BusyBox has them, are one; a text is read under each
 * of its names, and a few bytes of an archive make thousands of them.
 */
export function sizeOf({ files }: Unpacked): number {
  const met = new Set<Uint8Array>();
  return files.reduce((sum, { content }) => {
    const isKnown = met.has(content);
    met.add(content);
    return isKnown && content.subarray(0, head).includes(0) ? sum : sum + content.length;
  }, 0);
}
