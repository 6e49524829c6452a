import type { Catalog } from '../catalog/catalog';
import type { Inventory } from '../inventory/inventory';
import type { Verify } from '../parse/x509-signature';
import type { PackageView, Target } from './subject';

/** What the package is compared with. */
export interface SiteFacts {
  readonly inventory: Inventory;
  readonly catalog: Catalog;
  /** Name of the environment that the verdict is about. */
  readonly environment: string;
  /** The host's cryptography. Without it no signature of a certificate is verified. */
  readonly verify?: Verify | undefined;
  /** The start of the day of the review, in milliseconds since 1970. Without it nothing is said of what comes with time. */
  readonly now?: number | undefined;
  /** Days for which what was collected counts as true; absent: as many as usual. */
  readonly inventoryDays?: number | undefined;
}

/** The package, as far as somebody declares to look at it, and where it is to go. */
export interface Site<T extends Target = Target> extends SiteFacts {
  readonly package: PackageView<T>;
}
