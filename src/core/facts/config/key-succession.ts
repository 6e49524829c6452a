import type { TextEdit } from '../../text/edit';
import { removeWithComment } from '../../parse/config/remove-with-comment';
import { joined } from '../../parse/config/paths';
import { succeed } from '../../parse/config/succeed';
import type { ConfigKey } from '../../catalog/catalog';
import type { ConfigFacts } from './config-facts';
import { holdsDefaults, ownEntry } from './config-source';
import { inPlaceOf, namesIn, plainName, plainVariable, spelled, type Spelling } from './key-names';
import { isEntry } from './key-finder';
import type { KeyUse, ProductKeys } from './known-keys';
import { hasValue, isScalar } from './required-value';
import { memo } from '../../text/memo';
import { entryOf } from '../../text/groups';

/** How a file gets rid of a key that has no future. */
export interface Succession {
  readonly kind: 'remove' | 'rename' | 'move';
  /** The key as the file spells it afterwards. */
  readonly key: string;
  /** Given to the successor instead of the old value. */
  readonly value?: unknown;
  /** Another key of the file has the same successor: which value is right is a guess. */
  readonly rival?: true;
  readonly edits: readonly TextEdit[];
}

/** Characters read to try the edits of one file, each of which is read again as a whole: 100 keys in 200 kB. */
const maxWork = 20_000_000;

/** Whether the file parts the key's names as the catalog does: how another way writes the successor is its own affair. */
const isUsual = ({ at, known, product, spelling }: KeyUse): boolean =>
  isEntry(at) && at.variable !== undefined
    ? plainVariable(at.variable) === at.variable
    : at.key.replaceAll('-', '_').endsWith(plainName(spelled(product.product, known.key, spelling)));

/**
 * The key becomes its successor, with the value that the catalog requires of that; it goes where the successor is set
 * already or there is none. `undefined` where only a person can tell: sections, successors of keys that a file sets twice.
 */
export function successionOf(use: KeyUse, facts: ConfigFacts): Succession | undefined {
  const { at, source, known, product, spelling } = use;
  if (!isEntry(at) || at.inherited) return undefined;
  const sameFile = facts.usesIn(source).filter((other) => other.product === product);
  if (source.text.length * sameFile.length > maxWork) return undefined;
  const { text, syntax } = source;
  const entry = ownEntry(syntax, at);
  if (!entry) return undefined;
  const removed = (): Succession | undefined => {
    const edits = removeWithComment(text, syntax, entry);
    return edits.length === 0 ? undefined : { kind: 'remove', key: at.key, edits };
  };
  if (known.replacedBy === undefined) return known.state === 'removed' ? removed() : undefined;
  const replacedBy = successorKey(known, product);
  if (replacedBy === undefined) return undefined;
  if (isSetBeside(use, replacedBy, facts)) return removed();
  // Of two keys with one successor the first takes it; then the other goes.
  const twice = sameFile.some((other) => other !== use && other.at.key === at.key);
  const rivals = sameFile.filter((other) => successorKey(other.known, product) === replacedBy);
  if (twice || rivals[0] !== use) return undefined;
  if (!isUsual(use)) return undefined;
  const named = spelled(product.product, replacedBy, spelling);
  const key = spelling === 'directive' ? besideOf(at.key, named) : inPlaceOf(at, named);
  if (key === undefined) return undefined;
  const required = stateOf(replacedBy, product);
  const value = required?.state === 'required' && isScalar(required.requiredValue) ? required.requiredValue : undefined;
  const changes = value !== undefined && !hasValue(at.value, value);
  const edits = succeed(text, syntax, entry, key, changes ? value : undefined);
  if (edits.length === 0) return undefined;
  const inPlace = edits[0]?.span.start === at.keySpan.start && edits[0].span.end === at.keySpan.end;
  return { kind: inPlace ? 'rename' : 'move', key, ...(changes && { value }), ...(rivals.length > 1 && { rival: true }), edits };
}

/** A directive stays in its block; which one another block would be only a person can tell. */
const besideOf = (key: string, name: string): string | undefined =>
  name.includes('.') ? undefined : joined(key.split('.').slice(0, -1).join('.'), name);

/** Catalogs also put advice where a key is meant. */
const isKey = (text: string): boolean => /^[\w.-]+$/.test(text);

const stateOf = (key: string, { byKey }: ProductKeys): ConfigKey | undefined => byKey.get(key);

/** Successors of successors that are followed; catalogs may go in circles. */
const maxSteps = 10;

/** The key that stands in the end for one that was replaced, perhaps several times; `undefined` if there is none left. */
export function successorKey({ replacedBy }: ConfigKey, product: ProductKeys): string | undefined {
  let key = replacedBy;
  for (let step = 0; key !== undefined && step < maxSteps; step++) {
    if (!isKey(key)) return undefined;
    const known = stateOf(key, product);
    if (!known || known.state === 'required' || (known.state === 'deprecated' && !known.replacedBy)) return key;
    key = known.replacedBy;
  }
  return undefined;
}

/** The keys that have this one as their successor. */
export const predecessorsOf = (key: string, product: ProductKeys): readonly ConfigKey[] => bySuccessor(product).get(key) ?? [];

const bySuccessor = memo((product: ProductKeys): ReadonlyMap<string, readonly ConfigKey[]> => {
  const found = new Map<string, ConfigKey[]>();
  for (const state of product.states) {
    const successor = successorKey(state, product);
    if (successor !== undefined) entryOf(found, successor, () => []).push(state);
  }
  return found;
});

/** In the same file, or in one that has the last word over defaults. */
function isSetBeside({ source, spelling, product: { product } }: KeyUse, key: string, facts: ConfigFacts): boolean {
  const names = (spellings: readonly Spelling[]) => spellings.map((spelling) => plainName(spelled(product, key, spelling)));
  const here = namesIn(source);
  const own = spelling === 'bare-variable' ? spelling : 'variable';
  return (
    names(['rooted', 'bare', own]).some((name) => here.has(name)) ||
    (holdsDefaults(source) && names(['rooted', 'variable']).some((name) => facts.overrides(name)))
  );
}
