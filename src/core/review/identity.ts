import type { PackageSource } from '../package/source';
import type { UpgradePackage } from '../subject/subject';

export interface PackageIdentity {
  /** The manifest's name, else the archive's file name. */
  readonly name: string;
  readonly version?: string;
  readonly vendor?: string;
  /** File name of the archive or directory. */
  readonly path: string;
  readonly entries: number;
}

export const versionOf = ({ manifest }: UpgradePackage): string | undefined => manifest?.syntax.version?.value;

export function identityOf(source: PackageSource, { manifest }: UpgradePackage): PackageIdentity {
  const { product, version, vendor } = manifest?.syntax ?? {};
  return {
    name: product?.value ?? source.name,
    ...(version && { version: version.value }),
    ...(vendor && { vendor: vendor.value }),
    path: source.name,
    entries: source.entries.length,
  };
}
