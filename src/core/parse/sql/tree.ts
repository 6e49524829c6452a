import { own } from '../../text/own';
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

/** The nodes of a list. */
export const nodesOf = (value: unknown): readonly Tree[] => asList(value).filter(isTree);
/** A text, or `''`. */
export const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** What a node holds under a name; an empty one if that is nothing. */
export function inner(value: unknown, name: string): Tree {
  const found = isTree(value) ? own(value, name) : undefined;
  return isTree(found) ? found : {};
}
/** The name of a table without its schema, or `''`. */
export const relation = (value: unknown): string => (isTree(value) ? wordOf(value['relname']) : '');
/** The last part of a qualified name, or `''`. */
export const namedBy = (parts: unknown): string => lastNames([parts])[0] ?? '';

/** `int8`, `varchar(20)`, `text[]`: the type of a column's definition. */
export function typeOf(definition: Tree): string {
  const type = inner(definition, 'typeName');
  const numbers = nodesOf(type['typmods']).map((each) => {
    const { ival } = inner(inner(each, 'A_Const'), 'ival');
    return typeof ival === 'number' ? String(ival) : '0';
  });
  const name = namedBy(type['names']);
  return `${name}${numbers.length > 0 ? `(${numbers.join(',')})` : ''}${type['arrayBounds'] === undefined ? '' : '[]'}`;
}
