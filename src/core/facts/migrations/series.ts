import { fact } from '../../subject/fact';
import { baseName, folderWithSlash } from '../../text/path';
import { groupBy } from '../../text/groups';

/** Folders of one release or one migration count for the folder that holds them. */
export function rootOf(path: string): string {
  const names = folderWithSlash(path).split('/').slice(0, -1);
  while (/\d/.test(names.at(-1) ?? '')) names.pop();
  return names.join('/');
}

/** More than one upgrade brings: the others ran with older versions. */
const fewest = 20;

/** Folders with the migrations of many versions, each with how many: of none the name tells whether production has it already. */
export const longSeries = fact(['sql'], ({ subjects }): readonly (readonly [folder: string, count: number])[] => {
  const numbered = subjects.sql.filter(
    ({ path, syntax }) => !syntax.client && isNumbered(path) && !/down|undo|revert|rollback/i.test(path),
  );
  const groups = groupBy(numbered, ({ path }) => rootOf(path));
  return [...groups].flatMap(([folder, own]) => (own.length >= fewest ? [[folder, own.length] as const] : []));
});

/** `V41__x.sql`, `20210401_x.sql`, `2021-04-01-x/up.sql`. */
const isNumbered = (path: string): boolean => /\d/.test(baseName(path)) || /\d/.test(baseName(folderWithSlash(path).slice(0, -1)));
