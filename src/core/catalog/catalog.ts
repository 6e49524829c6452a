import type { Origin } from '../inventory/inventory';

/** What is known about products. A site's catalogs are merged over the built-in one. */
export interface Catalog {
  readonly configKeys: readonly ConfigKey[];
  readonly units: readonly RenamedUnit[];
  readonly endpoints: readonly Endpoint[];
  readonly signers: readonly Signer[];
  readonly upgradePaths: readonly UpgradePath[];
  readonly conflicts: readonly Conflict[];
  readonly endOfLife: readonly EndOfLife[];
  readonly advisories: readonly Advisory[];
}

export interface ConfigKey {
  readonly product: string;
  /** Dotted: `dten.hybrid.enable`. */
  readonly key: string;
  readonly state: 'removed' | 'deprecated' | 'renamed' | 'required' | 'default-changed';
  /** First product version with this state. */
  readonly since?: string;
  readonly replacedBy?: string;
  readonly requiredValue?: unknown;
  readonly why?: string;
  readonly source?: string;
  readonly origin?: Origin;
}

export interface RenamedUnit {
  readonly from: string;
  readonly to: string;
  readonly since?: string;
  readonly source?: string;
  readonly origin?: Origin;
}

export interface Endpoint {
  readonly host: string;
  readonly state: 'retired' | 'active';
  readonly replacedBy?: string;
  readonly since?: string;
  readonly why?: string;
  readonly origin?: Origin;
}

export interface Signer {
  readonly name: string;
  /** SHA-256 of the DER certificate, hex; colons and case do not matter. */
  readonly sha256: string;
  /** Where the site asks about it: a number or address that it knew before any package came. */
  readonly contact?: string;
  readonly origin?: Origin;
}

export interface UpgradePath {
  readonly product: string;
  readonly from: string;
  readonly via: string;
  readonly origin?: Origin;
}

export interface Conflict {
  readonly a: string;
  readonly b: string;
  readonly why?: string;
  readonly origin?: Origin;
}

export interface EndOfLife {
  readonly product: string;
  readonly cycle: string;
  readonly date: string;
  readonly origin?: Origin;
}

/** What is known of a hole in one package. */
export interface Advisory {
  /** The best known of its names: `CVE-2021-44228`. */
  readonly id: string;
  /** In a few words. */
  readonly title?: string;
  readonly severity?: 'critical' | 'high' | 'medium' | 'low';
  readonly package: {
    /** purl type. */
    readonly type: string;
    /** As purls have it. */
    readonly name: string;
    /** The only release of a distribution that the versions are of: `debian 12`. */
    readonly release?: string;
  };
  /** From one version, `0` being all, to before the one that has the correction, or up to the last that has not. */
  readonly ranges: readonly { readonly introduced: string; readonly fixed?: string; readonly lastAffected?: string }[];
  /** Versions that have it besides. */
  readonly versions: readonly string[];
  readonly origin?: Origin;
}

export const emptyCatalog: Catalog = {
  configKeys: [],
  units: [],
  endpoints: [],
  signers: [],
  upgradePaths: [],
  conflicts: [],
  endOfLife: [],
  advisories: [],
};
