import type { Span } from '../../text/span';

/** What a service offers to others, as a file of the package describes it. */
export interface InterfaceFile {
  readonly language: InterfaceLanguage;
  /** Worked out when somebody asks; `undefined`: the file cannot be read, and who knows what it offers. */
  readonly form: InterfaceForm | undefined;
}

export type InterfaceLanguage = 'OpenAPI' | 'AsyncAPI' | 'JSON Schema' | 'GraphQL' | 'Avro' | 'Protocol Buffers' | 'WSDL';

export interface InterfaceForm {
  /** By a key that the same part has in every version. */
  readonly parts: ReadonlyMap<string, InterfacePart>;
  /** Where what holds parts stands, by its name: types, paths, services. */
  readonly holders: ReadonlyMap<string, Span>;
}

/** Something that others call, send or get. */
export interface InterfacePart {
  readonly kind: 'operation' | 'field' | 'parameter';
  /** For people: `GET /rooms/{id}`, `Room.size`. */
  readonly name: string;
  readonly holder: string;
  readonly span: Span;
  /** What it is made of, as written; absent: nothing tells. */
  readonly type?: string;
  /** Of what must be given: the key of the part, or the holder, that it is given with. */
  readonly neededBy?: string;
  /** Of a number that stands for a field where data is sent: the field's name. */
  readonly standsFor?: string;
  readonly deprecated?: true;
}

/** A form while it is read: of parts of one key the first counts. */
export class FormMaker implements InterfaceForm {
  readonly parts = new Map<string, InterfacePart>();
  readonly holders = new Map<string, Span>();

  hold(name: string, at: Span): void {
    if (!this.holders.has(name)) this.holders.set(name, at);
  }

  add(part: InterfacePart, key = part.name): void {
    const full = `${part.kind} ${key}`;
    if (!this.parts.has(full)) this.parts.set(full, part);
  }
}
