import { isMainFile, isNamedAfter, type ConfigSource } from './config-source';
import { meantName } from '../../catalog/product';
import type { ConfigKey } from '../../catalog/catalog';
import type { ConfigEntry, ConfigSection } from '../../parse/config/contents';
import { languageOf } from '../../parse/config/languages';
import { below } from '../../parse/config/paths';
import { memo } from '../../text/memo';
import { bareVariableOf, optionOf, plainName, plainVariable, rootOf, variableOf, withoutRoot, type Spelling } from './key-names';
import { keyNames, type KeyNames } from './key-patterns';

/** What is looked for: the keys of one product. */
export interface SoughtKeys {
  readonly product: string;
  readonly states: readonly ConfigKey[];
}

export interface FoundKey {
  readonly known: ConfigKey;
  readonly spelling: Spelling;
}

/** The catalog's key that an entry or section of a file is. */
export type FindKey = (source: ConfigSource, at: ConfigEntry | ConfigSection) => FoundKey | undefined;

export const isEntry = (at: ConfigEntry | ConfigSection): at is ConfigEntry => 'valueSpan' in at;

export const finderOf = memo(({ product, states }: SoughtKeys): FindKey => {
  const byName = keyNames(states, ({ key }) => plainName(withoutRoot(product, key)), '.');
  const byLowerName = keyNames(states, ({ key }) => lowerName(withoutRoot(product, key)), '.');
  const byRelaxedName = keyNames(states, ({ key }) => relaxedName(withoutRoot(product, key)), '.');
  const byVariable = keyNames(states, ({ key }) => variableOf(product, key), '_');
  const byBareVariable = keyNames(states, ({ key }) => bareVariableOf(product, key), '_');
  const byOption = keyNames(states, ({ key }) => optionOf(product, key), '-');
  const roots = [...new Set(states.flatMap(({ key }) => rootOf(product, key) ?? []))];
  return (source, at) => {
    const { key } = at;
    if (isEntry(at) && at.variable !== undefined) {
      const variable = plainVariable(at.variable);
      const known = byVariable(variable);
      if (known) return { known, spelling: 'variable' };
      const bare = allowsBareVariables(source, product) ? byBareVariable(variable) : undefined;
      return bare && { known: bare, spelling: 'bare-variable' };
    }
    if (isEntry(at) && at.isOption) {
      const known = isForProduct(source, at, product) ? byOption(key.toLowerCase().replaceAll('_', '-')) : undefined;
      return known && { known, spelling: 'option' };
    }
    const [nameOf, byFolded] = isRelaxed(source)
      ? [relaxedName, byRelaxedName]
      : foldsCase(source)
        ? [lowerName, byLowerName]
        : [plainName, byName];
    const written = meantName(source.place, nameOf(key));
    const wholeOnly = !isEntry(at);
    if (isOfServer(source, product)) return asDirective(written, byFolded, wholeOnly);
    for (const name of [written, withoutIndexes(written)]) {
      const root = roots.find((one) => below(one, name) !== undefined);
      const inner = below(root ?? '', name) ?? '';
      const known = byName(inner, wholeOnly) ?? byFolded(inner, wholeOnly);
      if (!known) continue;
      if (rootOf(product, known.key) === root) return { known, spelling: 'rooted' };
      return root === undefined && allowsBare(source, product, name) ? { known, spelling: 'bare' } : undefined;
    }
    return undefined;
  };
});

/** A directive means the same in all blocks that may hold it: catalogs name it with some of them around it, or with none. */
function asDirective(written: string, names: KeyNames, wholeOnly: boolean): FoundKey | undefined {
  for (let name = written; ; name = name.slice(name.indexOf('.') + 1)) {
    const known = names(name, wholeOnly);
    if (known) return { known, spelling: 'directive' };
    if (!name.includes('.')) return undefined;
  }
}

const isOfServer = ({ format }: ConfigSource, product: string): boolean =>
  languageOf(format).servers?.includes(product.toLowerCase()) ?? false;

const lowerName = (key: string): string => plainName(key).toLowerCase();

/** `dten.hybrid-mode`, `dten.hybridMode` and `dten.hybrid_mode` in the one form that Spring compares. */
const relaxedName = (key: string): string => lowerName(key).replaceAll('_', '');

/** Spring Boot binds its properties whatever parts their words ("Relaxed Binding"). */
const isRelaxed = ({ place }: ConfigSource): boolean => /(^|\/)(application|bootstrap)(-[\w-]+)?\.(properties|ya?ml)$/i.test(place);

/** Readers of .NET take `Dten:Hybrid` for `dten:hybrid`. */
const foldsCase = ({ place, format }: ConfigSource): boolean =>
  languageOf(format).foldsCase === true || /(^|\/)(appsettings(\.[\w-]+)?\.json|(web|app)\.config)$/i.test(place);

/** Characters before an option in which the command is named that it belongs to. */
const commandLength = 1000;

/** Options of other programs have the same names: the product is named before it, or by the file. */
function isForProduct({ place, text }: ConfigSource, { keySpan: { start } }: ConfigEntry, product: string): boolean {
  const name = product.toLowerCase();
  const said = `${place}\n${text.slice(Math.max(0, start - commandLength), start)}`.toLowerCase();
  for (let at = said.indexOf(name); at >= 0; at = said.indexOf(name, at + 1)) if (!/[a-z\d]/.test(said.charAt(at - 1))) return true;
  return false;
}

/** A list of maps holds the same keys at each of its places. */
const withoutIndexes = (name: string): string => name.replace(/(?:^|\.)\d+(?=\.)/g, '').replace(/^\./, '');

/** Keys without the product's name are its own where the file is; a lone word only in the file that has its name. */
export const allowsBare = (source: ConfigSource, product: string, key: string): boolean =>
  isMainFile(source, product) || (key.includes('.') && isNamedAfter(source, product));

/** Variables without the product's name are its own only in the file that has that name and nothing but variables. */
export const allowsBareVariables = (source: ConfigSource, product: string): boolean =>
  languageOf(source.format).variables === 'all' && isMainFile(source, product);
