import { applyEdits, type TextEdit } from '../../text/edit';
import type { ConfigContents, ConfigEditor, ConfigEntry } from './contents';
import { below } from './paths';
import { triesOf } from './tries';

type Change = (entries: Facts) => void;
/** How often each entry occurs. */
type Facts = Map<string, number>;

/**
 * The edits of a file, tried: each is applied, read again, and dropped unless exactly the wanted entry
 * changed. Anchors, merge keys and repeated keys make other entries change along. Of very many edits the last ones are not tried, and dropped.
 */
export function checkedEdits(
  text: string,
  file: ConfigContents,
  typedValues: boolean,
  read: (text: string) => ConfigContents,
): ConfigEditor {
  const mayTry = triesOf(text);
  const tried = (edits: readonly TextEdit[], change: Change): readonly TextEdit[] => {
    if (edits.length === 0 || !mayTry()) return [];
    const after = read(applyEdits(text, edits));
    const wanted = factsOf(file);
    change(wanted);
    return after.faults.length === 0 && same(wanted, factsOf(after)) ? edits : [];
  };
  const typed = (value: unknown): unknown => (typedValues ? value : String(value));
  let keys: ReadonlySet<string> | undefined;
  const isTaken = (key: string): boolean => (keys ??= new Set([...file.entries, ...file.sections].map((one) => one.key))).has(key);
  return {
    insert: (key, value) =>
      tried(file.insert(key, value), (facts) => {
        // A key without a value becomes a map.
        for (const { key: opener, value: none } of file.entries) if (none === null && below(opener, key)) add(facts, opener, none, -1);
        add(facts, key, typed(value), 1);
      }),
    remove: (entry) => tried(file.remove(entry), (facts) => add(facts, entry.key, entry.value, -1)),
    rename: (entry, key) =>
      tried(isTaken(key) ? [] : file.rename(entry, key), (facts) => {
        add(facts, entry.key, entry.value, -1);
        add(facts, key, entry.value, 1);
      }),
    replace: (entry, value) =>
      tried(file.replace(entry, value), (facts) => {
        add(facts, entry.key, entry.value, -1);
        add(facts, entry.key, typed(value), 1);
      }),
  };
}

function factsOf({ entries }: { readonly entries: readonly ConfigEntry[] }): Facts {
  const facts: Facts = new Map();
  for (const { key, value } of entries) add(facts, key, value, 1);
  return facts;
}

function add(facts: Facts, key: string, value: unknown, by: number): void {
  const fact = `${key}\0${JSON.stringify(value)}`;
  const count = (facts.get(fact) ?? 0) + by;
  if (count === 0) facts.delete(fact);
  else facts.set(fact, count);
}

const same = (a: Facts, b: Facts): boolean => a.size === b.size && [...a].every(([fact, count]) => b.get(fact) === count);
