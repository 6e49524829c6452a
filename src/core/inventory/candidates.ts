import type { Environment, Host, InstalledPackage } from './inventory';
import { memo } from '../text/memo';
import { groupBy } from '../text/groups';
import { patternOf } from '../text/pattern';
import { printedVersion, withoutPretence } from './versions/printed';
import known from './package-names.json';

/**
 * How a product that manifests name is called by distributions; patterns in order of preference: versioned packages come before
 * metapackages, whose versions (`15+248`) are not the product's. Few on purpose: a wrong pair would claim a version that nobody runs.
 */
interface Product {
  readonly names: readonly string[];
  readonly packages: readonly RegExp[];
  /** Engine name in `databases`: also reached over the network, so not every host needs the package. */
  readonly engine?: string;
  /** Commands and libraries as files name them; what a manifest calls so may be something else. */
  readonly used?: boolean;
}

const products: readonly Product[] = known.map((product) => ({
  used: false,
  ...product,
  packages: product.packages.map(patternOf),
}));

const productByName = new Map(products.flatMap((product) => product.names.map((name) => [name, product] as const)));

const productOf = (name: string): Product | undefined => productByName.get(name);

/** The engine of `databases` that a dependency means, if it means one. */
export const engineOf = (dependency: string): string | undefined => productOf(dependency.toLowerCase())?.engine;

/** Whether it is known what distributions call the product that a dependency names. */
export const knownProduct = (dependency: string): boolean => productOf(dependency.toLowerCase())?.used === false;

/** The same for commands and libraries that files of a package use. */
export const knownInUse = (name: string): boolean => productOf(name.toLowerCase()) !== undefined;

/** Whether a dependency may mean the package; `type` is the package's. */
export function isCalled(dependency: string, packageName: string, type: string | undefined): boolean {
  const name = keyOf(packageName, type);
  return (
    keyOf(plainName(dependency), type) === name ||
    productOf(dependency.toLowerCase())?.packages.some((pattern) => pattern.test(name)) === true
  );
}

/** Lower case, and without the architecture qualifier of Debian's relationship fields (`python3:any`). */
const plainName = (dependency: string): string => dependency.toLowerCase().replace(/:(any|native)$/, '');

/** Installed packages of a host that a dependency may mean; several if it has several versions. */
export function candidatesFor(dependency: string, type: string | undefined): (host: Host) => readonly InstalledPackage[] {
  const kind = type?.toLowerCase();
  const fits = (found: InstalledPackage) => !kind || !found.type || found.type.toLowerCase() === kind;
  const name = plainName(dependency);
  const names = namesFor(name);
  const product = productOf(name);
  return ({ packages = [] }) => {
    const index = indexOf(packages);
    const exact = listed(names, index.byName, fits);
    if (!product || (exact.length > 0 && !product.engine)) return exact;
    const named = index.ofProduct(product).filter(fits);
    const preferred = product.packages.find((pattern) => named.some((found) => pattern.test(found.name.toLowerCase())));
    return preferred ? named.filter((found) => preferred.test(found.name.toLowerCase())) : exact;
  };
}

/** Names under which it may be listed, the likeliest first. Debian's and Ubuntu's libraries with 64-bit time got a new name and stand in for the old one. */
const namesFor = (name: string): readonly string[] => [...new Set([name, `${name}t64`, keyOf(name, 'pypi'), ...ofLibrary(name)])];

/** What is listed under the first of the names that there is something under. */
function listed(
  names: readonly string[],
  byName: ReadonlyMap<string, readonly InstalledPackage[]>,
  fits: (found: InstalledPackage) => boolean,
): readonly InstalledPackage[] {
  for (const name of names) {
    const found = byName.get(name)?.filter(fits) ?? [];
    if (found.length > 0) return found;
  }
  return [];
}

