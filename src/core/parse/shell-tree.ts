import type { ShellNode } from './shell-script';

/** The nodes right inside of one. */
export function insideOf(node: ShellNode): readonly ShellNode[] {
  switch (node.kind) {
    case 'list':
      return node.items;
    case 'chain':
    case 'pipe':
      return node.parts;
    case 'if':
      return [...node.branches.flatMap(({ test, body }) => [test, body]), ...(node.otherwise ? [node.otherwise] : [])];
    case 'case':
      return node.items.map(({ body }) => body);
    case 'while':
      return [node.test, node.body];
    case 'for':
    case 'function':
    case 'subshell':
    case 'background':
    case 'redirected':
      return [node.body];
    case 'command':
      return node.inside;
    case 'test':
      return [];
  }
}
