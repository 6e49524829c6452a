import type { Node } from 'jsonc-parser';
import { spanOf, type JsonMember } from '../text/json';
import type { Span } from '../text/span';

export interface Located<T> {
  readonly value: T;
  /** Of the value, quotes included. */
  readonly span: Span;
}

export const rangeNames = ['range', 'version', 'versionRange', 'version_range', 'versions', 'constraint'];
export const least = ['minVersion', 'min_version', 'minimumVersion', 'minimum_version', 'minimum', 'min', 'atLeast'];
export const most = ['maxVersion', 'max_version', 'maximumVersion', 'maximum_version', 'maximum', 'max'];

/** The first that is there and says something. */
export const firstOf = (members: ReadonlyMap<string, JsonMember> | undefined, names: readonly string[]): Node | undefined =>
  names.map((name) => members?.get(name)?.value).find((node) => node !== undefined && node.type !== 'null');

/** `{ "minVersion": "1.1", "maxVersion": "3.9" }` as a range, at the place of its first bound. */
export function between(min: Node | undefined, max: Node | undefined): Located<string> | undefined {
  const bounds = [min && ['>=', min], max && ['<=', max]].filter((bound) => bound !== undefined) as [string, Node][];
  const [first] = bounds;
  const isVersion = ([, { type, value }]: [string, Node]): boolean => type === 'string' && /^v?\d[\w.+~-]*$/i.test(String(value).trim());
  if (!first || !bounds.every(isVersion)) return undefined;
  return { value: bounds.map(([sign, { value }]) => `${sign}${String(value).trim()}`).join(' '), span: spanOf(first[1]) };
}
