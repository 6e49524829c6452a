import { emptyCatalog, type Catalog } from './catalog';
import { products } from './products/index';

/** Small on purpose: only what the makers' own documents say, with the document. Sites add what they know of their vendors. */
export const builtInCatalog: Catalog = {
  ...emptyCatalog,
  configKeys: products.flatMap(({ product, removedKeys }) => removedKeys.map((key) => ({ product, state: 'removed', ...key }))),
  endOfLife: products.flatMap(({ product, endOfLife }) => endOfLife.map(({ cycle, date }) => ({ product, cycle, date }))),
};
