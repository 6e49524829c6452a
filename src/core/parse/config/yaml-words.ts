import { isMap, isSeq, stringify, type ParsedNode } from 'yaml';

export interface MemberStyle {
  readonly newline: string;
  /** Blanks before the member's own line. */
  readonly indent: string;
  readonly step: string;
}

/** Plain where every YAML version reads a text, in JSON's notation otherwise; `undefined` for what has none. */
export function yamlValue(value: unknown): string | undefined {
  const json = JSON.stringify(value) as string | undefined;
  if (typeof value !== 'string') return json;
  const plain = stringify(value, { version: '1.1', lineWidth: 0 }).trimEnd();
  return plain === value && !/[,[\]{}#\r\n]/.test(value) ? value : json;
}

export const yamlKey = (name: string): string => yamlValue(name) ?? name;

/** @param style absent: inside a flow map, on one line */
export function yamlMember(path: readonly string[], raw: string, style: MemberStyle | undefined): string {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return `${yamlKey(name)}: ${raw}`;
  if (!style) return `${yamlKey(name)}: { ${yamlMember(rest, raw, style)} }`;
  const indent = style.indent + style.step;
  return `${yamlKey(name)}:${style.newline}${indent}${yamlMember(rest, raw, { ...style, indent })}`;
}

/** Where a node's own text ends: the range of a block reaches over the blank lines and comments behind it. */
export function ownEnd(text: string, node: ParsedNode): number {
  if (isMap(node) && !node.flow) {
    const last = node.items.at(-1);
    if (last) return ownEnd(text, last.value ?? last.key);
  }
  if (isSeq(node) && !node.flow) {
    const last = node.items.at(-1);
    if (last) return ownEnd(text, last);
  }
  const [start, end] = node.range;
  return start + text.slice(start, end).trimEnd().length;
}
