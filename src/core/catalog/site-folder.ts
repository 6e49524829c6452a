/** Where a site keeps its files, in the workspace or the working directory. */
export const siteFolder = '.upgrade-review';

export interface SiteFile {
  /** Id of the site role that it plays. */
  readonly role: string;
  readonly path: string;
  readonly text: string;
  /** Somebody named this very file: that it tells nothing must not pass for an empty one. */
  readonly explicit?: boolean;
}
