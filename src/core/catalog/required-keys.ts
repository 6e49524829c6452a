import type { TextEdit } from '../text/edit';
import { span, type Span } from '../text/span';
import type { ConfigFormat } from '../parse/config/config';
import { below, sharedSegments } from '../parse/config/paths';
import type { ConfigKey } from './catalog';
import type { ConfigFacts } from './config-facts';
import { holdsDefaults, isMainFile, isNamedAfter, type ConfigSource } from './config-source';
import { plainName, rootOf, spelled, type Spelling } from './key-names';
import { successionOf, successorKey, type Succession } from './key-succession';
import { allowsBare, isEntry, mayConfigure, type KeyUse, type ProductKeys } from './known-keys';
import { hasValue, isPlaceholder } from './required-value';

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
export function decidingUses(known: ConfigKey, product: ProductKeys, { uses }: ConfigFacts): readonly KeyUse[] {
  const bySource = new Map(uses.filter((use) => use.known === known && use.product === product).map((use) => [use.source, use]));
  const last = [...bySource.values()];
  const overriding = last.filter(({ source }) => !holdsDefaults(source));
  return overriding.length > 0 ? overriding : last;
}

/** A map under the key, or a value that is filled in later, is taken for right. */
export const isRight = ({ at }: KeyUse, wanted: unknown): boolean =>
  wanted === undefined || !isEntry(at) || isPlaceholder(at.value) || hasValue(at.value, wanted);

/** `undefined`: no file of the package is the one to set it, or one that may do so cannot be read. */
export function missingKey(known: ConfigKey, product: ProductKeys, facts: ConfigFacts): MissingKey | undefined {
  const older = facts.uses.filter((use) => use.product === product && isEntry(use.at) && successorKey(use.known, product) === known.key);
  if (older.some((use) => use.known.state === 'deprecated' && isRight(use, known.requiredValue))) return undefined;
  for (const use of older) {
    const succession = successionOf(use, facts);
    const { source, spelling } = use;
    const key = spelled(product.product, known.key, spelling);
    if (succession && succession.kind !== 'remove')
      return { source, key, span: anchor(source, key), edits: succession.edits, predecessor: { use, succession } };
  }
  const places = facts.sources.flatMap((source) => (mayConfigure(source, product) ? (placeIn(source, product, known) ?? []) : []));
  if (places.some(({ source }) => source.syntax.faults.length > 0)) return undefined;
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
  const { entries, sections, format } = source.syntax;
  const names = [...sections, ...entries].map((at) => pathOf(at.key, format));
  const root = rootOf(product, key);
  const spelling = spellingIn();
  if (!spelling) return undefined;
  const written = spelled(product, key, spelling);
  const most = names.reduce((best, name) => Math.max(best, sharedSegments(name, pathOf(written, format))), 0);
  if (root === undefined && most === 0 && !isNamedAfter(source, product)) return undefined;
  return { source, key: written, shared: spelling === 'bare' || root === undefined ? most : most - 1 };

  function spellingIn(): Spelling | undefined {
    if (format === 'env') return names.some((name) => below((root ?? product).toUpperCase(), name) !== undefined) ? 'variable' : undefined;
    if (root === undefined || (names.length === 0 && isNamedAfter(source, product))) return 'rooted';
    if (names.some((name) => name === root || below(root, name) !== undefined)) return 'rooted';
    return allowsBare(source, product, spelled(product, key, 'bare')) ? 'bare' : undefined;
  }
}

/** Relatives first; a file that overrides before defaults; the main file before others; variables last. */
function rank({ source, shared }: Place, { product }: ProductKeys): number {
  const flags = [source.syntax.format !== 'env', shared > 0, !holdsDefaults(source), isMainFile(source, product)];
  return flags.reduce((sum, flag, index) => sum + (flag ? 1000 * 2 ** (flags.length - index) : 0), Math.min(shared, 900));
}

function anchor({ text, syntax: { entries, sections, format } }: ConfigSource, key: string): Span {
  const wanted = pathOf(key, format);
  const around = [...sections, ...entries].filter((at) => below(pathOf(at.key, format), wanted) !== undefined);
  const home = around.sort((a, b) => b.key.length - a.key.length)[0];
  if (home) return home.keySpan;
  const all = [...entries, ...sections];
  const shares = all.map((at) => sharedSegments(pathOf(at.key, format), wanted));
  return all[shares.indexOf(Math.max(0, ...shares))]?.keySpan ?? span(0, Math.min(1, text.length));
}

/** Variables have no dots: `DTEN_HYBRID_ENABLE` is below `DTEN_HYBRID`. */
const pathOf = (key: string, format: ConfigFormat): string => (format === 'env' ? key.replaceAll('_', '.') : plainName(key));
