import type { SyntaxFault } from '../fault';
import { readXmlTree, type XmlNode } from './xml-tree';

/**
 * A fragment is no fault: elements one after the other, which its reader puts into a document, or reads one by one. Nor is what only a
 * reader of its own takes, nor what documents take their entities from.
 */
export const xmlFault = (text: string, fault: SyntaxFault): SyntaxFault | undefined =>
  escaped.test(text) || declarations.test(text) || isFragment(text) ? undefined : fault;

/** The part of a document's type that lies in a file of its own. */
const declarations = /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\s/;

/** No XML knows `\<`: patterns in files of OSSEC. */
const escaped = /\\</;

const open = '<fragment>';

function isFragment(text: string): boolean {
  const whole = `${open}${text.replace(/^\s*<\?xml[^>]*\?>/, (declaration) => ' '.repeat(declaration.length))}</fragment>`;
  const children = readXmlTree(whole).root?.children ?? [];
  return (
    children.length > 1 &&
    !textBetween(whole, children)
      .replace(/<!--[\s\S]*?-->/g, '')
      .trim()
  );
}

function textBetween(whole: string, elements: readonly XmlNode[]): string {
  const ends = [open.length, ...elements.map(({ span }) => span.end)];
  const starts = [...elements.map(({ span }) => span.start), whole.length - '</fragment>'.length];
  return ends.map((end, index) => whole.slice(end, starts[index])).join('');
}
