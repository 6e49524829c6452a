import type { Advisory } from '../../catalog/catalog';
import { compareVersions } from '../../inventory/versions/order';
import { groupBy } from '../../text/groups';
import { memo } from '../../text/memo';

/** One package in one version. */
interface Component {
  readonly name: string;
  readonly version: string;
  /** purl type. */
  readonly type: string;
}

const indexOf = memo((advisories: readonly Advisory[]) => groupBy(advisories, ({ package: { type, name } }) => keyOf(type, name)));

/** PEP 503: pip takes these for one name. Of Maven the artifact. */
function keyOf(type: string, name: string): string {
  const own = type === 'maven' ? name.slice(name.lastIndexOf(':') + 1) : name;
  return `${type}\n${type === 'pypi' ? own.toLowerCase().replace(/[-_.]+/g, '-') : own.toLowerCase()}`;
}

/**
 * Advisories that a component is affected by. `releases`: those of distributions that the component may be of (`debian 12`); what is known of
 * others says nothing of it. What cannot be compared is left out.
 */
export function advisoriesOn(component: Component, advisories: readonly Advisory[], releases: ReadonlySet<string>): readonly Advisory[] {
  const { name, version, type } = component;
  return (indexOf(advisories).get(keyOf(type, name)) ?? []).filter(
    ({ package: own, ranges, versions }) =>
      (own.release === undefined || releases.has(own.release)) &&
      (type !== 'maven' || !name.includes(':') || own.name === name) &&
      (versions.includes(version) || ranges.some((range) => isWithin(component, range))),
  );
}

function isWithin({ version, type, name }: Component, { introduced, fixed, lastAffected }: Advisory['ranges'][number]): boolean {
  const against = (bound: string): number => compareVersions(version, bound, type, name);
  if (introduced !== '0' && !(against(introduced) >= 0)) return false;
  if (fixed !== undefined) return against(fixed) < 0;
  return lastAffected === undefined || against(lastAffected) <= 0;
}

/** The first version with the correction behind this one. */
export const fixedIn = (component: Component, { ranges }: Advisory): string | undefined =>
  ranges.find((range) => isWithin(component, range))?.fixed;
