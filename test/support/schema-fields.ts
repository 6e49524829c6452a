import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTree, type Node } from 'jsonc-parser';

type Json = Readonly<Record<string, unknown>>;
/** Names of fields from the top of a file down; `*` is any key of a map, and lists are left out. */
export type FieldPath = readonly string[];

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every field that the schema of a site's file or of a manifest offers. */
export function fieldsOfSchema(kind: string): readonly FieldPath[] {
  const top = JSON.parse(readFileSync(join(__dirname, `../../schemas/${kind}.schema.json`), 'utf8')) as Json;
  const fields = (schema: unknown): FieldPath[] => {
    if (!isObject(schema)) return [];
    const reference = schema['$ref'];
    if (typeof reference === 'string') return fields((top['definitions'] as Json)[reference.replace('#/definitions/', '')]);
    const own = Object.entries((schema['properties'] ?? {}) as Json).flatMap(([name, inner]) => [
      [name],
      ...fields(inner).map((path) => [name, ...path]),
    ]);
    const parts = [schema['items'], schema['anyOf'], schema['allOf']].flat().flatMap(fields);
    return [...own, ...parts, ...fields(schema['additionalProperties']).map((path) => ['*', ...path])];
  };
  return [...new Map(fields(top).map((path) => [path.join('.'), path])).values()];
}

/** The text without a field, with blanks for it so that all else stays in its place; `undefined` if it has none. */
export function withoutField(text: string, path: FieldPath): string | undefined {
  const root = parseTree(text);
  const found = root ? propertiesAt(root, path) : [];
  if (found.length === 0) return undefined;
  const units = Array.from({ length: text.length }, (_, at) => text.charAt(at));
  for (const { offset, length } of found) {
    const after = /^\s*,/.exec(text.slice(offset + length))?.[0].length ?? 0;
    const before = after > 0 ? 0 : (/,\s*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
    for (let at = offset - before; at < offset + length + after; at++) if (units[at] !== '\n') units[at] = ' ';
  }
  return units.join('');
}

function propertiesAt(node: Node, [name = '', ...rest]: FieldPath): Node[] {
  if (node.type === 'array') return (node.children ?? []).flatMap((element) => propertiesAt(element, [name, ...rest]));
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap((property): Node[] => {
    const [key, value] = property.children ?? [];
    if (!key || !value || (name !== '*' && key.value !== name)) return [];
    return rest.length === 0 ? [property] : propertiesAt(value, rest);
  });
}
