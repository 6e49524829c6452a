import { forEachChild, type SyntaxNode } from 'unbash';
import type { Span } from '../text/span';

export type PlaceOf = (node: { readonly pos: number; readonly end: number }) => Span;

/** Where a node stands; the parser may see the end of an unterminated construct behind the end of the text. */
export const placesIn =
  (text: string): PlaceOf =>
  ({ pos, end }) => ({ start: Math.min(pos, text.length), end: Math.min(end, text.length) });

/** The parser reads an expansion anew when its children are asked for: without a bound, nesting costs depth times length. */
const maxNesting = 16;
const lazy = new Set([
  'CommandExpansion',
  'ProcessSubstitution',
  'ParameterExpansion',
  'ArithmeticExpansion',
  'ArithmeticCommandExpansion',
]);
/** How many expansions hold a node; nodes outside of all are not kept. */
const nesting = new WeakMap<SyntaxNode, number>();

/** Like the parser's own walk, but expansions that are nested more deeply than anybody writes are not entered. */
export function eachChild(node: SyntaxNode, visit: (child: SyntaxNode) => void): void {
  const depth = (nesting.get(node) ?? 0) + (lazy.has(node.type) ? 1 : 0);
  if (depth > maxNesting) return;
  if (depth === 0) return forEachChild(node, visit);
  forEachChild(node, (child) => {
    nesting.set(child, depth);
    visit(child);
  });
}

/** The nodes that `eachChild` visits. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  eachChild(node, (child) => void found.push(child));
  return found;
}

/** Far more than anybody writes; each further level makes the parser read the rest of the text once more. */
const maxOpenParameters = 100;

/** Whether so many `${` stand open that the parser would take minutes. */
export function nestsTooDeeply(text: string): boolean {
  let open = 0;
  for (const [found] of text.matchAll(/\$\{|\}/g)) {
    open = found === '}' ? Math.max(open - 1, 0) : open + 1;
    if (open > maxOpenParameters) return true;
  }
  return false;
}
