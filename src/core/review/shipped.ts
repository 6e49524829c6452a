import type { ComparedPackage, PackageChanges } from '../compare/changes';
import type { EntryChange } from '../compare/entries';
import type { PackageSource } from '../package/source';
import type { ReviewCache } from './cache';
import { packageView } from './package-view';
import { readAll, type Reader } from './read-files';

/** The package under review as the vendor shipped it, without our patches. */
export interface ShippedRequest {
  readonly source: PackageSource;
  /** What our patches change. */
  readonly edited: ReadonlySet<string>;
}

/** What it has in common with the reviewed package is not read again. */
export async function shippedPackage({ source, edited }: ShippedRequest, cache: ReviewCache, reader: Reader): Promise<ComparedPackage> {
  const files = new Map([...cache.files].filter(([path]) => !edited.has(path)));
  for (const path of edited) {
    const known = cache.shipped.get(path);
    if (known) files.set(path, known);
  }
  await readAll(source, { ...reader, files, named: new Map(cache.named), others: undefined }, () => undefined);
  for (const path of edited) {
    const read = files.get(path);
    if (read) cache.shipped.set(path, read);
  }
  return { source, parsed: packageView(source, files, undefined, cache.package) };
}

/** What rules hear of a patched package: what the vendor changed, as far as it is still so. `now` is compared with our patches. */
export function stillChanged(vendors: PackageChanges, now: Pick<PackageChanges, 'defaults'>, edited: ReadonlySet<string>): PackageChanges {
  const keys = new Set(vendors.defaults.map(({ key }) => key));
  const isOurs = ({ after }: EntryChange): boolean => after !== undefined && edited.has(after.path);
  return {
    ...vendors,
    entries: vendors.entries.filter((change) => !isOurs(change)),
    defaults: now.defaults.filter(({ key }) => keys.has(key)),
  };
}
