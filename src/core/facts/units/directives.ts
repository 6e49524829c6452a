import known from '../../catalog/known/systemd-directives.json';
import { entryOf } from '../../text/groups';

/** A directive as one section knows it. */
export interface KnownDirective {
  readonly name: string;
  /** The kind of its value, of those that are looked at. */
  readonly value?: string;
  /** The first version of systemd that knows it; 0: all that are met. */
  readonly since: number;
}

/** A kind of values: what the words or the numbers are. */
export interface ValueKind {
  readonly kind: string;
  readonly boolean?: boolean;
  readonly words?: readonly string[];
  readonly since?: Readonly<Record<string, number>>;
  readonly from?: number;
  readonly to?: number;
}

/** A directive that went, or will. */
export interface RemovedDirective {
  readonly name: string;
  readonly sections: readonly string[];
  readonly deprecated?: number;
  readonly removed?: number;
  readonly replacedBy?: string;
  readonly sameValue?: boolean;
}

const removed: readonly RemovedDirective[] = known.removed;

/** Every section, with the directives that some version knows in it. */
const sections = new Map<string, Map<string, KnownDirective>>();
for (const { sections: names, directives } of known.groups)
  for (const section of names)
    for (const { name, since = 0, ...rest } of directives as readonly (Omit<KnownDirective, 'since'> & { since?: number })[])
      entryOf(sections, section, () => new Map()).set(name, { name, since, ...rest });

const typesOf = new Map(known.sections.map(({ name, types }) => [name, types]));
const values: ReadonlyMap<string, ValueKind> = new Map((known.values as readonly ValueKind[]).map((value) => [value.kind, value]));

export const sectionNames: readonly string[] = [...typesOf.keys()];

/** Whether units of the type have the section. */
export const hasSection = (type: string, section: string): boolean => typesOf.get(section)?.includes(type) === true;

export const directiveOf = (section: string, name: string): KnownDirective | undefined => sections.get(section)?.get(name);

/** Directives of a section that the newest version still knows and asks for. */
export const namesIn = (section: string): readonly string[] =>
  [...(sections.get(section)?.keys() ?? [])].filter((name) => removedOf(section, name) === undefined);

export const removedOf = (section: string, name: string): RemovedDirective | undefined =>
  removed.find((one) => one.name === name && one.sections.includes(section));

export const kindOfValue = (kind: string): ValueKind | undefined => values.get(kind);
