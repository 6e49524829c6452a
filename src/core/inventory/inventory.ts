import type { Span } from '../text/span';

/** Where a fact stands: a file outside the package (inventory, catalog), so that findings can link to it. */
export interface Origin {
  readonly path: string;
  readonly span: Span;
  /** 0-based. */
  readonly line: number;
}

/** What could not be used of an inventory or catalog file; the rest of the file is. */
export interface SiteProblem {
  readonly code: string;
  readonly path: string;
  readonly span: Span;
  /** 0-based. */
  readonly line: number;
  /** One English sentence: what is wrong and what to do. */
  readonly message: string;
}

/** What runs now. A missing field means unknown, never absent. */
export interface Inventory {
  readonly environments: readonly Environment[];
  readonly services: readonly Service[];
  /** Hosts that production may talk to, `*.name` for all below one. Complete if present. */
  readonly endpoints?: readonly string[];
  readonly sources: readonly InventorySource[];
}

/** One imported file. */
export interface InventorySource {
  readonly path: string;
  /** Format as people know it: `inventory JSON`, `dpkg-query -W`. */
  readonly format: string;
  /** When the facts were collected, ISO 8601; unknown if the format does not say. */
  readonly collectedAt?: string;
}

export interface Environment {
  readonly name: string;
  readonly hosts: readonly Host[];
  readonly databases: readonly Database[];
  readonly window?: { readonly start: string; readonly minutes: number };
}

export interface Host {
  readonly name: string;
  readonly os?: { readonly id: string; readonly version?: string };
  readonly arch?: string;
  readonly collectedAt?: string;
  readonly timezone?: string;
  readonly packages?: readonly InstalledPackage[];
  readonly units?: readonly InstalledUnit[];
  /** `units` are some of them: of others nothing is known. */
  readonly unitsCut?: true;
  /** Complete if present. */
  readonly commands?: readonly string[];
  /** Effective values by dotted key. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly files?: readonly string[];
  /** File systems with what is free on them, in MB of 1024 × 1024 bytes. */
  readonly disks?: readonly { readonly mount: string; readonly freeMb: number }[];
  readonly origin?: Origin;
}

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** purl type: deb, rpm, npm, pypi, generic … */
  readonly type?: string;
  /** Told by itself: says nothing of other packages of its kind. */
  readonly partial?: true;
  readonly origin?: Origin;
}

export interface InstalledUnit {
  readonly name: string;
  readonly state?: string;
  readonly origin?: Origin;
}

export interface Database {
  readonly name: string;
  readonly engine?: string;
  readonly version?: string;
  readonly sizeBytes?: number;
  readonly tables?: readonly { readonly name: string; readonly rows?: number }[];
  readonly schemaFile?: string;
  readonly origin?: Origin;
}

export interface Service {
  readonly name: string;
  readonly tier?: number;
  readonly owner?: string;
  readonly units?: readonly string[];
  readonly endpoints?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly path?: string;
}

/** `undefined`: nothing is known of it. */
export const environmentOf = ({ environments }: Inventory, environment: string): Environment | undefined =>
  environments.find(({ name }) => name === environment);

/** None if nothing is known of the environment. */
export const hostsIn = (inventory: Inventory, environment: string): readonly Host[] => environmentOf(inventory, environment)?.hosts ?? [];

export const emptyInventory: Inventory = { environments: [], services: [], sources: [] };
