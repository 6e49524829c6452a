import { groupBy } from '../text/groups';
import type { ConfigSource } from '../facts/config/config-source';
import type { ConfigEntry } from '../parse/config/contents';
import { memo } from '../text/memo';

/** A key where a file sets it. */
export interface Setting {
  readonly source: ConfigSource;
  readonly entry: ConfigEntry;
}

/** Elements of one list that are told apart; lists of thousands are data. */
const maxEntries = 2000;

/**
 * The settings of the older file whose place these of the newer one have taken. A key may stand many times: in elements of a list, in
 * documents of a file, in blocks of a server. What both have is no change wherever it stands; of what is left, the same places go together
 * first, then the others in their order.
 */
export function partners(before: readonly Setting[], after: readonly Setting[]): ReadonlyMap<Setting, Setting> {
  const older = groupBy(before, groupOf);
  const found = new Map<Setting, Setting>();
  for (const [group, settings] of groupBy(after, groupOf)) {
    const others = older.get(group);
    if (!others) continue;
    const [first, other] = [settings[0], others[0]];
    if (settings.length === 1 && others.length === 1) found.set(first, other);
    else if (settings.length <= maxEntries && others.length <= maxEntries) pairUp(others, settings, found);
  }
  return found;
}

function pairUp(before: readonly Setting[], after: readonly Setting[], found: Map<Setting, Setting>): void {
  let [old, own] = unpaired(before, after, ({ entry }) => JSON.stringify(entry.value), found);
  [old, own] = unpaired(old, own, ({ entry }) => entry.key, found);
  for (const [index, setting] of own.entries()) {
    const other = old[index];
    if (other) found.set(setting, other);
  }
}

/** Puts together what has the same name, in its order; the rest. */
function unpaired(
  before: readonly Setting[],
  after: readonly Setting[],
  nameOf: (setting: Setting) => string,
  found: Map<Setting, Setting>,
): [readonly Setting[], readonly Setting[]] {
  const waiting = new Map([...groupBy(before, nameOf)].map(([name, settings]) => [name, settings.values()]));
  const taken = new Set<Setting>();
  const left = after.filter((setting) => {
    const other = waiting.get(nameOf(setting))?.next().value;
    if (!other) return true;
    taken.add(other);
    found.set(setting, other);
    return false;
  });
  return [before.filter((setting) => !taken.has(setting)), left];
}

/** The file, what its document is about where it says so, and the key without the places in lists. */
const groupOf = ({ source, entry: { key, keySpan } }: Setting): string =>
  [source.place, documentOf(source, keySpan.start), key.replace(/\.\d+(?=\.|$)/g, '.*')].join('\0');

function documentOf(source: ConfigSource, at: number): string {
  const documents = documentsOf(source);
  return documents.findLast(({ start }) => start <= at)?.name ?? '';
}

interface NamedDocument {
  readonly start: number;
  readonly name: string;
}

/** Documents of one file that are told apart. */
const maxDocuments = 500;

/** `Deployment hub` of each document of a file that has several. */
const documentsOf = memo(({ text, format, syntax: { entries } }: ConfigSource): readonly NamedDocument[] => {
  if (format !== 'yaml') return [];
  const starts = Array.from(text.matchAll(/^---(?=\s|$)/gm), ({ index }) => index).slice(0, maxDocuments);
  if (starts.length === 0) return [];
  const named = entries.filter(({ key }) => key === 'kind' || key === 'metadata.name' || key === 'metadata.namespace');
  let next = 0;
  return [0, ...starts].map((start, index) => {
    const end = starts[index] ?? text.length;
    const words: string[] = [];
    for (; (named[next]?.keySpan.start ?? end) < end; next++) words.push(String(named[next]?.value));
    return { start, name: words.join(' ') };
  });
});
