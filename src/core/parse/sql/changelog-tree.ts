import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { Span } from '../../text/span';
import { nameOf } from '../config/yaml-nodes';
import { readDocuments } from '../config/yaml-documents';
import { readXmlTree, type XmlNode } from '../config/xml-tree';

/** A part of a changelog of Liquibase, whatever form it is written in. */
export interface LogNode {
  readonly name: string;
  /** Of the name. */
  readonly span: Span;
  /** Attributes, and what else has one value. */
  readonly values: ReadonlyMap<string, string>;
  readonly children: readonly LogNode[];
  /** Between the tags, or of a list of texts. */
  readonly text: string;
  /** Where values stand, by their names; of the text by an empty one. */
  readonly places: ReadonlyMap<string, Span>;
}

/** `undefined`: it cannot be read, or is no changelog. */
export function changelogIn(text: string): LogNode | undefined {
  const root = /^\s*</.test(text) ? ofXml(text) : ofYaml(text);
  return root?.name === 'databaseChangeLog' ? root : undefined;
}

function ofXml(text: string): LogNode | undefined {
  const { root } = readXmlTree(text);
  return root && xmlNode(root);
}

const xmlNode = ({ name, nameSpan, inside, attributes, children, text }: XmlNode): LogNode => ({
  name,
  span: nameSpan,
  values: new Map(attributes.map((attribute) => [attribute.name, attribute.value])),
  children: children.map(xmlNode),
  text,
  places: new Map([['', inside] as const, ...attributes.map((attribute) => [attribute.name, attribute.valueSpan] as const)]),
});

function ofYaml(text: string): LogNode | undefined {
  const [document] = readDocuments(text).documents;
  const [root] = document?.contents ? nodesIn(document.contents) : [];
  return root;
}

/** Of a map each entry that is no text, and of a list those of all its maps: `columns: [{ column: … }]` is a `column` in `columns`. */
function nodesIn(node: ParsedNode): readonly LogNode[] {
  if (isSeq(node)) return node.items.flatMap((item) => nodesIn(item));
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }): readonly LogNode[] => {
    const name = nameOf(key);
    if (name === undefined || !value || isScalar(value)) return [];
    const [start, end] = key.range;
    return [
      {
        name: unquoted(name),
        span: { start, end },
        values: valuesIn(value),
        children: nodesIn(value),
        text: isSeq(value) ? value.items.map((item) => (isScalar(item) ? String(item.value) : '')).join('\n') : '',
        places: placesIn(value),
      },
    ];
  });
}

const valuesIn = (node: ParsedNode): ReadonlyMap<string, string> =>
  new Map(
    isMap(node)
      ? node.items.flatMap(({ key, value }) => {
          const name = nameOf(key);
          return name !== undefined && isScalar(value) ? [[unquoted(name), String(value.value)] as const] : [];
        })
      : [],
  );

const placesIn = (node: ParsedNode): ReadonlyMap<string, Span> =>
  new Map(
    isMap(node)
      ? node.items.flatMap(({ key, value }) => {
          const name = nameOf(key);
          return name !== undefined && isScalar(value) ? [[unquoted(name), { start: value.range[0], end: value.range[1] }] as const] : [];
        })
      : [],
  );

const unquoted = (name: string): string => name.replace(/^(['"])(.*)\1$/, '$2');
