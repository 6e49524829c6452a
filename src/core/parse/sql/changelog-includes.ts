import type { Span } from '../../text/span';
import type { LogNode } from './changelog-tree';

/** Files that a changelog of Liquibase has run at a place. */
export interface LogInclude {
  /** As written, without what says where paths begin (`classpath:`). */
  readonly path: string;
  readonly span: Span;
  /** All files of a folder. */
  readonly isFolder: boolean;
  /** The path begins where the changelog lies; else wherever Liquibase was told to look. */
  readonly isRelative: boolean;
  /** Code of the vendor's chooses among the files, or puts them in their order. */
  readonly isChosen: boolean;
}

const attributes: ReadonlyMap<string, string> = new Map([
  ['include', 'file'],
  ['includeAll', 'path'],
  ['sqlFile', 'path'],
]);

/** What a part of a changelog has run; `undefined`: nothing, or its path is not written out. */
export function includeOf({ name, values, span }: LogNode): LogInclude | undefined {
  const attribute = attributes.get(name);
  const written = attribute === undefined ? '' : (values.get(attribute) ?? '').replace(/^classpath\*?:/, '').trim();
  if (written === '') return undefined;
  return {
    path: written.replaceAll('\\', '/').replace(/^\/+/, ''),
    span,
    isFolder: name === 'includeAll',
    isRelative: values.get('relativeToChangelogFile')?.toLowerCase() === 'true',
    isChosen: ['filter', 'resourceFilter', 'resourceComparator', 'endsWithFilter'].some((one) => (values.get(one) ?? '') !== ''),
  };
}
