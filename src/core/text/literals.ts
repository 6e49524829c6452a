/** Where a text has one of a few literals. */
export interface LiteralPlace {
  readonly at: number;
  readonly literal: string;
}

const bits = 15;
const mask = (1 << bits) - 1;

/** Three characters fill the hash, so those before them are shifted out of it. */
const next = (hash: number, unit: number): number => ((hash << 5) ^ unit) & mask;

/**
 * Looks for many literals at once, in the time that one look at each character takes. Each has three characters or more.
 * Their first three tell most places apart, by a table of their hashes.
 */
export function literalFinder(literals: readonly string[]): (text: string) => LiteralPlace[] {
  const byHash: (string[] | undefined)[] = Array.from({ length: mask + 1 });
  for (const literal of literals) {
    let hash = 0;
    for (let at = 0; at < 3; at++) hash = next(hash, literal.charCodeAt(at));
    (byHash[hash] ??= []).push(literal);
  }
  const begins = Uint8Array.from(byHash, (own) => (own ? 1 : 0));
  return (text) => {
    const found: LiteralPlace[] = [];
    let hash = 0;
    for (let end = 0; end < text.length; end++) {
      hash = ((hash << 5) ^ text.charCodeAt(end)) & mask;
      if (begins[hash] === 0) continue;
      for (const literal of byHash[hash] ?? []) if (text.startsWith(literal, end - 2)) found.push({ at: end - 2, literal });
    }
    return found;
  };
}
