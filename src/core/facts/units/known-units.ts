import { type Host, type Inventory, hostsIn } from '../../inventory/inventory';
import type { ShellCommand, ShellScript } from '../../parse/shell';
import { fact, fileFact } from '../../subject/fact';
import type { Site, SiteFacts } from '../../subject/site';
import { anything, possibleWords } from './possible-words';
import { aliases, unitTypes } from './system-units';
import { fullName, isOfSystem, isPlainName, stemOf, UnitNames } from './unit-name';
import { memo, memoEach } from '../../text/memo';

const unitFile = new RegExp(
  `(?:^|/)([\\w:.\\\\@${anything}-]+\\.(?:${unitTypes.join('|')}))(\\.d/|\\.(?:in|tpl|tmpl|template|j2|erb|dist)$|$)`,
);
const dropInFolder = '.d/';
/** Where init scripts lie, and where sources of a system have them. */
const initScript = /(?:^|\/)(?:init\.d|init-?scripts?(?:\/[\w.-]+)?)\/([\w.@-]+)$/;
/** Files of D-Bus and Avahi have the same ending. */
const foreign = /(^|\/)(dbus-1|avahi)\//;
/** Commands that put a file in place; their words name it. */
const makers = new Set(['cp', 'mv', 'ln', 'install', 'tee', 'rsync', 'curl', 'wget', 'systemd-run']);

/** What tells of a unit that it is there. */
interface Sign {
  readonly name: string;
  /** A drop-in takes the unit as there, and brings none. */
  readonly isDropIn?: boolean;
}

/** Units that the package brings as files wherever they lie, as init scripts, as aliases, or as files that its scripts write; and those that it only adds a drop-in to. */
const signs = fact(['shell', 'unit'], (reviewed): readonly Sign[] => {
  const files = reviewed.files.flatMap(({ path }): Sign[] => {
    if (foreign.test(path)) return [];
    const [, unit, ending] = unitFile.exec(path) ?? [];
    const name = unit ?? initScript.exec(path)?.[1];
    if (!name) return [];
    // debhelper's `debian/package.unit.service` is installed under the unit's own name.
    const inDebian = /(?:^|\/)debian\/[^/.]+\.([^/]+\.\w+)$/.exec(path)?.[1];
    return [{ name: fullName(name), isDropIn: ending === dropInFolder }, ...(inDebian ? [{ name: fullName(inDebian) }] : [])];
  });
  const aliased = reviewed.subjects.unit.flatMap(aliasesIn).map((name): Sign => ({ name }));
  return [...files, ...reviewed.subjects.shell.flatMap(madeIn), ...aliased];
});

/** Units that the package brings, or takes as there. */
export const packageUnits = fact(['shell', 'unit'], (reviewed): UnitNames => new UnitNames(signs(reviewed).map(({ name }) => name)));

/** Units that the package brings itself. */
export const broughtUnits = fact(
  ['shell', 'unit'],
  (reviewed): UnitNames => new UnitNames(signs(reviewed).flatMap(({ name, isDropIn }) => (isDropIn ? [] : [name]))),
);

const madeIn = fileFact('shell', ({ syntax }): readonly Sign[] => {
  const made = syntax.commands.flatMap((command) => madeUnits(command, syntax.assigned));
  return [...new Map(made.map((sign) => [`${sign.name} ${sign.isDropIn}`, sign])).values()];
});

const aliasesIn = fileFact('unit', ({ syntax }): readonly string[] =>
  syntax.sections.flatMap(({ directives }) =>
    directives.flatMap(({ key, words }) => (key === 'Alias' ? words.map(({ value }) => value) : [])),
  ),
);

/** A link in the folder of a target is what `systemctl enable` makes: the unit has to be there. */
const enables = ({ name, words }: ShellCommand): boolean => name === 'ln' && /\.(wants|requires)\//.test(words.at(-1)?.text ?? '');

