/** Paths whose parts are parted by `/`: in packages, archives and URIs. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder that a path lies in, without the slash at its end; empty at the top. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** A path as seen from a folder; `undefined` for one that leaves the package. */
export function pathFrom(folder: string, named: string): string | undefined {
  const names = folder === '' ? [] : folder.split('/');
  for (const name of named.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return undefined;
  }
  return names.join('/');
}

/** The same with the slash at its end. */
export const folderWithSlash = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
