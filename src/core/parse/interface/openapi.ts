import type { Span } from '../../text/span';
import type { ConfigContents } from '../config/contents';
import { entryOf } from '../../text/groups';
import { baseName } from '../../text/path';
import { FormMaker, type InterfaceForm } from './interface';
import { addField, plainPath, RequiredFields } from './schema-fields';

/** OpenAPI 3 and Swagger 2 name their version in a key of their own, which may stand anywhere. */
export const isOpenApi = (text: string): boolean =>
  (text.includes('openapi') || text.includes('swagger')) &&
  /(?:^|[{,\n])[ \t]{0,8}["']?(?:openapi|swagger)["']?[ \t]{0,8}:[ \t]{0,8}["']?[23]\.\d/.test(text);

const operation = /^paths\.(\/.*?)\.(get|put|post|delete|options|head|patch|trace)(?:\.(.+))?$/;
const schema = /^(?:components\.schemas|definitions)\.(.+)$/;
const shared = /^(?:components\.)?parameters\.([^.]+)\.(name|in|required)$/;
const parameter = /^parameters\.(\d+)\.(name|in|required|\$ref)$/;
/** A body of a call or an answer, with a schema of its own. */
const body = /^(?:responses\.(\w+)|requestBody)\.(?:content\.[^ ]*?\.)?schema\.(.+)$/;

/** A type that is sent with a call, in OpenAPI 3 and in Swagger 2. */
const sent = /^(?:requestBody|parameters\.\d+)\..*\$ref$/;
const sharedBody = /^components\.requestBodies\..*\$ref$/;

/** What may be said of a parameter, in any order. */
interface Asked {
  name?: string;
  in?: string;
  required?: boolean;
  span?: Span;
}

/** Reads a description by its dotted keys; a path or a type may have dots in its name, so the words of the standard tell where it ends. */
export function openApiForm({ entries, sections, faults }: ConfigContents): InterfaceForm | undefined {
  if (faults.length > 0) return undefined;
  const form = new FormMaker();
  const required = new RequiredFields();
  const named = new Map<string, Asked>();
  const asked = new Map<string, { readonly operation: string; readonly path: string; said: Asked }>();
  const deprecated = new Set(entries.flatMap(({ key, value }) => (value === true && key.endsWith('.deprecated') ? [key] : [])));

  for (const { key, keySpan, value } of [...sections.map((section) => ({ ...section, value: undefined })), ...entries]) {
    const [, path, method = '', rest] = operation.exec(key) ?? [];
    if (path !== undefined) {
      const name = `${method.toUpperCase()} ${path}`;
      form.hold(plainPath(path), keySpan);
      form.add(
        {
          kind: 'operation',
          name,
          holder: plainPath(path),
          span: keySpan,
          ...(deprecated.has(`paths.${path}.${method}.deprecated`) && { deprecated: true }),
        },
        plainPath(name),
      );
      const [, place, word] = parameter.exec(rest ?? '') ?? [];
      if (place !== undefined && word !== undefined) {
        const id = `${name} ${place}`;
        const known = entryOf(asked, id, () => ({ operation: name, path, said: {} }));
        if (word === '$ref') known.said = entryOf(named, baseName(String(value)), () => ({}));
        else say(known.said, word, value, keySpan);
      }
      const [, status, field] = body.exec(rest ?? '') ?? [];
      if (field !== undefined) {
        const holder = `${name}${status === undefined ? '' : ` ${status}`}`;
        addField(form, holder, field, keySpan, value);
        required.see(holder, field, keySpan, value, status === undefined ? `operation ${plainPath(name)}` : undefined);
      }
      if (sent.test(rest ?? '')) required.send(baseName(String(value)));
      continue;
    }
    const [, common, word] = shared.exec(key) ?? [];
    if (common !== undefined && word !== undefined)
      say(
        entryOf(named, common, () => ({})),
        word,
        value,
        keySpan,
      );
    const [, own] = schema.exec(key) ?? [];
    if (own !== undefined) {
      addField(form, '', own, keySpan, value);
      required.see('', own, keySpan, value);
    }
    if (sharedBody.test(key)) required.send(baseName(String(value)));
  }
  required.addTo(form);

  for (const { operation: name, path, said } of asked.values()) {
    if (said.name === undefined || said.required !== true || said.in === 'path') continue;
    form.add(
      {
        kind: 'parameter',
        name: `${name}: ${said.name}`,
        holder: plainPath(path),
        span: said.span ?? { start: 0, end: 0 },
        neededBy: `operation ${plainPath(name)}`,
      },
      `${plainPath(name)}: ${said.in} ${said.name}`,
    );
  }
  return form;
}

function say(said: Asked, word: string, value: unknown, at: Span): void {
  if (word === 'required') said.required = value === true;
  else if (word === 'in') said.in = String(value);
  else if (word === 'name') {
    said.name = String(value);
    said.span = at;
  }
}
