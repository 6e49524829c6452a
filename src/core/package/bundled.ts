import { memo } from '../text/memo';
import type { SourceEntry } from './source';

/** A package that lies inside the reviewed one, to be installed along with it. */
export interface BundledPackage {
  readonly name: string;
  /** Where the file's name tells it. */
  readonly version?: string;
  /** purl type. */
  readonly type: string;
  /** The file. */
  readonly path: string;
}

/** File names as their tools make them; groups: name, version. */
const shapes: readonly { readonly type: string; readonly pattern: RegExp }[] = [
  // deb(5): name_version_architecture.deb, the epoch left out
  { type: 'deb', pattern: /(?:^|\/)([a-z0-9][a-z0-9+.-]*)_([^_/]+)(?:_[a-z0-9-]+)?\.deb$/ },
  { type: 'rpm', pattern: /(?:^|\/)([^/]+)-([^/-]+-[^/-]+)\.[^/.]+\.rpm$/ },
  // Binary distribution format: name-version(-build)?-python-abi-platform.whl
  { type: 'pypi', pattern: /(?:^|\/)([^/-]+)-([^/-]+)(?:-[^/-]+){3,4}\.whl$/ },
  { type: 'pypi', pattern: /(?:^|\/)([^/]+)-(\d[^/-]*)\.dist-info\/METADATA$/ },
  { type: 'npm', pattern: /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/ },
];

/** What the file names of a package say that it brings along. */
export const bundledPackages = (files: readonly SourceEntry[]): readonly BundledPackage[] => files.flatMap((file) => bundledAs(file) ?? []);

/** Entries stay the same objects when others are edited. */
const bundledAs = memo(({ path }: SourceEntry): BundledPackage | undefined => {
  for (const { type, pattern } of shapes) {
    const [, name, version] = pattern.exec(path) ?? [];
    if (name !== undefined) return { name, type, path, ...(version && { version }) };
  }
  return undefined;
});
