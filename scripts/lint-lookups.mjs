import ts from 'typescript';

/**
 * ESLint rule, with types: text never looks things up on a plain object, where `constructor` is found in every one. Lists,
 * maps and keys that are among the literals that the object has are none of its business.
 */
export const ownLookups = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      record: 'Text as a key finds what every object has (constructor): use a Map, or own() of text/own.ts.',
      has: '`in` finds what every object has (constructor): use a Map, or Object.hasOwn.',
    },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const typeOf = (node) => checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
    const isAnyText = (type) => (type.isUnion() ? type.types.some(isAnyText) : Boolean(type.flags & ts.TypeFlags.String));
    const isRecord = (type) =>
      type.isUnion()
        ? type.types.some(isRecord)
        : !checker.isArrayLikeType(type) && checker.getIndexInfoOfType(checker.getApparentType(type), ts.IndexKind.String) !== undefined;
    return {
      MemberExpression(node) {
        if (node.computed && isAnyText(typeOf(node.property)) && isRecord(typeOf(node.object)))
          context.report({ node, messageId: 'record' });
      },
      BinaryExpression(node) {
        if (
          node.operator === 'in' &&
          node.left.type !== 'Literal' &&
          node.left.type !== 'PrivateIdentifier' &&
          isAnyText(typeOf(node.left))
        )
          context.report({ node, messageId: 'has' });
      },
    };
  },
};
