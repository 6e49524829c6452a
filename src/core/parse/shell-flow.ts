import type { Span } from '../text/span';
import type { ShellBranch, ShellCommand } from './shell-script';
import type { ShellNode } from './shell-script';

/** What decides whether a command runs. */
export interface ShellFlow {
  /** Lists whose outcome decides what runs next: `if`, `elif` and loop conditions, and what stands before `&&` or `||`. */
  readonly conditions: readonly Span[];
  readonly branches: readonly ShellBranch[];
}

interface Outcome {
  readonly failure: Span | undefined;
  readonly success: Span | undefined;
}

const unheeded: Outcome = { failure: undefined, success: undefined };

/**
 * `fails` is told what runs if a command fails, where the script says so; an empty stretch if it says that nothing does. Text that
 * the parser decoded (escaped backticks) has no places of its own and inherits.
 */
export function readFlow(tree: ShellNode, fails: (command: ShellCommand, next: Span) => void): ShellFlow {
  const conditions: Span[] = [];
  const branches: ShellBranch[] = [];
  visit(tree, unheeded, false);
  branches.sort((a, b) => a.question.end - b.question.end);
  return { conditions: conditions.sort((a, b) => a.start - b.start), branches };

  function visit(node: ShellNode, outcome: Outcome, decoded: boolean): void {
    const condition = (at: ShellNode, own: Outcome) => {
      if (!decoded) conditions.push(at.span);
      visit(at, decoded ? outcome : own, decoded);
    };
    const branch = (question: Span, body: Span, ifYes: boolean, about?: Span) => {
      if (!decoded) branches.push({ question, about, body, ifYes });
    };
    const { end } = node.span;
    switch (node.kind) {
      case 'command':
        if (outcome.failure) fails(node.command, outcome.failure);
        for (const child of node.inside) visit(child, outcome, decoded);
        return;
      case 'list':
        for (const item of node.items) visit(item, outcome, decoded);
        return;
      case 'function':
        return visit(node.body, unheeded, decoded);
      case 'subshell':
        return visit(node.body, outcome, decoded || node.isDecoded === true);
      case 'pipe': {
        const own = node.negated && !decoded ? { failure: outcome.success ?? { start: end, end }, success: outcome.failure } : outcome;
        for (const part of node.parts) visit(part, own, decoded);
        return;
      }
      case 'chain': {
        let alternative: ShellNode | undefined;
        // Backwards: what runs if a part fails stands behind the next `||`.
        for (let index = node.parts.length - 1; index >= 0; index--) {
          const part = node.parts[index];
          if (node.operators[index] === '||') alternative = node.parts[index + 1];
          const failure = alternative ? { start: alternative.span.start, end } : outcome.failure;
          if (part && index === node.parts.length - 1) visit(part, outcome, decoded);
          else if (part) {
            condition(part, { failure, success: outcome.success });
            branch(part.span, { start: part.span.end, end }, node.operators[index] === '&&');
          }
        }
        return;
      }
      case 'while':
        condition(node.test, { failure: { start: end, end }, success: node.body.span });
        return visit(node.body, outcome, decoded);
      case 'if': {
        node.branches.forEach(({ test, body }, index) => {
          const next = node.branches[index + 1]?.test ?? node.otherwise;
          const rest = { start: next?.span.start ?? end, end };
          branch(test.span, body.span, true);
          if (next) branch(test.span, rest, false);
          condition(test, { failure: rest, success: body.span });
          visit(body, outcome, decoded);
        });
        if (node.otherwise) visit(node.otherwise, outcome, decoded);
        return;
      }
      case 'case':
        for (const { patterns, body } of node.items) {
          const [first] = patterns;
          if (first) branch({ start: first.span.start, end: body.span.start }, body.span, true, node.word.span);
          visit(body, outcome, decoded);
        }
        return;
      case 'for':
      case 'background':
      case 'redirected':
        return visit(node.body, outcome, decoded);
      case 'test':
    }
  }
}
