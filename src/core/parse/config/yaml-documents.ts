import { Composer, LineCounter, Parser, type CST, type Document, type ParsedNode } from 'yaml';
import { span } from '../../text/span';
import type { SyntaxFault } from '../fault';

/** Nesting that the composer's recursion bears; configuration has a dozen levels. */
const maxDepth = 100;

/** UTF-16 units. The library reads some 3 MB/s, and configuration of this size is generated. */
const maxLength = 2 * 1024 * 1024;

export type YamlDocument = Document.Parsed;

export function readDocuments(text: string): { documents: YamlDocument[]; faults: SyntaxFault[] } {
  const whole = span(0, Math.min(text.length, 1));
  if (text.length > maxLength)
    return { documents: [], faults: [{ code: 'too-large', span: whole, detail: `more than ${maxLength} characters` }] };
  const tokens = [...new Parser(new LineCounter().addNewLine).parse(text)];
  if (tokens.some((token) => depthOf(token) > maxDepth)) {
    return { documents: [], faults: [{ code: 'too-deep', span: whole, detail: `nested more than ${maxDepth} levels` }] };
  }
  const composer = new Composer<ParsedNode>({ uniqueKeys: false, strict: false, prettyErrors: false, logLevel: 'silent' });
  const documents = [...composer.compose(tokens)];
  const faults = documents.flatMap(({ errors }) =>
    errors.map(({ code, pos, message }) => ({
      code: code.toLowerCase().replaceAll('_', '-'),
      span: span(pos[0], pos[1]),
      detail: message,
    })),
  );
  return { documents, faults };
}

/** Without recursion: deeper texts would overflow the stack of the composer. */
function depthOf(root: CST.Token): number {
  let deepest = 0;
  const open: { token: CST.Token; depth: number }[] = [{ token: root, depth: 0 }];
  for (let top = open.pop(); top; top = open.pop()) {
    const { token, depth } = top;
    deepest = Math.max(deepest, depth);
    const children: (CST.Token | null | undefined)[] = [];
    if ('value' in token) children.push(token.value);
    if ('items' in token) for (const item of token.items) children.push('key' in item ? item.key : undefined, item.value);
    for (const child of children) if (child) open.push({ token: child, depth: depth + 1 });
  }
  return deepest;
}
