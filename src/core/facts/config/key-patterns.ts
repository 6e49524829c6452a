import type { ConfigKey } from '../../catalog/catalog';
import { literalPattern } from '../../text/pattern';

/** The key that a name means. `wholeOnly`: it names a section, and keys below a section are told one by one. */
export type KeyNames = (name: string, wholeOnly?: boolean) => ConfigKey | undefined;

/** Any name: `dten.rooms.*.mode`, `dten.rooms.<name>.mode`, `dten.rooms.{name}.mode`. */
const anyName = /\*+|<[\w -]{1,40}>|\{[\w -]{1,40}\}|\[\*\]/g;

/** Whether a key of the catalog stands for many. */
export const isWild = (key: string): boolean => key.search(anyName) >= 0;

/** Longer names are no keys. */
const longest = 300;

/** Keys by the name that a spelling gives them. `sign` parts the names of that spelling. */
export function keyNames(states: readonly ConfigKey[], nameOf: (known: ConfigKey) => string, sign: '.' | '_' | '-'): KeyNames {
  const exact = new Map<string, ConfigKey>();
  const wild: { readonly form: RegExp; readonly isBelow: boolean; readonly known: ConfigKey }[] = [];
  for (const known of states) {
    if (!isWild(known.key)) exact.set(nameOf(known), known);
    else {
      const key = known.key.replace(/\[\*\]/g, '.*').replace(anyName, '*');
      wild.push({ ...formOf(nameOf({ ...known, key }), sign), known });
    }
  }
  return (name, wholeOnly = false) =>
    exact.get(name) ??
    (name.length > longest ? undefined : wild.find(({ form, isBelow }) => !(isBelow && wholeOnly) && form.test(name))?.known);
}

function formOf(name: string, sign: string): { form: RegExp; isBelow: boolean } {
  const part = sign === '.' ? '[^.]+' : '.+';
  const isBelow = name.endsWith(`${sign}*`);
  const parts = (isBelow ? name.slice(0, -1) : name).split('*').map(literalPattern);
  return { form: new RegExp(`^${parts.join(part)}${isBelow ? '.+' : ''}$`), isBelow };
}
