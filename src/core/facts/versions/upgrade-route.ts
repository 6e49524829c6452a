import type { UpgradePath } from '../../catalog/catalog';
import { isProduct } from '../../catalog/product';
import { satisfies } from '../../inventory/range';
import { compareVersions } from '../../inventory/versions/order';

export interface Route {
  /** Versions between, in order; none if one step leads there. */
  readonly stops: readonly string[];
  /** The records that name them. */
  readonly paths: readonly UpgradePath[];
  /** The last stop is one that the package accepts. */
  readonly arrives: boolean;
}

/** More stops than this are no way that somebody described. */
const maxStops = 20;

/**
 * The way from a version that runs to the package: by the stops that the catalog names for it, until `accepted` takes what is
 * there, or no record goes on. `target` is the package's version: stops at it or above are none. `type` is what runs'.
 */
export function routeFrom(
  running: string,
  target: string | undefined,
  accepted: string | undefined,
  paths: readonly UpgradePath[],
  type: string | undefined,
): Route {
  const stops: string[] = [];
  const used: UpgradePath[] = [];
  for (let at = running; stops.length < maxStops; at = newestOf(stops.at(-1) ?? at)) {
    const next = paths.find(({ from, via }) => satisfies(at, from, type) === 'satisfied' && isBetween(at, newestOf(via), target, type));
    if (!next) return { stops, paths: used, arrives: accepted === undefined || satisfies(at, accepted, type) === 'satisfied' };
    stops.push(next.via);
    used.push(next);
  }
  return { stops, paths: used, arrives: false };
}

/** Of a stop that leaves the last number open (`14.0.x`), the newest of its series: that is the one to install. */
const newestOf = (stop: string): string => stop.replace(/(?<=\.)[x*]$/i, '99999');

const isBetween = (low: string, version: string, high: string | undefined, type: string | undefined): boolean =>
  compareVersions(version, low, type) > 0 && (high === undefined || compareVersions(version, high, type) < 0);

/** What a catalog says of the ways to a product. */
export const pathsOf = (product: string | undefined, paths: readonly UpgradePath[]): readonly UpgradePath[] =>
  paths.filter((path) => isProduct(path.product, product));
