/** How the versions of one kind of package are read and ordered. */
export interface VersionScheme {
  readonly id: string;
  isValid(version: string): boolean;
  /** Negative, zero or positive, `NaN` if nobody can say; only for valid versions. */
  compare(a: string, b: string): number;
  /** A version below all pre-releases of `version`: the bound that `<2` means. */
  floor(version: string): string;
  /**
   * `version` in the detail in which `bound` is written: a range of upstream versions says nothing of the epoch and
   * the revision that a distribution adds.
   */
  alike?(version: string, bound: string): string;
}
