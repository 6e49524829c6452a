import type { Host, InstalledPackage } from '../inventory';

/** Packages without which no system of a kind runs. */
const essential: ReadonlyMap<string | undefined, RegExp> = new Map([
  ['deb', /^(?:dpkg|base-files)$/],
  ['rpm', /^(?:glibc|setup|filesystem)$/],
  ['apk', /^(?:musl|apk-tools|alpine-baselayout)$/],
]);

/** The same at both ends of the alphabet, as lists are cut off at their end, and at their beginning by what a terminal remembers. */
const first: ReadonlyMap<string | undefined, RegExp> = new Map([
  ['deb', /^(?:base-files|bash)$/],
  ['rpm', /^(?:bash|basesystem)$/],
  ['apk', /^(?:alpine-baselayout|busybox)/],
]);
const last: ReadonlyMap<string | undefined, RegExp> = new Map([
  ['deb', /^(?:util-linux|zlib1g|tzdata)$/],
  ['rpm', /^(?:util-linux(?:-core)?|tzdata|xz-libs|zlib(?:-ng-compat)?|libz1)$/],
  ['apk', /^(?:zlib|ssl_client|scanelf)$/],
]);
/** Lists that are shorter were shortened by somebody who knows what is in them. */
const least = 50;

/** What was read of a list, said to be a part of one if it cannot be all that the host has: somebody looked for something in it, or it was cut off. */
export function asFarAsListed(packages: readonly InstalledPackage[]): readonly InstalledPackage[] {
  const has = (names: ReadonlyMap<string | undefined, RegExp>): boolean => packages.some(({ type, name }) => names.get(type)?.test(name));
  return has(essential) && (packages.length < least || (has(first) && has(last))) ? packages : packages.map(byItself);
}

/** A package that says nothing of those that are not listed. */
export const byItself = (one: InstalledPackage): InstalledPackage => ({ ...one, partial: true });

/** A host whose lists say nothing of what they do not name. */
export const asFarAsKnown = <H extends Pick<Host, 'packages' | 'units' | 'unitsCut'>>(host: H): H => ({
  ...host,
  ...(host.packages && { packages: host.packages.map(byItself) }),
  ...(host.units && { unitsCut: true }),
});
