/** Paths whose parts are parted by `/`: in packages, archives and URIs. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder that a path lies in, without the slash at its end; empty at the top. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The same with the slash at its end. */
export const folderWithSlash = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