function madeUnits(command: ShellCommand, assigned: ShellScript['assigned']): Sign[] {
  const written = command.redirects.filter(({ operator }) => operator.startsWith('>')).map(({ target }) => target);
  const words = makers.has(command.name ?? '') && !enables(command) ? command.words.slice(1) : [];
  return [...written, ...words].flatMap((word) => {
    if (!/unit=|\$|\.[a-z]/.test(word.text)) return [];
    const paths = word.value === undefined ? possibleWords(word.text, assigned) : [word.value];
    // An init script has no ending: where it is copied from says nothing.
    const isTarget = words.length === 0 || word === words.at(-1) || written.includes(word);
    return paths.flatMap((path) => {
      const [, name, ending] = unitFile.exec(path) ?? /^--unit=([\w@.-]+)$/.exec(path) ?? (isTarget ? initScript.exec(path) : null) ?? [];
      return name && isPlainName(name.replaceAll(anything, 'x')) && knowable(name)
        ? [{ name: fullName(name), isDropIn: ending === dropInFolder }]
        : [];
    });
  });
}

/** Of a name that is computed in part, enough stands there to know it by. */
const knowable = (name: string): boolean => !name.includes(anything) || stemOf(name).replaceAll(anything, '').length > 2;

/** What the environment that the verdict is about is known to run. */
export interface ProductionUnits {
  /** Hosts whose units were listed. */
  readonly hosts: readonly Host[];
  /** The listed hosts that have the unit under this very name. */
  hostsWith(name: string): readonly Host[];
  /** Whether anything says that the unit is there: lists, services, installed packages of its name, aliases. */
  knows(name: string): boolean;
}

export const productionUnits = ({ inventory, environment }: Pick<SiteFacts, 'inventory' | 'environment'>): ProductionUnits =>
  unitsOf(inventory)(environment);

const unitsOf = memo((inventory: Inventory) => memoEach((environment: string) => readProduction(inventory, environment)));

function readProduction(inventory: Inventory, environment: string): ProductionUnits {
  const all = hostsIn(inventory, environment);
  const lists = all.flatMap((host) => (host.units && !host.unitsCut ? [{ host, names: new UnitNames(listedNames(host)) }] : []));
  const elsewhere = inventory.services.flatMap(({ units = [] }) => units.map((name) => fullName(name)));
  const listed = new UnitNames([...elsewhere, ...all.flatMap(listedNames)]);
  const packages = new Set(all.flatMap(({ packages: installed = [] }) => installed.map(({ name }) => name)));
  const hostsWith = memoEach((name: string): readonly Host[] => lists.filter(({ names }) => names.has(name)).map(({ host }) => host));
  // An alias is a link that comes with enabling the unit (systemd.unit(5), `Alias=`).
  const on = new UnitNames(
    all.flatMap(({ units = [] }) => units.filter(({ state }) => !isDisabled(state)).map(({ name }) => fullName(name))),
  );
  const isOff = (name: string) => listed.has(name) && !on.has(name);
  const isListed = (name: string) => listed.has(name) || packages.has(stemOf(name).replace(/@.*/, ''));
  return {
    hosts: lists.map(({ host }) => host),
    hostsWith,
    knows: (name) =>
      isListed(name) || (aliases.find((names) => names.includes(name)) ?? []).some((other) => isListed(other) && !isOff(other)),
  };
}

const isDisabled = (state: string | undefined): boolean => state === 'disabled' || state === 'masked' || state === 'not-found';

const listedNames = ({ units = [] }: Host): string[] =>
  units.filter(({ state }) => state !== 'not-found').map(({ name }) => fullName(name));

/** A service that nothing lists, but whose socket, timer or path does, is started by that. */
export const isKnown = (name: string, site: Site<'shell' | 'unit'>): boolean =>
  [name, ...(name.endsWith('.service') ? ['socket', 'timer', 'path'].map((type) => `${stemOf(name)}.${type}`) : [])].some(
    (candidate) => isOfSystem(candidate) || packageUnits(site.package).has(candidate) || productionUnits(site).knows(candidate),
  );
