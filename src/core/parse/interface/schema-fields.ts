import type { Span } from '../../text/span';
import { baseName } from '../../text/path';
import { entryOf } from '../../text/groups';
import type { FormMaker } from './interface';

/** What a parameter of a path is called says nothing to callers. */
export const plainPath = (path: string): string => path.replace(/\{[^{}]*\}/g, '{}');

/** `Room.properties.size.type`: what holds the field, its name and those it lies in, and what is said of it. */
function placeIn(before: string, key: string): { readonly holder: string; readonly names: readonly string[] } {
  const [first = '', ...names] = key
    .replace(/(?:^|\.)allOf\.\d+(?=\.|$)/g, '')
    .replace(/(?:^|\.)items(?=\.|$)/g, '[]')
    .split(/(?:^|\.)properties\./);
  return { holder: [before, first].filter(Boolean).join(' '), names };
}

const nameOf = (before: string, holder: string, names: readonly string[]): string =>
  `${holder}${before === '' ? '.' : ': '}${names.join('.')}`;

/** `Room.properties.size.type`: the field `Room.size` of that type. */
export function addField(form: FormMaker, before: string, key: string, at: Span, value: unknown): void {
  const { holder, names: all } = placeIn(before, key);
  form.hold(holder, at);
  if (all.length === 0) return;
  const last = all.at(-1) ?? '';
  const [, field = last, word] =
    /^(.+)\.(type|\$ref|format|enum|description|deprecated|example|default|title|nullable|readOnly|x-[\w-]+)$/.exec(last) ?? [];
  if ((word ?? 'type') !== 'type' || field.endsWith('[]') || (word === undefined && field.includes('.'))) return;
  const name = nameOf(before, holder, [...all.slice(0, -1), field]);
  const known = form.parts.get(`field ${plainPath(name)}`);
  const type = word === 'type' && typeof value === 'string' ? value : known?.type;
  form.parts.set(`field ${plainPath(name)}`, { kind: 'field', name, holder, span: known?.span ?? at, ...(type !== undefined && { type }) });
}

/** What holds for some data only. */
const conditional = /(?:^|\.)(?:if|then|else|not|anyOf|oneOf|dependentSchemas|dependencies|patternProperties|additionalProperties)\./;

interface RequiredField {
  readonly before: string;
  readonly holder: string;
  /** Names of the fields that it lies in. */
  readonly within: readonly string[];
  readonly name: string;
  readonly span: Span;
  readonly neededBy?: string;
}

/** Fields that data must have, while a description is read: only of what is sent to the service somebody is refused without them. */
export class RequiredFields {
  readonly #fields: RequiredField[] = [];
  readonly #refs = new Map<string, Set<string>>();
  readonly #sent = new Set<string>();
  readonly #readOnly = new Set<string>();

  /** `neededBy`: the key of the operation that it is sent with; of a type that has a name, `undefined`. */
  see(before: string, key: string, span: Span, value: unknown, neededBy?: string): void {
    if (conditional.test(key)) return;
    if (key === 'required' || key.endsWith('.required')) {
      const { holder, names } = placeIn(before, key.replace(/\.?required$/, ''));
      for (const name of Array.isArray(value) ? value : [])
        this.#fields.push({ before, holder, within: names, name: String(name), span, ...(neededBy !== undefined && { neededBy }) });
    } else if (value === true && key.endsWith('.readOnly')) {
      const { holder, names } = placeIn(before, key.replace(/\.readOnly$/, ''));
      this.#readOnly.add(nameOf(before, holder, names));
    } else if (key.endsWith('.$ref') && before === '') {
      const { holder } = placeIn(before, key);
      entryOf(this.#refs, holder, () => new Set<string>()).add(baseName(String(value)));
    }
  }

  /** A type that is sent to the service. */
  send(name: string): void {
    this.#sent.add(name);
  }

  addTo(form: FormMaker): void {
    // What is added on the way is seen as well.
    for (const name of this.#sent) for (const other of this.#refs.get(name) ?? []) this.#sent.add(other);
    for (const { before, holder, within, name, span, neededBy } of this.#fields) {
      const full = nameOf(before, holder, [...within, name]);
      if (this.#readOnly.has(full)) continue;
      const of = neededBy ?? (this.#sent.has(holder) ? holder : undefined);
      const needed = within.length === 0 || of === undefined ? of : `field ${plainPath(nameOf(before, holder, within))}`;
      form.add({ kind: 'parameter', name: full, holder, span, ...(needed !== undefined && { neededBy: needed }) }, plainPath(full));
    }
  }
}
