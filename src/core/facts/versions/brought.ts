import { bundledPackages, type BundledPackage } from '../../package/bundled';
import { fact } from '../../subject/fact';

export interface Brought extends BundledPackage {
  readonly version: string;
}

/** What the package brings along in a version that its file's name tells. */
export const brought = fact([], ({ files }): readonly Brought[] =>
  bundledPackages(files).flatMap((found) => (found.version === undefined ? [] : [{ ...found, version: decoded(found.version) }])),
);

/** Epochs stand in names of files as `1%3a`. */
const decoded = (version: string): string => version.replace(/%3a/i, ':');
