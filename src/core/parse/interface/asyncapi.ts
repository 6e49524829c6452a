import type { ConfigContents } from '../config/contents';
import { FormMaker, type InterfaceForm } from './interface';
import { addField, RequiredFields } from './schema-fields';

/** AsyncAPI names its version in a key of its own, which may stand anywhere. */
export const isAsyncApi = (text: string): boolean =>
  text.includes('asyncapi') && /(?:^|[{,\n])[ \t]{0,8}["']?asyncapi["']?[ \t]{0,8}:[ \t]{0,8}["']?[23]\.\d/.test(text);

/** Of AsyncAPI 2: `publish` is what others send. */
const channel = /^channels\.(.+?)\.(publish|subscribe)(?:\.(.+))?$/;
const address = /^channels\.([^.]+)\.address$/;
/** Of AsyncAPI 3. */
const action = /^operations\.([^.]+)\.action$/;
const schema = /^components\.(?:schemas\.(.+)|messages\.([^.]+)\.payload\.(.+))$/;
const payload = /^message\.payload\.(.+)$/;

/** Reads channels, operations and messages of a description by its dotted keys. */
export function asyncApiForm({ entries, sections, faults }: ConfigContents): InterfaceForm | undefined {
  if (faults.length > 0) return undefined;
  const form = new FormMaker();
  const required = new RequiredFields();
  for (const { key, keySpan, value } of [...sections.map((section) => ({ ...section, value: undefined })), ...entries]) {
    const [, name, verb = '', rest = ''] = channel.exec(key) ?? [];
    if (name !== undefined) {
      const called = `${verb} ${name}`;
      form.hold(name, keySpan);
      form.add({ kind: 'operation', name: called, holder: name, span: keySpan });
      const [, field] = payload.exec(rest) ?? [];
      if (field !== undefined) {
        addField(form, called, field, keySpan, value);
        required.see(called, field, keySpan, value, verb === 'publish' ? `operation ${called}` : undefined);
      }
      continue;
    }
    const [, own] = address.exec(key) ?? [];
    if (own !== undefined && typeof value === 'string') {
      form.hold(own, keySpan);
      form.add({ kind: 'field', name: `address of ${own}`, holder: own, span: keySpan, type: value });
    }
    const [, operation] = action.exec(key) ?? [];
    if (operation !== undefined && typeof value === 'string') {
      form.hold(operation, keySpan);
      form.add({ kind: 'operation', name: operation, holder: operation, span: keySpan, type: value });
    }
    const [, type, message, field] = (schema.exec(key) ?? []) as readonly (string | undefined)[];
    if (type !== undefined) addField(form, '', type, keySpan, value);
    else if (message !== undefined && field !== undefined) addField(form, '', `${message}.${field}`, keySpan, value);
  }
  required.addTo(form);
  return form;
}
