import type { RenamedUnit } from '../../catalog/catalog';
import type { Host } from '../../inventory/inventory';
import type { Site } from '../../subject/site';
import { broughtUnits, productionUnits } from './known-units';
import { isAbout, namesByFile, type UnitMention } from './mentions';
import { unitOfPath } from './unit-files';
import { fullName, templateOf } from './unit-name';
import { memo } from '../../text/memo';
import { groupBy } from '../../text/groups';

export interface Rename {
  /** The mention's unit under its new name. */
  readonly to: string;
  readonly entry: RenamedUnit;
  /** A host that runs the new name; absent if only the package brings it. */
  readonly host: Host | undefined;
}

/** The rename that makes this mention wrong; `undefined` if it is right, or if the package handles both names. */
export function renameOf(mention: UnitMention, site: Site<'shell' | 'unit'>): Rename | undefined {
  for (const entry of entriesFor(mention.name, site.catalog.units)) {
    if (broughtUnits(site.package).has(mention.name) || mention.script?.isOnlyIfThere) continue;
    const to = newName(mention.name, entry);
    // The new unit ends what may still run under the old name.
    if (mention.by === 'Conflicts=' && unitOfPath(mention.path) === to) continue;
    const production = productionUnits(site);
    const withOld = production.hostsWith(mention.name);
    const host = production.hostsWith(to).find((candidate) => !withOld.includes(candidate) && isAbout(mention, candidate));
    const brought = mention.host === undefined && broughtUnits(site.package).has(to) && production.hostsWith(to).length === 0;
    // A package that brings the new name may still have to stop the old one.
    const wanted = mention.wish !== 'remove' && mention.wish !== 'ask';
    if ((host || (brought && wanted)) && !handlesBoth(mention, to, site)) return { to, entry, host };
  }
  return undefined;
}

/** The renames of this unit, or of the template that it is an instance of, in the catalog's order. */
function entriesFor(name: string, units: readonly RenamedUnit[]): readonly RenamedUnit[] {
  const index = byOldName(units);
  const template = templateOf(name);
  const own = index.get(name) ?? [];
  const all = template === undefined || template === name ? own : [...own, ...(index.get(template) ?? [])];
  return [...all].sort((a, b) => a.order - b.order).map(({ entry }) => entry);
}

const byOldName = memo((units: readonly RenamedUnit[]) =>
  groupBy(
    units.map((entry, order) => ({ order, entry })),
    ({ entry }) => fullName(entry.from),
  ),
);

function newName(name: string, entry: RenamedUnit): string {
  const [from, to] = [fullName(entry.from), fullName(entry.to)];
  if (name === from) return to;
  const instance = name.slice(from.indexOf('@') + 1, name.lastIndexOf('.'));
  return to.replace('@.', `@${instance}.`);
}

function handlesBoth(mention: UnitMention, to: string, { package: reviewed }: Site<'shell' | 'unit'>): boolean {
  const names = namesByFile(reviewed);
  const here = names.get(mention.path)?.has(to) ?? false;
  if (mention.wish === 'hint') return here;
  if (!mention.script?.isGuarded) return false;
  return here || (mention.wish === 'remove' && (names.get('')?.has(to) ?? false));
}
