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

/** A setting and its new value. */
export interface SqlSetting {
  readonly name: string;
  /** Empty if it is no constant, or what the server begins with. */
  readonly value: string;
  /** For the transaction. */
  readonly isLocal?: boolean;
  /** `RESET`, `SET … TO DEFAULT`; of `RESET ALL` the name is `*`. */
  readonly isReset?: boolean;
}

/** What a `SET` or `RESET` does; `undefined` for those that set several things. */
export function setting(node: Tree): SqlSetting | undefined {
  const { kind, name } = node;
  if (kind === 'VAR_RESET_ALL') return { name: '*', value: '', isReset: true };
  if (typeof name !== 'string') return undefined;
  return {
    name: name.toLowerCase(),
    value: settingOf(node),
    ...(node['is_local'] === true && { isLocal: true }),
    ...((kind === 'VAR_RESET' || kind === 'VAR_SET_DEFAULT') && { isReset: true }),
  };
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
