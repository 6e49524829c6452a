/**
 * An archive inside the package is a folder beside it whose name ends in ` »`: `lib/inner.zip »/scripts/x.sh`. Whatever
 * looks at folders and names of paths is right about it without knowing. For people it is `lib/inner.zip » scripts/x.sh`.
 */
const mark = ' »';

/** The folder of what an archive holds. */
export const folderOfArchive = (archive: string): string => archive + mark;

/** A path inside an archive, as a path of the package. */
export const pathInArchive = (archive: string, path: string): string => `${archive}${mark}/${path}`;

/** The outermost archive on the way to a path, and the rest of the way. `undefined` if there is none. */
export function splitNested(path: string): { readonly archive: string; readonly path: string } | undefined {
  const at = path.indexOf(`${mark}/`);
  if (at > 0) return { archive: path.slice(0, at), path: path.slice(at + mark.length + 1) };
  return path.endsWith(mark) && path.length > mark.length ? { archive: path.slice(0, -mark.length), path: '' } : undefined;
}

/** All archives on the way to a path, the outermost first. */
export function archivesAbove(path: string): string[] {
  const found: string[] = [];
  for (let at = path.indexOf(`${mark}/`); at > 0; at = path.indexOf(`${mark}/`, at + 1)) found.push(path.slice(0, at));
  return found;
}

/** Whether a file lies in a layer of a container's image, as `docker save` and OCI write it: it comes to no host. */
export const isInImage = (path: string): boolean => /(?:^|\/)(?:layer\.tar|blobs\/sha256\/[\da-f]{64}) »\//.test(path);

/** The path inside the innermost archive. */
export const innermostPath = (path: string): string => path.slice(path.lastIndexOf(`${mark}/`) + 1).replace(/^»\//, '');

/** For people, in reports and messages. */
export const shownPath = (path: string): string => path.replaceAll(`${mark}/`, `${mark} `);

/** The path that was shown so. */
export const pathOfShown = (shown: string): string => shown.replaceAll(`${mark} `, `${mark}/`);
