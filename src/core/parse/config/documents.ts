import type { ConfigEntry } from './contents';

/** The documents of a YAML file: their entries follow each other, and each document says each of its keys once. */
export function documentsOf(entries: readonly ConfigEntry[]): readonly (readonly ConfigEntry[])[] {
  const documents: ConfigEntry[][] = [];
  let seen = new Set<string>();
  for (const entry of entries) {
    if (documents.length === 0 || seen.has(entry.key)) {
      documents.push([]);
      seen = new Set();
    }
    seen.add(entry.key);
    documents.at(-1)?.push(entry);
  }
  return documents;
}
