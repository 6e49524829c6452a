export interface SiteFile {
  readonly path: string;
  readonly text: string;
}

/** Where a site keeps its files, in the workspace or the working directory. */
export const siteFolder = '.upgrade-review';

/** Which role a file in the site folder has, by name. */
export function siteRole(name: string): 'inventory' | 'catalog' | undefined {
  if (/^inventory.*\.(json|txt)$/.test(name)) return 'inventory';
  if (/^catalog.*\.json$/.test(name)) return 'catalog';
  return undefined;
}
