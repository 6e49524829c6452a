/** Names for a sentence: `a`, `a and b`, `a, b and 7 more`. `limit` counts the names that are spelled out. */
export function enumerate(names: readonly string[], limit = 4): string {
  const shown = names.length > limit ? [...names.slice(0, limit - 1), `${names.length - limit + 1} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${last}` : last;
}
