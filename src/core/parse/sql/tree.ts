import { isTree, type Tree } from './grammar';

/** The last part of each qualified name. */
export function lastNames(objects: unknown): string[] {
  return asList(objects).flatMap((object) => {
    let last: unknown = object;
    while (isTree(last)) {
      if (Array.isArray(last)) last = (last as unknown[]).at(-1);
      else if (isTree(last['String'])) return textOf(last['String']['sval']);
      else if (isTree(last['List'])) last = last['List']['items'];
      else if (isTree(last['TypeName'])) last = last['TypeName']['names'];
      else return [];
    }
    return [];
  });
}

/** What a `SET` sets, as text; empty if it is no constant. */
export function settingOf(node: Tree): string {
  const value = asList(node['args'])[0];
  const constant = isTree(value) && isTree(value['A_Const']) ? value['A_Const'] : {};
  if (isTree(constant['sval'])) return String(constant['sval']['sval']);
  if (isTree(constant['ival'])) return typeof constant['ival']['ival'] === 'number' ? String(constant['ival']['ival']) : '0';
  return '';
}

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
export const textOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);
