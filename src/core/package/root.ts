import type { SourceEntry } from './source';

/**
 * The folder that the whole package lies in, with its slash, if the manifest is in it; else `''`. Vendors call it after
 * the version, so what two versions have in common is told below it.
 */
export function packageRoot(entries: readonly SourceEntry[]): string {
  const folder = topFolder(entries);
  return folder !== '' && entries.some(({ path }) => path.toLowerCase() === `${folder.toLowerCase()}manifest.json`) ? folder : '';
}

/** The one folder that everything lies in, with its slash; `''`: there is none. */
export function topFolder(entries: readonly SourceEntry[]): string {
  const first = entries[0]?.path ?? '';
  const folder = first.slice(0, first.indexOf('/') + 1);
  return entries.every(({ path }) => path.startsWith(folder)) ? folder : '';
}
