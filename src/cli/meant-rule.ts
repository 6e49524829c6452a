import { rules } from '../core/rules/index';
import { nearest } from '../core/text/nearest';

/** ` (did you mean …?)`, or nothing. People remember the name without its group. */
export function meantRule(wanted: string): string {
  const byName = new Map(rules.map(({ id }) => [id.slice(id.indexOf('/') + 1), id]));
  const found =
    nearest(
      wanted,
      rules.map(({ id }) => id),
    ) ??
    byName.get(nearest(wanted, [...byName.keys()]) ?? '') ??
    // The beginning or a part of it.
    (wanted.length > 2 ? rules.find(({ id }) => id.includes(wanted))?.id : undefined);
  return found === undefined ? '' : ` (did you mean ${found}?)`;
}
