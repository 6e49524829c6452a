import type { SourceEntry } from '../package/source';
import { fact } from '../subject/fact';
import { isTestMaterial } from '../package/test-material';

/** ZIP files count from 1980-01-01; tools that record no time write that day. */
const firstTime = Date.UTC(1981, 0);

/** When an entry was last changed, where its container says so. */
export const timeOf = ({ modified }: SourceEntry): number | undefined =>
  modified !== undefined && modified >= firstTime ? modified : undefined;

/** Programs and libraries that the package installs, by path. */
export const binaries = fact(['binary'], (reviewed): readonly SourceEntry[] => {
  const paths = new Set(reviewed.subjects.binary.map(({ path }) => path));
  return reviewed.files.filter(({ path, symlink }) => paths.has(path) && !symlink && !isTestMaterial(path));
});

/** `2022-11-08` */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
