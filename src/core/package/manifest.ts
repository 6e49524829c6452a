import type { Span } from '../text/span';

/** `manifest.json`, read tolerantly; a field that is missing or of an odd type is absent here. */
export interface Manifest {
  readonly product?: Located<string>;
  readonly version?: Located<string>;
  readonly vendor?: Located<string>;
  readonly upgradeFrom?: Located<string>;
  readonly dependencies: readonly Dependency[];
  readonly reboot?: Located<unknown>;
  readonly units: readonly Located<string>[];
  readonly database?: { readonly engine?: Located<string>; readonly version?: Located<string> };
  readonly migrations?: { readonly directory?: Located<string>; readonly runner?: Located<string> };
  readonly config: readonly { readonly path: Located<string>; readonly installTo?: Located<string> }[];
  readonly rollback?: Located<string>;
  /** What could not be read: broken JSON, fields of an odd type. */
  readonly faults: readonly { readonly code: string; readonly span: Span; readonly detail: string }[];
  readonly files: readonly { readonly path: Located<string>; readonly sha256?: Located<string>; readonly mode?: Located<string> }[];
}

export interface Located<T> {
  readonly value: T;
  /** Of the value, quotes included. */
  readonly span: Span;
}

export interface Dependency {
  readonly name: string;
  readonly nameSpan: Span;
  /** The range as written; absent if the manifest gives none. */
  readonly range?: Located<string>;
  /** purl type, if given. */
  readonly type?: string;
  readonly optional: boolean;
}
