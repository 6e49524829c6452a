import type { Waiver } from '../catalog/waiver';
import { shownPath } from '../package/nested-path';
import { filterOf } from '../search/file-filter';

/** Tells by a path of the package, without its root folder or with it, whether a waiver is about it; one without a path is about all. */
export function isAbout({ path: wanted }: Pick<Waiver, 'path'>, root: string): (path: string) => boolean {
  if (wanted === undefined) return () => true;
  const isMeant = isNamed(wanted);
  return (path) => namesOf(path, root).some(isMeant);
}

/** As people write it: with the package's folder or without, archives inside as reports show them or as the editor does. */
const namesOf = (path: string, root: string): string[] => {
  const names = path.startsWith(root) && root !== '' ? [path, path.slice(root.length)] : [path];
  return names.flatMap((name) => [...new Set([name, shownPath(name)])]);
};

/** A name is what it says, also one that looks like a pattern; letter case counts. */
function isNamed(wanted: string): (name: string) => boolean {
  const plain = wanted.replace(/^\.?\/+/, '');
  if (plain.endsWith('/')) return (name) => name.startsWith(plain);
  if (!/[*?[{]/.test(plain)) return (name) => name === plain;
  // With a slash in front a pattern begins where the package does.
  const isIn = filterOf([`/${plain}`]);
  return (name) => name === plain || isIn(name);
}
