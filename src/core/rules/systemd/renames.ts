import type { RenamedUnit } from '../../catalog/catalog';
import type { Host } from '../../inventory/inventory';
import type { Site } from '../rule';
import { isGuarded, namesByFile } from './guarded';
import { packageUnits, productionUnits } from './known-units';
import type { UnitMention } from './mentions';
import { fullName, templateOf } from './unit-name';

export interface Rename {
  /** The mention's unit under its new name. */
  readonly to: string;
  readonly entry: RenamedUnit;
  /** A host that runs the new name; absent if only the package brings it. */
  readonly host: Host | undefined;
}

/** The rename that makes this mention wrong; `undefined` if it is right, or if the package handles both names. */
export function renameOf(mention: UnitMention, site: Site): Rename | undefined {
  for (const entry of site.catalog.units) {
    const to = newName(mention.name, entry);
    if (to === undefined || packageUnits(site.package).has(mention.name)) continue;
    const production = productionUnits(site);
    const withOld = production.hostsWith(mention.name);
    const host = production.hostsWith(to).find((candidate) => !withOld.includes(candidate));
    const brought = packageUnits(site.package).has(to) && production.hostsWith(to).length === 0;
    // A package that brings the new name may still have to stop the old one.
    const wanted = mention.wish !== 'remove' && mention.wish !== 'ask';
    if ((host || (brought && wanted)) && !handlesBoth(mention, to, site)) return { to, entry, host };
  }
  return undefined;
}

function newName(name: string, entry: RenamedUnit): string | undefined {
  const [from, to] = [fullName(entry.from), fullName(entry.to)];
  if (name === from) return to;
  if (templateOf(name) !== from) return undefined;
  const instance = name.slice(from.indexOf('@') + 1, name.lastIndexOf('.'));
  return to.replace('@.', `@${instance}.`);
}

function handlesBoth(mention: UnitMention, to: string, { package: reviewed }: Site): boolean {
  const names = namesByFile(reviewed);
  const here = names.get(mention.path)?.has(to) ?? false;
  if (mention.wish === 'hint') return here;
  if (!isGuarded(mention)) return false;
  return here || (mention.wish === 'remove' && (names.get('')?.has(to) ?? false));
}
