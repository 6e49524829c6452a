import type { Anomaly } from '../../package/anomaly';
import { fact, type UpgradePackage } from '../rule';

const modes = fact((reviewed) => new Map(reviewed.files.map(({ path, mode }) => [path, mode])));

/** Whether a file still has the mode of the archive: a patch may have given it another one. */
export function isStill({ entry = '', data }: Anomaly, reviewed: UpgradePackage): boolean {
  const mode = modes(reviewed).get(entry);
  return mode === undefined || mode.toString(8).padStart(4, '0') === data['mode'];
}
