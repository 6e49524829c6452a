import { findNodeAtLocation, getNodeValue, parseTree, type Node } from 'jsonc-parser';
import { span } from '../../text/span';
import { FormMaker, type InterfaceForm } from './interface';

/** Nesting of which nobody writes so much. */
const maxDepth = 100;

/** Reads the records and enumerations of an Avro schema. Never throws. */
export function avroForm(text: string): InterfaceForm | undefined {
  const errors: unknown[] = [];
  const root = parseTree(text, errors as never, { allowTrailingComma: true });
  if (!root || errors.length > 0) return undefined;
  const form = new FormMaker();
  return addTypes(form, root, 0) ? form : undefined;
}

const child = (node: Node, name: string): Node | undefined => (node.type === 'object' ? findNodeAtLocation(node, [name]) : undefined);
const textOf = (node: Node | undefined): string | undefined => (node?.type === 'string' ? String(getNodeValue(node)) : undefined);
const placeOf = ({ offset, length }: Node) => span(offset, offset + length);

/** False where types lie too deep in one another. */
function addTypes(form: FormMaker, node: Node, depth: number): boolean {
  if (depth > maxDepth) return false;
  const inner = (one: Node | undefined): boolean => !one || addTypes(form, one, depth + 1);
  if (node.type === 'array') return (node.children ?? []).every(inner);
  const [kind, name] = [textOf(child(node, 'type')), child(node, 'name')];
  const holder = textOf(name);
  if (name && holder !== undefined && (kind === 'record' || kind === 'error')) {
    form.hold(holder, placeOf(name));
    return (child(node, 'fields')?.children ?? []).every((field) => addRecordField(form, holder, field, inner));
  }
  if (name && holder !== undefined && kind === 'enum') {
    form.hold(holder, placeOf(name));
    for (const symbol of child(node, 'symbols')?.children ?? [])
      form.add({ kind: 'field', name: `${holder}.${textOf(symbol) ?? ''}`, holder, span: placeOf(symbol) });
    return true;
  }
  return [child(node, 'type'), child(node, 'items'), child(node, 'values')].every(inner);
}

function addRecordField(form: FormMaker, holder: string, field: Node, inner: (one: Node | undefined) => boolean): boolean {
  const [name, type] = [child(field, 'name'), child(field, 'type')];
  const own = textOf(name);
  if (!name || own === undefined) return true;
  const aliases = (child(field, 'aliases')?.children ?? []).flatMap((alias) => textOf(alias) ?? []);
  for (const each of [own, ...aliases])
    form.add({ kind: 'field', name: `${holder}.${each}`, holder, span: placeOf(name), ...(type && { type: typeName(type, 0) }) });
  // A reader fills in the default where data of the version before has no such field.
  if (child(field, 'default') === undefined && aliases.length === 0)
    form.add({ kind: 'parameter', name: `${holder}.${own}`, holder, span: placeOf(name), neededBy: holder });
  return inner(type);
}

/** `union` in the order that it is written in, a type with a name by that. */
function typeName(node: Node, depth: number): string {
  if (depth > maxDepth) return '';
  const of = (one: Node | undefined): string => (one ? typeName(one, depth + 1) : '');
  if (node.type === 'array') return (node.children ?? []).map(of).join(' | ');
  if (node.type !== 'object') return String(getNodeValue(node));
  const kind = textOf(child(node, 'type'));
  if (kind === 'array') return `array of ${of(child(node, 'items'))}`;
  if (kind === 'map') return `map of ${of(child(node, 'values'))}`;
  const logical = textOf(child(node, 'logicalType'));
  return textOf(child(node, 'name')) ?? (logical === undefined ? of(child(node, 'type')) : `${kind ?? ''} (${logical})`);
}
