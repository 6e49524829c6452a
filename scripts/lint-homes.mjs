import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('../src', import.meta.url));

/**
 * What is written in one place only. `selectors` find it, `homes` are the files below src/ that may write it: the one that everybody
 * else uses, and those that mean something else by the same words.
 */
const idioms = [
  {
    use: 'errorText() of text/error-text.ts has the words of whatever was thrown.',
    selectors: ['ConditionalExpression[test.operator="instanceof"][test.right.name="Error"][consequent.property.name="message"]'],
    homes: ['core/text/error-text.ts'],
  },
  {
    use: 'what is computed from an object is kept by memo() of text/memo.ts.',
    selectors: ['NewExpression[callee.name="WeakMap"]'],
    homes: [
      'core/text/memo.ts',
      // Not computed from the key alone: two entries, whose sources the caller knows.
      'core/compare/content.ts',
      // What a walk notes of the few nodes that it comes to through an expansion.
      'core/parse/shell-nodes.ts',
      // Outcomes, which count only as long as what else was looked at stays.
      'core/review/cache.ts',
      // Which call has the word, another one each time.
      'extension/review/diagnostics.ts',
    ],
  },
  {
    use: 'lists by key are made by groupBy() or entryOf() of text/groups.ts.',
    selectors: [
      'IfStatement > ExpressionStatement.alternate > CallExpression[callee.property.name="set"] > ArrayExpression:nth-child(2)',
      'CallExpression[callee.property.name="set"] > ArrayExpression > SpreadElement > LogicalExpression[operator="??"][right.type="ArrayExpression"]',
      'CallExpression[callee.property.name="set"] > CallExpression > MemberExpression > LogicalExpression[operator="??"][right.type="NewExpression"]',
    ],
    homes: ['core/text/groups.ts'],
  },
  {
    use: 'what a map has under a key, or gets the first time, is entryOf() of text/groups.ts or memo() of text/memo.ts.',
    selectors: ['VariableDeclarator[init.operator="??"][init.left.callee.property.name="get"]'],
    isMeant: (node, context) => context.sourceCode.getDeclaredVariables(node).some(({ references }) => references.some(isPutBack)),
    homes: [
      // The block asked for last is put behind the others.
      'node/search/block-source.ts',
    ],
  },
  {
    use: 'environmentOf() and hostsIn() of inventory/inventory.ts look an environment up.',
    selectors: ['CallExpression[callee.object.name="environments"], CallExpression[callee.object.property.name="environments"]'],
    isMeant: ({ callee }) => /^(find|filter)$/.test(callee.property?.name ?? ''),
    homes: ['core/inventory/inventory.ts'],
  },
  {
    use: 'baseName() and its like of text/path.ts take paths apart.',
    selectors: [
      'CallExpression[callee.property.name="slice"] CallExpression[callee.property.name="lastIndexOf"][arguments.0.value="/"]',
      'Literal[regex.pattern="^.*\\\\/"]',
    ],
    homes: ['core/text/path.ts'],
  },
  {
    use: 'compareText() of text/order.ts puts text in order.',
    selectors: ['ConditionalExpression[test.operator=/^[<>]$/][consequent.operator="-"][alternate.type="ConditionalExpression"]'],
    homes: ['core/text/order.ts'],
  },
  {
    use: 'which characters nobody sees is told in text/visible.ts.',
    selectors: ['Literal[regex.pattern=/u(001[bf]|007f|009f|200[bef]|202[ae]|206[069]|feff)/i]'],
    // What a terminal obeys is read there, and not shown.
    homes: ['core/text/visible.ts', 'core/inventory/reading/terminal.ts'],
  },
];

/** `map.set(key, it)` */
const isPutBack = ({ identifier: { parent }, identifier }) =>
  parent.type === 'CallExpression' && parent.callee.property?.name === 'set' && parent.arguments[1] === identifier;

/** ESLint rule: what has a home is not written anew elsewhere. */
export const oneHome = {
  meta: { type: 'problem', schema: [], messages: { again: '{{use}}' } },
  create(context) {
    const path = relative(sources, context.filename).split(sep).join('/');
    const found = idioms.filter(({ homes }) => !homes.includes(path));
    return Object.fromEntries(
      found.flatMap(({ use, selectors, isMeant = () => true }) =>
        selectors.map((selector) => [
          selector,
          (node) => {
            if (isMeant(node, context)) context.report({ node, messageId: 'again', data: { use } });
          },
        ]),
      ),
    );
  },
};
