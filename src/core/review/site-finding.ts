import type { Origin } from '../inventory/inventory';
import type { Severity } from '../rules/finding';

/** A finding on a file of the site: as one on the package, but the verdict is not about it. */
export interface SiteFinding {
  /** `waiver/…`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly origin: Origin;
  /** Stays the same when lines of the file move. */
  readonly fingerprint: string;
}
