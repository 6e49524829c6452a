import { fact, fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { entryOf } from '../../text/groups';
import { upgradeEffects } from '../scripts/upgrade-effects';
import { settingOf } from './settings';
import { isDropIn, isUnit, typeOfUnit, unitOf } from './unit-files';
import { fullName, stemOf } from './unit-name';
import { isOfHost, unitOfEffect } from './unit-effects';
import { planned } from '../../plan/planned';

/** A unit file of the package that the boot can start: it says what wants it, and it stays. */
export interface BootUnit {
  readonly name: string;
  readonly path: string;
}

const bootUnitIn = fileFact('unit', (subject): BootUnit | undefined => {
  const { syntax, path } = subject;
  const name = unitOf(subject);
  const isLasting =
    /^(service|socket|timer|path)$/.test(typeOfUnit(name) ?? '') && settingOf(syntax, 'Service', 'Type')?.value !== 'oneshot';
  const isWanted = ['WantedBy', 'RequiredBy', 'UpheldBy'].some((key) => settingOf(syntax, 'Install', key) !== undefined);
  return isUnit(subject) && !isDropIn(subject) && isLasting && isWanted && !name.includes('@') && /^[\w:.-]+$/.test(name)
    ? { name, path }
    : undefined;
});

/** Units that a unit's file starts or is started with. */
const pulledIn = fileFact('unit', ({ syntax }): readonly string[] =>
  syntax.sections.flatMap(({ directives }) =>
    directives.flatMap(({ key, words }) =>
      /^(Wants|Requires|BindsTo|Upholds|Requisite|Unit|Sockets?|Service|Also|OnSuccess|PartOf)$/.test(key)
        ? words.map(({ value }) => fullName(value))
        : [],
    ),
  ),
);

/** Units of the package that nothing but its scripts enables and starts: no socket, timer, path or other unit does, no preset and no helper. */
export const bootUnits = fact(['unit'], (reviewed): readonly BootUnit[] => {
  if (reviewed.files.some(({ path }) => /\.preset$|(^|\/)debian\/(rules|.*\.(service|socket|timer))$/.test(path))) return [];
  const linked = new Set(reviewed.files.flatMap(({ path }) => /\.(?:wants|requires)\/([^/]+)$/.exec(path)?.[1] ?? []));
  const pulled = new Set(reviewed.subjects.unit.flatMap(pulledIn));
  const names = new Set(reviewed.subjects.unit.map(unitOf));
  const isTriggered = (name: string) =>
    name.endsWith('.service') && ['socket', 'timer', 'path'].some((type) => names.has(`${stemOf(name)}.${type}`));
  return reviewed.subjects.unit
    .flatMap((unit) => bootUnitIn(unit) ?? [])
    .filter(({ name }) => !linked.has(name) && !pulled.has(name) && !isTriggered(name));
});

/** What scripts do to units, by unit; `others`: to some that are computed, or in a way that nobody knows. */
export const doneToUnits = fact(planned, (reviewed) => {
  const kinds = new Map<string, Set<string>>();
  const others = new Set<string>();
  for (const { effect } of upgradeEffects(reviewed)) {
    if (!isOfHost(effect)) continue;
    const unit = unitOfEffect(effect);
    if (unit === undefined) others.add(effect.kind);
    else entryOf(kinds, unit, () => new Set<string>()).add(effect.kind);
  }
  const isDone = (unit: string, ...wanted: readonly string[]): boolean =>
    wanted.some((kind) => others.has(kind) || kinds.get(unit)?.has(kind) === true);
  return { isDone };
});

/** debhelper and RPM macros enable and start by themselves. */
export const hasUnitHelpers = ({ subjects }: PackageView<'shell'>): boolean => subjects.shell.some(callsHelper);

const callsHelper = fileFact('shell', ({ text }): boolean =>
  /#DEBHELPER#|deb-systemd-(helper|invoke)|%systemd_|\bsystemd-update-helper\b|dh_installsystemd/.test(text),
);
