import { baseName } from '../../text/path';
import { fact, fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { planned } from '../../plan/planned';
import { installedPackages, installsUnnamed } from './installed-packages';
import known from './package-units.json';
import { anything, fits } from './possible-words';
import { aliases } from './system-units';
import { typeOfUnit } from './unit-files';
import { stemOf } from './unit-name';

const reads = [...planned, 'manifest', 'packaging'] as const;

/** Packages that the manifest, a `control` or a `.spec` file asks for, or that a script of the package installs. */
const askedFor = fact(reads, (reviewed): ReadonlySet<string> => {
  const declared = reviewed.subjects.manifest.flatMap(({ syntax }) =>
    syntax.dependencies.flatMap(({ name, optional }) => (optional ? [] : [name])),
  );
  return new Set([...declared, ...reviewed.subjects.packaging.flatMap(({ syntax }) => syntax.needs), ...installedPackages(reviewed)]);
});

/**
 * Whether a unit comes with another package, by the unit's name: one that the manifest, a `control` or a `.spec` file asks
 * for, or that a script of the package installs. Whether it is installed in time is not looked at.
 */
export const comingUnits = fact(reads, (reviewed): ((unit: string) => boolean) => {
  const packages = askedFor(reviewed);
  const partly = [...packages]
    .filter((name) => /[*\0]/.test(name))
    .slice(0, maxPatterns)
    .map((name) => name.replaceAll('*', anything));
  const names = new Set([...packages].flatMap(usualUnits));
  const named = new Set(reviewed.subjects.packaging.flatMap(unitsOfSpec));
  const patterns = known.filter((entry) => entry.packages.some((pattern) => hasMatch(pattern, packages))).flatMap(({ units }) => units);
  const comes = (unit: string): boolean => {
    const stem = stemOf(unit);
    return (
      names.has(plain(stem.replace(/@.*/, ''))) ||
      named.has(stem) ||
      // snap.PACKAGE.PROGRAM.service
      names.has(plain(/^snap\.([\w-]+)\./.exec(stem)?.[1] ?? '')) ||
      partly.some((pattern) => fits(pattern, stem)) ||
      patterns.some((pattern) => matches(pattern, stem.replace(/@.*/, '@')))
    );
  };
  return (unit) => comes(unit) || (aliases.find((alike) => alike.includes(unit)) ?? []).some(comes);
});

/** Units that a `.spec` puts in place under another name than their sources have. */
const unitsOfSpec = fileFact('packaging', ({ path, text }): readonly string[] =>
  path.endsWith('.spec')
    ? [...text.matchAll(/(?:_unitdir\}?|_init(?:rd)?dir\}?|systemd\/system|init\.d)\/([\w@.-]{1,100})/g)].map(([, name = '']) =>
        stemOf(name),
      )
    : [],
);

/**
 * Whether a package whose name begins or ends as the unit's does is asked for or installed: `nfs-ganesha-ceph` may bring `nfs-ganesha`, and
 * `cyrus-sasl-saslauthd` brings `saslauthd`. Of a list of packages that is not known to its end any of them may.
 */
export const mayCome = fact(reads, (reviewed): ((unit: string) => boolean) => {
  if (installsUnnamed(reviewed)) return () => true;
  const families = new Set(
    [...askedFor(reviewed)].flatMap((name) => [plainly(name).replace(/-[^-]*$/, ''), plainly(name).replace(/^.*-/, '')]),
  );
  return (unit) => families.has(plainly(stemOf(unit)));
});

/**
 * Whether nobody can say that a unit comes with none of the packages that are asked for: what a package brings that production does not have yet
 * stands nowhere. Of units that distributions are known to bring it is said, and so it is of those that are called as what the package itself brings.
 */
export const isElsewhere = fact(reads, (reviewed): ((unit: string, installed: ReadonlySet<string>) => boolean) => {
  const packages = [...askedFor(reviewed)];
  const units = known.flatMap(({ units: named }) => named);
  const own = new Set(reviewed.files.flatMap(({ path }) => (typeOfUnit(baseName(path)) === undefined ? [] : [firstWord(baseName(path))])));
  return (unit, installed) => {
    const stem = stemOf(unit).replace(/@.*/, '@');
    return packages.some((name) => !installed.has(name)) && !own.has(firstWord(stem)) && !units.some((pattern) => matches(pattern, stem));
  };
});

const firstWord = (name: string): string => /^[a-z\d]+/i.exec(name)?.[0].toLowerCase() ?? name;

const plainly = (name: string): string => name.toLowerCase().replaceAll('_', '-');

/**
 * Whether a declared dependency that is not part of the package begins as the unit does: `univention-postgresql` and
 * `univention-directory-listener` are of one vendor.
 */
export const isOfFamily = (unit: string, reviewed: PackageView<'packaging'>): boolean => {
  const family = familyOf(unit);
  return family !== undefined && families(reviewed).has(family);
};

const families = fact(
  ['packaging'],
  (reviewed): ReadonlySet<string> =>
    new Set(reviewed.subjects.packaging.flatMap(({ syntax }) => syntax.needs.flatMap((name) => familyOf(name) ?? []))),
);

const familyOf = (name: string): string | undefined => /^[a-z]{6,}(?=-)/.exec(name)?.[0];

/** Each unit is tried against all of them. */
const maxPatterns = 500;

/** `NetworkManager` and `network-manager` are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/** What distributions put behind the name of what they package. */
const role = /-(server|daemon|common|core|ce|ee|oss|full|light|standard|systemd|bin)$/;

const usualUnits = (name: string): string[] => {
  const short = name.toLowerCase().replace(role, '');
  return [plain(name), plain(short), `${plain(short)}d`];
};

function hasMatch(pattern: string, names: ReadonlySet<string>): boolean {
  if (!pattern.includes('*')) return names.has(pattern);
  for (const name of names) if (matches(pattern, name)) return true;
  return false;
}

/** One `*` stands for anything. */
function matches(pattern: string, name: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return name === pattern;
  return name.length >= pattern.length - 1 && name.startsWith(before) && name.endsWith(after);
}
