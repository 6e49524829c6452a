import type { PackageLimits } from '../package/limits';
import type { AnomalyLog } from './anomaly';
import type { CentralDirectory } from './central-directory';

/** Smaller ones may pack as well as they like: this fills no disk. Unpacked bytes. */
const harmless = 16 * 2 ** 20;

/** What the directory declares, against what a site takes. */
export function checkLimits(directory: CentralDirectory, limits: PackageLimits, log: AnomalyLog): void {
  const exceeded = (budget: keyof PackageLimits, value: number, entry?: string) => {
    if (value > limits[budget]) log.add('budget-exceeded', { budget, value, limit: limits[budget] }, entry);
  };
  let size = 0;
  let packed = 0;
  for (let index = 0; index < directory.length; index++) {
    const entry = directory.at(index);
    size += entry.size;
    packed += entry.compressedSize;
    if (entry.size > harmless) exceeded('entryRatio', ratio(entry.size, entry.compressedSize), entry.name);
    if (entry.name.length > 2 * limits.pathDepth) exceeded('pathDepth', depthOf(entry.name), entry.name);
  }
  exceeded('entries', directory.length);
  exceeded('totalSize', size);
  if (size > harmless) exceeded('totalRatio', ratio(size, packed));
}

const ratio = (size: number, packed: number): number => Math.round(size / Math.max(1, packed));

/** Folders above the entry. */
const depthOf = (name: string): number => name.split('/').filter((segment) => segment !== '' && segment !== '.').length - 1;
