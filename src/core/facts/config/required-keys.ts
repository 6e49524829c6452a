import type { TextEdit } from '../../text/edit';
import { span, type Span } from '../../text/span';
import { languageOf, type ConfigFormat } from '../../parse/config/languages';
import { below, segmentsOf, sharedSegments } from '../../parse/config/paths';
import type { ConfigKey } from '../../catalog/catalog';
import type { ConfigFacts } from './config-facts';
import { holdsDefaults, isMainFile, isNamedAfter, type ConfigSource } from './config-source';
import { plainName, rootOf, spelled, type Spelling } from './key-names';
import { predecessorsOf, successionOf, type Succession } from './key-succession';
import { allowsBare, allowsBareVariables, isEntry } from './key-finder';
import { isWild } from './key-patterns';
import type { KeyUse, ProductKeys } from './known-keys';
import { hasValue, isPlaceholder } from './required-value';
import { memo } from '../../text/memo';

/** Where a required key belongs that no file sets. */
export interface MissingKey {
  readonly source: ConfigSource;
  /** As the file spells it. */
  readonly key: string;
  /** The section that it belongs to, else its nearest relative. */
  readonly span: Span;
  readonly edits: readonly TextEdit[];
  /** The edits turn this older key into the required one. */
  readonly predecessor?: { readonly use: KeyUse; readonly succession: Succession };
}

/** The places that decide a key's value: the last one in each file, defaults only if nothing else sets it. */
export function decidingUses(known: ConfigKey, product: ProductKeys, facts: ConfigFacts): readonly KeyUse[] {
  const uses = facts.usesOf([known]).filter((use) => use.product === product);
  const bySource = new Map(uses.map((use) => [use.source, use]));
  const last = [...bySource.values()];
  const overriding = last.filter(({ source }) => !holdsDefaults(source));
  return overriding.length > 0 ? overriding : last;
}

/** A map under the key, or a value that is filled in later, is taken for right. */
export const isRight = ({ at }: KeyUse, wanted: unknown): boolean =>
  wanted === undefined || !isEntry(at) || isPlaceholder(at.value) || hasValue(at.value, wanted);

/** `undefined`: no file of the package is the one to set it, or one that may do so cannot be read. */
export function missingKey(known: ConfigKey, product: ProductKeys, facts: ConfigFacts): MissingKey | undefined {
  // Where one of many belongs, and how it is called, nobody can tell.
  if (isWild(known.key)) return undefined;
  const older = facts.usesOf(predecessorsOf(known.key, product)).filter((use) => use.product === product && isEntry(use.at));
  if (older.some((use) => use.known.state === 'deprecated' && isRight(use, known.requiredValue))) return undefined;
  for (const use of older) {
    const succession = successionOf(use, facts);
    const { source, spelling } = use;
    const key = succession?.key ?? spelled(product.product, known.key, spelling);
    if (succession && succession.kind !== 'remove')
      return { source, key, span: anchor(source, key), edits: succession.edits, predecessor: { use, succession } };
  }
  const places = facts.sourcesOf(product).flatMap((source) => placeIn(source, product, known) ?? []);
  if (places.some(({ source }) => source.isBroken)) return undefined;
  const [best] = places.sort((a, b) => rank(b, product) - rank(a, product));
  return best && { ...best, span: anchor(best.source, best.key), edits: best.source.syntax.insert(best.key, known.requiredValue) };
}

interface Place {
  readonly source: ConfigSource;
  readonly key: string;
  /** Leading segments that the key shares with keys of the file, without the product's name. */
  readonly shared: number;
}

function placeIn(source: ConfigSource, { product }: ProductKeys, { key }: ConfigKey): Place | undefined {
  if (source.isPart || languageOf(source.format).servers) return undefined;
  const { format } = source;
  const { variables } = languageOf(format);
  const beginnings = beginningsIn(source);
  const root = rootOf(product, key);
  const spelling = spellingIn();
  if (!spelling) return undefined;
  const written = spelled(product, key, spelling);
  const most = sharedWith(beginnings, pathOf(written, format));
  if (root === undefined && most === 0 && !isNamedAfter(source, product)) return undefined;
  return { source, key: written, shared: /^bare/.test(spelling) || root === undefined ? most : most - 1 };

  function spellingIn(): Spelling | undefined {
    if (variables === 'some') return undefined;
    if (variables === 'all' && beginnings.has(`${(root ?? product).toUpperCase()}.`)) return 'variable';
    if (variables === 'all') return beginnings.size > 0 && allowsBareVariables(source, product) ? 'bare-variable' : undefined;
    if (root === undefined || (beginnings.size === 0 && isNamedAfter(source, product))) return 'rooted';
    if (beginnings.has(root)) return 'rooted';
    return allowsBare(source, product, spelled(product, key, 'bare')) ? 'bare' : undefined;
  }
}

/** Segments of a key that are looked at. */
const maxDepth = 32;

/** The beginnings of a file's keys, segment by segment: of `a.b` these are `a`, `a.` and `a.b`. */
const beginningsIn = memo(({ syntax: { entries, sections, format } }: ConfigSource): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { key } of [...sections, ...entries]) {
    const path = pathOf(key, format);
    let at = path.indexOf('.');
    for (let depth = 0; at >= 0 && depth < maxDepth; depth++, at = path.indexOf('.', at + 1)) {
      found.add(path.slice(0, at)).add(path.slice(0, at + 1));
    }
    found.add(path);
  }
  return found;
});

/** How many leading segments a path shares with the keys of a file at most. */
function sharedWith(beginnings: ReadonlySet<string>, path: string): number {
  const segments = segmentsOf(path);
  for (let count = segments.length; count > 0; count--) if (beginnings.has(segments.slice(0, count).join('.'))) return count;
  return 0;
}

/** Relatives first; a file that overrides before defaults; the main file before others; variables last. */
function rank({ source, shared }: Place, { product }: ProductKeys): number {
  const flags = [languageOf(source.format).variables !== 'all', shared > 0, !holdsDefaults(source), isMainFile(source, product)];
  return flags.reduce((sum, flag, index) => sum + (flag ? 1000 * 2 ** (flags.length - index) : 0), Math.min(shared, 900));
}

function anchor({ text, syntax: { entries, sections, format } }: ConfigSource, key: string): Span {
  const wanted = pathOf(key, format);
  const around = [...sections, ...entries].filter((at) => below(pathOf(at.key, format), wanted) !== undefined);
  const home = around.sort((a, b) => b.key.length - a.key.length)[0];
  if (home) return home.keySpan;
  const all = [...entries, ...sections];
  const shares = all.map((at) => sharedSegments(pathOf(at.key, format), wanted));
  const most = shares.reduce((best, share) => Math.max(best, share), 0);
  return all[shares.indexOf(most)]?.keySpan ?? span(0, Math.min(1, text.length));
}

/** Variables have no dots: `DTEN_HYBRID_ENABLE` is below `DTEN_HYBRID`. */
const pathOf = (key: string, format: ConfigFormat): string =>
  languageOf(format).variables === 'all' ? key.replaceAll('_', '.') : plainName(key);