/** What Debian calls the package of a library, by the name that the loader looks for (Debian Policy, 8.1). */
function ofLibrary(name: string): string[] {
  const [, stem, version] = /^(.+)\.so\.(\d[\w.]*)$/.exec(name) ?? [];
  if (stem === undefined || version === undefined) return [];
  const base = stem.replaceAll('_', '-');
  const plain = /\d$/.test(base) ? `${base}-${version}` : `${base}${version}`;
  return [plain, `${plain}t64`];
}

/** Databases of the environment that run the engine, whatever it is called, and say in which version. */
export function databasesFor(dependency: string, { databases }: Environment): readonly InstalledPackage[] {
  const engine = engineOf(dependency) ?? dependency.toLowerCase();
  return databases.flatMap((database) => {
    const version = serverVersion(database.version ?? '', engine);
    const runs = engineOf(database.engine ?? '') ?? database.engine?.toLowerCase();
    return runs === engine && version
      ? [{ name: engine, version, type: 'generic', ...(database.origin && { origin: database.origin }) }]
      : [];
  });
}

/**
 * `15.8 (Debian 15.8-0+deb12u1)`, `5.5.5-10.11.6-MariaDB-0+deb12u1`, `PostgreSQL 13.14 on x86_64`, and the number that PostgreSQL counts
 * its versions by: `150008` (`server_version_num`). As written where one cannot tell which number it is.
 */
function serverVersion(text: string, engine: string): string {
  const [, major, minor, patch] = (engine === 'postgresql' && /^(\d{1,2})(\d\d)(\d\d)$/.exec(text.trim())) || [];
  if (major !== undefined) return (Number(major) < 10 ? [major, minor, patch] : [major, patch]).map(Number).join('.');
  const own = withoutPretence(text);
  return /^\d+(\.\d+)*/.exec(/^\d/.test(own) ? own : (printedVersion(own) ?? ''))?.[0] ?? text;
}

/** By which a package is found: Python's names treat `-`, `_` and `.` alike (name normalization specification). */
const keyOf = (name: string, type: string | undefined): string =>
  type?.toLowerCase() === 'pypi' ? name.toLowerCase().replaceAll(/[-_.]+/g, '-') : name.toLowerCase();

interface PackageIndex {
  readonly byName: ReadonlyMap<string, readonly InstalledPackage[]>;
  /** purl types in lower case; `undefined` if a package has none. */
  readonly kinds: ReadonlySet<string | undefined>;
  /** Packages of a product in order of preference, of all kinds. */
  readonly ofProduct: (product: Product) => readonly InstalledPackage[];
}

const indexOf = memo((packages: readonly InstalledPackage[]): PackageIndex => {
  const byName = groupBy(packages, ({ name, type }) => keyOf(name, type));
  const kinds = new Set(packages.flatMap(({ type, partial }) => (partial ? [] : [type?.toLowerCase()])));
  const ofProduct = memo((product: Product) =>
    product.packages.flatMap((pattern) => [...byName].flatMap(([key, named]) => (pattern.test(key) ? named : []))),
  );
  return { byName, kinds, ofProduct };
});

/** Kinds of packages of which a host's list is complete. */
export const kindsOf = ({ packages = [] }: Host): ReadonlySet<string | undefined> => indexOf(packages).kinds;

const systems: ReadonlyMap<string, string> = new Map(
  Object.entries({
    debian: 'deb',
    ubuntu: 'deb',
    raspbian: 'deb',
    linuxmint: 'deb',
    rhel: 'rpm',
    centos: 'rpm',
    rocky: 'rpm',
    almalinux: 'rpm',
    fedora: 'rpm',
    ol: 'rpm',
    amzn: 'rpm',
    sles: 'rpm',
    'opensuse-leap': 'rpm',
    alpine: 'apk',
  }),
);

/** The kind of packages that an operating system installs (`id` as in os-release). */
export const systemType = (host: Host): string | undefined => systems.get(host.os?.id.toLowerCase() ?? '');
