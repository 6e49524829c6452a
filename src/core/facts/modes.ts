import type { Anomaly } from '../package/anomaly';
import { octal } from '../package/mode';
import { fact } from '../subject/fact';
import type { PackageView } from '../subject/subject';

const modes = fact([], (reviewed) => new Map(reviewed.files.map(({ path, mode }) => [path, mode])));

/** Whether a file still has the mode of the archive: a patch may have given it another one. */
export function isStill({ entry = '', data }: Anomaly, reviewed: PackageView<never>): boolean {
  const mode = modes(reviewed).get(entry);
  return mode === undefined || octal(mode) === data['mode'];
}
