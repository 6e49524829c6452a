import type { ConfigEntry } from '../../parse/config/contents';
import { below, joined } from '../../parse/config/paths';
import type { ConfigSource } from './config-source';
import { isProduct } from '../../catalog/product';
import { memo } from '../../text/memo';

/**
 * `max-size` and `max_size` are one name: files of the same product mix them. So are `dten.hybrid` and `dten/hybrid`, `dten:hybrid`, and the
 * `dten "hybrid"` of git's form: what parts a name differs from reader to reader.
 */
export const plainName = (key: string): string =>
  (key.includes('"') ? withoutQuotes(key) : key).replace(/[/:]/g, '.').replace(/\[\]/g, '').replaceAll('-', '_');

const withoutQuotes = (key: string): string =>
  key
    .split('"')
    .map((part) => part.trim().replace(/^\./, ''))
    .filter(Boolean)
    .join('.');

/** `DTEN__HYBRID__ENABLE` and `Dten__Hybrid__Enable`, as readers with two underlines between the parts take it, in the one form of variables. */
export const plainVariable = (name: string): string => (name.includes('__') ? name.replace(/_{2,}/g, '_').toUpperCase() : name);

/** The leading segment that stands for the product: `dten` in `dten.hybrid.enable` of `dten` or `dten-platform`. */
export function rootOf(product: string, key: string): string | undefined {
  const [first = '', second] = key.split('.', 2);
  return second !== undefined && (isProduct(first, product) || isProduct(product, first)) ? first : undefined;
}

/** A key within its product: `hybrid.enable`. */
export const withoutRoot = (product: string, key: string): string => below(rootOf(product, key) ?? '', key) ?? key;

/** Catalogs also name variables as such. */
const isVariable = (key: string): boolean => /^[A-Z][A-Z\d]*(?:_[A-Z\d*]+)+$/.test(key);

/** A key as environment variables spell it: `DTEN_HYBRID_ENABLE`. */
export const variableOf = (product: string, key: string): string =>
  isVariable(key) ? key : capitals(joined(rootOf(product, key) ?? product, withoutRoot(product, key)));

const capitals = (key: string): string => key.toUpperCase().replace(/[^A-Z0-9*]+/g, '_');

/** The same in a file that is the product's own: `HYBRID_ENABLE`. */
export const bareVariableOf = (product: string, key: string): string => capitals(withoutRoot(product, key));

/** A key as options of the product's commands spell it: `hybrid-enable`. */
export const optionOf = (product: string, key: string): string =>
  withoutRoot(product, key)
    .toLowerCase()
    .replace(/[^a-z\d*]+/g, '-');

/** How a file spells the keys of a product. `rooted`: below the product's name. */
export type Spelling = 'rooted' | 'bare' | 'variable' | 'bare-variable' | 'option' | 'directive';

/** A catalog's key in a file's spelling. */
export function spelled(product: string, key: string, spelling: Spelling): string {
  if (spelling === 'variable') return variableOf(product, key);
  if (spelling === 'bare-variable') return bareVariableOf(product, key);
  if (spelling === 'option') return optionOf(product, key);
  return spelling === 'rooted' ? key : withoutRoot(product, key);
}

/** A name where an entry stands: variables stand in maps of compose files. */
export const inPlaceOf = ({ key, variable }: ConfigEntry, name: string): string =>
  variable === undefined ? name : key.slice(0, key.length - variable.length) + name;

/** What a file sets, by plain names: keys, variables and sections. */
export const namesIn = memo(
  ({ syntax: { entries, sections } }: ConfigSource): ReadonlySet<string> =>
    new Set([...entries.flatMap(namesOf), ...sections.map(({ key }) => plainName(key))]),
);

const namesOf = ({ key, variable }: ConfigEntry): string[] =>
  variable === undefined || variable === key ? [plainName(key)] : [plainName(key), variable];
