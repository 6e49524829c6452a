import type { RenamedUnit } from '../catalog/catalog';
import { productionUnits } from '../facts/units/known-units';
import { unitOfEffect } from '../facts/units/unit-effects';
import { isDropIn, isUnit, typeOfUnit, unitOf } from '../facts/units/unit-files';
import { fullName } from '../facts/units/unit-name';
import type { ServiceMap } from '../facts/service-map';
import { hostsIn } from '../inventory/inventory';
import type { Site } from '../subject/site';
import { baseName } from '../text/path';
import type { ShownEffect, ShownPlace, ShownPlan } from './shown-plan';

/** A unit that goes on with what it has read before, until somebody restarts it. */
export interface Restart {
  /** `dtend.service`. */
  readonly unit: string;
  /** The first thing of it that the upgrade changes. */
  readonly because: ShownPlace & { readonly target: string };
  /** What restarts it afterwards; absent: nothing in the package does. `under`: an old name, which may not reach it. */
  readonly by?: ShownPlace & { readonly under?: string };
  /** Services of the inventory that it carries. */
  readonly services: readonly string[];
}

/** Units that are told one by one. */
const mostRestarts = 100;

/** What a unit reads or runs. */
interface Used {
  readonly unit: string;
  /** Absolute paths that it names, or names of programs that are called as it is. */
  readonly programs: ReadonlySet<string>;
  /** Files and folders, these with a slash. */
  readonly settings: readonly string[];
}

/**
 * Which units have to be restarted, by what the plan writes: their own file, the program that they run (by their `Exec*=`, else by their
 * name), what `EnvironmentFile=` and the arguments of `Exec*=` name, and their folder in `/etc`. A unit that production does not have yet is started, not restarted.
 */
export function restartsOf(
  { phases }: ShownPlan,
  site: Pick<Site, 'package' | 'inventory' | 'environment'>,
  { services, renamed }: { readonly services: ServiceMap; readonly renamed: readonly RenamedUnit[] },
): readonly Restart[] {
  const effects = phases
    .filter(({ name }) => name === 'install' || name === 'migrate' || name === 'post')
    .flatMap((phase) => phase.effects)
    .filter(({ when, host, container }) => when !== 'on-failure' && host === undefined && container === undefined);
  const found: Restart[] = [];
  for (const used of usedBy(site, services)) {
    const { unit } = used;
    const at = effects.findIndex((effect) => changes(effect, used) !== undefined);
    const [because, isSetting] = [effects[at], effects[at] && changes(effects[at], used) === 'setting'];
    if (!because) continue;
    const names = new Map([
      [unit, undefined],
      ...renamed.flatMap(({ from, to }) => (fullName(to) === unit ? [[fullName(from), from] as const] : [])),
    ]);
    const later = effects.slice(at + 1);
    const stops = (name: string): boolean => effects.some((effect) => effect.kind === 'unit.stop' && unitOfEffect(effect) === name);
    const ends = later.filter((effect) => {
      const name = unitOfEffect(effect) ?? '';
      if (effect.kind === 'host.reboot') return true;
      if (!names.has(name)) return false;
      return (
        effect.kind === 'unit.restart' || (effect.kind === 'unit.reload' && isSetting) || (effect.kind === 'unit.start' && stops(name))
      );
    });
    const by = ends.find((effect) => names.get(unitOfEffect(effect) ?? '') === undefined) ?? ends[0];
    const under = by && names.get(unitOfEffect(by) ?? '');
    found.push({
      unit,
      because: { path: because.path, range: because.range, target: because.target },
      ...(by && { by: { path: by.path, range: by.range, ...(under !== undefined && { under }) } }),
      services: services.named(unit).map(({ name }) => name),
    });
    if (found.length === mostRestarts) break;
  }
  return found;
}

/** Those of the package that production has, if anybody knows, then what else production has. */
function usedBy(site: Pick<Site, 'package' | 'inventory' | 'environment'>, { services }: ServiceMap): readonly Used[] {
  const production = productionUnits(site);
  const product = site.package.manifest?.syntax.product?.value.toLowerCase();
  const found = new Map<string, Used>();
  for (const subject of site.package.subjects.unit) {
    if (!isUnit(subject) || isDropIn(subject)) continue;
    const unit = unitOf(subject);
    if (typeOfUnit(unit) !== 'service' || unit.includes('@') || (production.hosts.length > 0 && !production.knows(unit))) continue;
    const directives = subject.syntax.sections.flatMap((section) => section.directives);
    const words = (key: RegExp): string[] =>
      directives.flatMap((each) => (key.test(each.key) && each.words[0] ? [each.words[0].value] : []));
    const programs = words(/^Exec/).map((word) => word.replace(/^[-@:+!|]+/, ''));
    const handed = directives.flatMap((each) => (/^Exec/.test(each.key) ? each.words.slice(1).flatMap(({ value }) => pathIn(value)) : []));
    found.set(unit, {
      unit,
      programs: new Set([...programs, ...handed.filter((path) => !path.startsWith('/etc/'))]),
      settings: [
        ...words(/^EnvironmentFile$/).map((word) => word.replace(/^-/, '')),
        ...handed.filter((path) => path.startsWith('/etc/')),
        ...settingsOf(unit, product),
      ],
    });
  }
  const listed = hostsIn(site.inventory, site.environment).flatMap(({ units = [] }) => units.map(({ name }) => name));
  for (const name of [...services.flatMap(({ units = [] }) => units), ...listed]) {
    const unit = fullName(name);
    if (!unit.endsWith('.service') || unit.includes('@') || found.has(unit)) continue;
    found.set(unit, { unit, programs: new Set([stemOf(unit)]), settings: settingsOf(unit, product) });
  }
  return [...found.values()];
}

const stemOf = (unit: string): string => unit.replace(/\.service$/, '');

/** `/etc/dten/dten.yaml`, `--config=/etc/dten/dten.yaml`. */
const pathIn = (word: string): string[] => [/^(?:-[\w-]*=)?(\/.*)$/.exec(word)?.[1] ?? []].flat();

/** Parts of a product share its folder: `labhub-web.service` reads what lies in `/etc/labhub`. */
function settingsOf(unit: string, product = ''): string[] {
  const stem = stemOf(unit);
  return [`/etc/${stem}/`, `/etc/default/${stem}`, ...(product !== '' && stem.startsWith(`${product}-`) ? [`/etc/${product}/`] : [])];
}

const writes = /^(file\.(write|move|link|edit|append)|archive\.extract|unit\.install)$/;

/** What is kept for the way back is read by nobody. */
const isCopy = /[.~-](bak|old|orig|backup|save)(\b|[-_.\d])|~$/i;

/** What of a unit an effect changes. */
function changes(effect: ShownEffect, { unit, programs, settings }: Used): 'program' | 'setting' | undefined {
  const { kind, target } = effect;
  if (!writes.test(kind) || !target.startsWith('/') || isCopy.test(target)) return undefined;
  if (kind === 'unit.install') return unitOfEffect(effect) === unit ? 'program' : undefined;
  if (programs.has(target) || (/\/s?bin\//.test(target) && programs.has(baseName(target)))) return 'program';
  if (kind === 'archive.extract' && [...programs].some((program) => program.startsWith(`${target}/`))) return 'program';
  return settings.some((setting) => (setting.endsWith('/') ? target.startsWith(setting) : target === setting)) ? 'setting' : undefined;
}
