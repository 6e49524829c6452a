import type { FindingNode } from './finding-item';
import type { FindingsNode } from './findings-tree';

/** The findings that a command of the tree was called on. */
export const chosenFindings = (node?: FindingsNode, nodes?: readonly FindingsNode[]): readonly FindingNode[] => {
  const called = nodes ?? (node ? [node] : []);
  return [...new Set(called.flatMap((each) => (each.kind === 'group' ? each.children : each.kind === 'finding' ? [each] : [])))];
};
