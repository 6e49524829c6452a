/** A piece of a review that runs without a pause: one file that is parsed and looked at, or one rule. */
export type Unit =
  { readonly kind: 'file'; readonly of: 'package' | 'baseline'; readonly path: string } | { readonly kind: 'rule'; readonly id: string };

/** Called just before a unit begins: whoever watches from outside knows what to blame if it does not end. */
export type Watch = (unit: Unit) => void;

/** What a review must leave alone, by `unitKey`, and why, as a clause. */
export type LeftOut = ReadonlyMap<string, string>;

export const unitKey = (unit: Unit): string => (unit.kind === 'file' ? `${unit.of}:${unit.path}` : `rule:${unit.id}`);
