import type { Command, SyntaxNode } from 'unbash';
import type { Span } from '../text/span';
import { eachChild, type PlaceOf } from './shell-nodes';
import type { ShellBranch } from './shell-script';

/** What decides whether a command runs, and what follows if it fails. */
export interface ShellFlow {
  /** Lists whose outcome decides what runs next: `if`, `elif` and loop conditions, and what stands before `&&` or `||`. */
  readonly conditions: readonly Span[];
  readonly branches: readonly ShellBranch[];
  /** What runs if the command fails, where the script says so; empty if it says that nothing does. */
  readonly onFailure: ReadonlyMap<Command, Span>;
}

interface Outcome {
  readonly failure: Span | undefined;
  readonly success: Span | undefined;
}

const unheeded: Outcome = { failure: undefined, success: undefined };

/** `root` is a parsed script; text that the parser decoded (escaped backticks) has no places of its own and inherits. */
export function readFlow(root: SyntaxNode, placeOf: PlaceOf): ShellFlow {
  const endOf = ({ end }: SyntaxNode) => placeOf({ pos: end, end });
  const conditions: Span[] = [];
  const branches: ShellBranch[] = [];
  const onFailure = new Map<Command, Span>();
  visit(root, unheeded, false);
  branches.sort((a, b) => a.question.end - b.question.end);
  return { conditions: conditions.sort((a, b) => a.start - b.start), branches, onFailure };

  function visit(node: SyntaxNode, outcome: Outcome, decoded: boolean, about?: Span): void {
    const condition = (at: SyntaxNode, own: Outcome) => {
      if (!decoded) conditions.push(placeOf(at));
      visit(at, decoded ? outcome : own, decoded);
    };
    const branch = (question: Span, body: { readonly pos: number; readonly end: number }, ifYes: boolean, about?: Span) => {
      if (!decoded) branches.push({ question, about, body: placeOf(body), ifYes });
    };
    switch (node.type) {
      case 'Command':
        if (outcome.failure) onFailure.set(node, outcome.failure);
        return eachChild(node, (child) => visit(child, outcome, decoded));
      case 'Function':
        return visit(node.body, unheeded, decoded);
      case 'CommandExpansion':
        return eachChild(node, (child) => visit(child, outcome, decoded || (child.type === 'Script' && child.source !== undefined)));
      case 'Pipeline': {
        const negated = node.prefixes.some(({ type }) => type === 'Negation');
        const own = negated && !decoded ? { failure: outcome.success ?? endOf(node), success: outcome.failure } : outcome;
        return eachChild(node, (child) => visit(child, own, decoded));
      }
      case 'AndOr': {
        let alternative: SyntaxNode | undefined;
        // Backwards: what runs if a part fails stands behind the next `||`.
        for (let index = node.commands.length - 1; index >= 0; index--) {
          const part = node.commands[index];
          if (node.operators[index] === '||') alternative = node.commands[index + 1];
          const failure = alternative ? placeOf({ pos: alternative.pos, end: node.end }) : outcome.failure;
          if (part && index === node.commands.length - 1) visit(part, outcome, decoded);
          else if (part) {
            condition(part, { failure, success: outcome.success });
            branch(placeOf(part), { pos: part.end, end: node.end }, node.operators[index] === '&&');
          }
        }
        return;
      }
      case 'While':
        condition(node.clause, { failure: endOf(node), success: placeOf(node.body) });
        return visit(node.body, outcome, decoded);
      case 'If': {
        const parts = [node, ...node.elif];
        parts.forEach(({ clause, then }, index) => {
          const next = parts[index + 1]?.clause ?? node.else;
          branch(placeOf(clause), then, true);
          if (next) branch(placeOf(clause), { pos: next.pos, end: node.end }, false);
          condition(clause, { failure: next ? placeOf({ pos: next.pos, end: node.end }) : endOf(node), success: placeOf(then) });
          visit(then, outcome, decoded);
        });
        if (node.else) visit(node.else, outcome, decoded);
        return;
      }
      case 'CaseItem': {
        const [first] = node.pattern;
        if (first) branch(placeOf({ pos: first.pos, end: node.body.pos }), node.body, true, about);
        return eachChild(node, (child) => visit(child, outcome, decoded));
      }
      case 'Case':
        visit(node.word, outcome, decoded);
        for (const item of node.items) visit(item, outcome, decoded, placeOf(node.word));
        return;
      default:
        eachChild(node, (child) => visit(child, outcome, decoded));
    }
  }
}
