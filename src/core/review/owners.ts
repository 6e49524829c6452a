import type { Service } from '../inventory/inventory';
import type { Finding } from '../rules/finding';
import { entryOf, groupBy } from '../text/groups';
import { baseName } from '../text/path';
import type { ServiceMap } from '../facts/service-map';
import type { UpgradePackage } from '../subject/subject';
import { upgradePhases, type ShownEffect, type ShownPlace, type ShownPlan } from './shown-plan';

/** Owners that a line names: more say that it is nobody's. */
const mostOwners = 5;

/** Who answers for what, as plain data: for lists that are made of the plan after the review. */
export interface Owners {
  /** Who answers for the product itself, and so for what nobody else owns. */
  readonly product: readonly string[];
  /** By `placeKey`: who owns what a line of the plan touches. */
  readonly places: ReadonlyMap<string, readonly string[]>;
}

/** Nobody is known. */
export const noOwners: Owners = { product: [], places: new Map() };

const placeKey = ({ path, range }: ShownPlace): string => `${path}:${range.start.line}`;

/** Who has to do something about this place. Empty if the inventory does not say. */
export const ownersAt = ({ product, places }: Owners, place: ShownPlace): readonly string[] => places.get(placeKey(place)) ?? product;

/** Who owns what a plan touches, and the product that it is of. */
export function ownersIn(plan: ShownPlan, map: ServiceMap, own: UpgradePackage): Owners {
  if (!hasOwners(map)) return noOwners;
  const places = new Map<string, Set<string>>();
  for (const effect of plan.phases.flatMap(({ effects }) => effects)) {
    const owners = ownersOfServices(servicesOf(effect, map));
    for (const owner of owners) entryOf(places, placeKey(effect), () => new Set<string>()).add(owner);
  }
  return {
    product: ownersOfServices(productServices(plan, map, own)),
    places: new Map([...places].map(([key, owners]) => [key, [...owners].slice(0, mostOwners)])),
  };
}

/**
 * Who owns what findings are about: the services whose units or addresses their facts name, that effects of the lines in question
 * touch, or that use the database; else who answers for the product. None if the inventory does not say.
 */
export function ownersOf(
  plan: ShownPlan,
  map: ServiceMap,
  { product }: Owners = noOwners,
): (findings: readonly Finding[]) => readonly string[] {
  if (!hasOwners(map)) return () => [];
  const all = plan.phases.flatMap(({ effects }) => effects);
  const byPath = groupBy(
    all.filter((effect) => servicesOf(effect, map).length > 0),
    ({ path }) => path,
  );
  const ofData = all.flatMap((effect) => usersOfDatabase(effect, map));
  return (findings) => {
    const owners = new Set<string>();
    for (const finding of findings) {
      const touched = (byPath.get(finding.path) ?? [])
        .filter((effect) => isThere(effect, finding))
        .flatMap((effect) => servicesOf(effect, map));
      const named = Object.values(finding.data).flatMap(namesIn).flatMap(map.named);
      const data = isOfData(finding) ? ofData : [];
      for (const owner of ownersOfServices([...named, ...touched, ...data])) owners.add(owner);
      if (owners.size >= mostOwners) break;
    }
    return owners.size > 0 ? [...owners].slice(0, mostOwners) : product;
  };
}

const hasOwners = ({ services }: ServiceMap): boolean => services.some(({ owner }) => owner !== undefined);

const servicesOf = (effect: ShownEffect, map: ServiceMap): readonly Service[] => [
  ...map.touchedBy(effect),
  ...usersOfDatabase(effect, map),
];

const usersOfDatabase = ({ kind, target }: ShownEffect, map: ServiceMap): readonly Service[] =>
  kind.startsWith('database.') ? map.usersOf(target) : [];

const isOfData = ({ rule }: Finding): boolean => /^(migration|rehearsal)\//.test(rule);

/** The services that the package brings the units of or that are called as it is, or else those that it touches; of these the most important ones. */
function productServices(plan: ShownPlan, map: ServiceMap, { manifest, files }: UpgradePackage): readonly Service[] {
  const units = [
    ...(manifest?.syntax.units ?? []).map(({ value }) => value),
    ...files.map(({ path }) => baseName(path)).filter(isUnitFile),
  ];
  const product = manifest?.syntax.product?.value;
  const own = [...units.flatMap(map.named), ...map.services.filter(({ name }) => name === product)];
  const touched = own.length > 0 ? own : upgradePhases(plan).flatMap(({ effects }) => effects.flatMap(map.touchedBy));
  const tiers = touched.map(({ tier = Infinity }) => tier);
  const first = Math.min(...tiers);
  return touched.filter((_service, at) => tiers[at] === first);
}

const isUnitFile = (name: string): boolean => /\.(service|timer|socket|target|mount|path)$/.test(name);

const ownersOfServices = (services: readonly Service[]): readonly string[] =>
  [...new Set(services.flatMap(({ owner }) => owner ?? []))].slice(0, mostOwners);

const isThere = ({ command }: ShownEffect, { range }: Finding): boolean =>
  command.start.line <= range.end.line && range.start.line <= command.end.line;

const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
