import type { KnownVariable } from '../effects/effect';
import { oneValue, type Values, type Variables } from '../effects/values';
import { argumentsBehind, hereName, temporaryName, type Template } from '../parse/shell-template';
import { memo } from '../text/memo';
import { folderOf } from '../text/path';
import type { Program } from './program';

/** Variables over those around them. */
export interface Scope extends Variables {
  readonly set: (name: string, values: Values) => void;
}

export function scope(own: Map<string, Values>, ...around: readonly Variables[]): Scope {
  // What was found around, and what was not.
  const asked = new Map<string, Values | undefined>();
  return {
    get: (name) => {
      const found = own.get(name);
      if (found || asked.has(name)) return found ?? asked.get(name);
      let known: Values | undefined;
      for (const outer of around) if ((known = outer.get(name))) break;
      asked.set(name, known);
      return known;
    },
    set: (name, values) => void own.set(name, values),
  };
}

/** The folder of a script, as `dirname` says it: what lies beside one at the root of the package is nothing below the root of a host. */
export const hereOf = (path: string): string => folderOf(path) || '.';

export const constantsOf = memo(({ effects, path }: Program): Map<string, Values> => {
  const all = effects.variables.map(({ name, ...values }: KnownVariable): readonly [string, Values] => [name, values]);
  return new Map<string, Values>([...all, [hereName, oneValue(hereOf(path))], [temporaryName, oneValue('/tmp/*')]]);
});

/** `$1` to `$9`, `$@`; those that nobody gives are empty. */
export function positions(given: readonly Template[] | undefined, { path }: Program): (readonly [string, Values])[] {
  if (!given) return [['0', oneValue(path)]];
  const all = Array.from({ length: 9 }, (_, index) => [String(index + 1), oneValue(given[index] ?? '')] as const);
  const list: Values = { values: given.length > 0 ? given : [''], isEach: true };
  const shifted = [1, 2, 3, 4].map(
    (by) => [argumentsBehind(by), { values: given.length > by ? given.slice(by) : [''], isEach: true }] as const,
  );
  return [...all, ...shifted, ['@', list], ['*', list], ['#', oneValue(String(given.length))], ['0', oneValue(path)]];
}

/** What a script that is run may have from the one that runs it: all but arguments and places. */
export const exportsOf = (variables: Variables): Variables => ({
  get: (name) => (/^[A-Za-z_]/.test(name) ? variables.get(name) : undefined),
});
