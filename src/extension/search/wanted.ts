import type { SearchQuery } from '../../core/search/query';

/** A search as a user words it. */
export interface Wanted extends SearchQuery {
  /** Globs by comma; `!` leaves out. Empty for all files. */
  readonly files: string;
}

export const nothingWanted: Wanted = { pattern: '', isRegExp: false, matchCase: false, wholeWord: false, files: '' };
