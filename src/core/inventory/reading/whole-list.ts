import type { InstalledPackage } from '../inventory';

/** Packages without which no system of a kind runs. */
const essential: ReadonlyMap<string | undefined, RegExp> = new Map([
  ['deb', /^(?:dpkg|base-files)$/],
  ['rpm', /^(?:glibc|setup|filesystem)$/],
  ['apk', /^(?:musl|apk-tools|alpine-baselayout)$/],
]);

/** What was read of a list, said to be a part of one if it cannot be all that the host has: somebody looked for something in it. */
export const asFarAsListed = (packages: readonly InstalledPackage[]): readonly InstalledPackage[] =>
  packages.some(({ type, name }) => essential.get(type)?.test(name)) ? packages : packages.map(byItself);

/** A package that says nothing of those that are not listed. */
export const byItself = (one: InstalledPackage): InstalledPackage => ({ ...one, partial: true });
