import type { ConfigContents } from '../config/contents';
import { FormMaker, type InterfaceForm } from './interface';
import { addField, RequiredFields } from './schema-fields';

/** A schema names the draft that it follows; what only names the schema that it has to fit is none. */
export const isJsonSchema = (text: string): boolean =>
  /["']?\$schema["']?[ \t]{0,8}:[ \t]{0,8}["']https?:\/\/json-schema\.org\//.test(text.slice(0, 4096));

const definition = /^(?:\$defs|definitions)\.(.+)$/;

/** Reads a schema by its dotted keys: whatever it describes is handed in, so what it requires must be there. */
export function jsonSchemaForm({ entries, sections, faults }: ConfigContents): InterfaceForm | undefined {
  if (faults.length > 0) return undefined;
  const form = new FormMaker();
  const required = new RequiredFields();
  for (const { key, keySpan, value } of [...sections.map((section) => ({ ...section, value: undefined })), ...entries]) {
    const [, own] = definition.exec(key) ?? [];
    const place = own ?? `document.${key}`;
    if (own === undefined && !/^(?:properties|required|allOf|items)(?:\.|$)/.test(key)) continue;
    addField(form, '', place, keySpan, value);
    required.see('', place, keySpan, value);
  }
  for (const holder of form.holders.keys()) required.send(holder);
  required.addTo(form);
  return form;
}
