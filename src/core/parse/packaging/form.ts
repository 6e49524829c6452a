import type { Dependency } from '../../package/manifest-dependencies';
import type { Span } from '../../text/span';

/** What a description of a package says of other packages. */
export interface Packaging {
  /** Names of packages that come with this one or before it: required or recommended, each alternative, without versions. */
  readonly needs: readonly string[];
  /** What a host has to have before: packages, interpreters and runtimes. What the package ships itself is not among them. */
  readonly dependencies: readonly Dependency[];
  /** Names of the packages that it describes. */
  readonly describes: readonly string[];
  /** What a bill of materials says that the package ships, in which version. */
  readonly ships?: readonly ShippedComponent[];
}

export interface ShippedComponent {
  /** As purls have it. */
  readonly name: string;
  readonly version: string;
  /** purl type. */
  readonly type: string;
  readonly span: Span;
}

/** One form of such descriptions. */
export interface PackagingForm {
  /** By the path of the file. */
  readonly place: RegExp;
  /** Never throws. */
  readonly read: (text: string) => Packaging;
}
