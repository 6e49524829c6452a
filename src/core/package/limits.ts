/** How large and how deep a package may be before somebody should look; a site may set its own. */
export interface PackageLimits {
  /** Unpacked bytes for each packed byte, of the whole package and of one file. */
  readonly totalRatio: number;
  readonly entryRatio: number;
  /** Unpacked bytes of the whole package. */
  readonly totalSize: number;
  /** Files, links and folders. */
  readonly entries: number;
  /** Folders above a file. */
  readonly pathDepth: number;
  /** Archives inside archives that are opened: 1 opens those of the package, 0 none. */
  readonly nesting: number;
}

/** Text packs 3 to 20 times smaller, a bomb made of one deflate stream 1030 times; no release that we know comes near the others. */
export const defaultLimits: PackageLimits = {
  totalRatio: 100,
  entryRatio: 250,
  totalSize: 16 * 2 ** 30,
  entries: 200_000,
  pathDepth: 32,
  nesting: 4,
};
