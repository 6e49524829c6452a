import type { InterfaceForm, InterfacePart } from '../parse/interface/interface';
import type { PackageView, Subject } from '../subject/subject';
import { baseName } from '../text/path';
import { pairedTops } from './same-place';

/** What callers of the older package relied on, and the newer one does not keep. */
export interface BrokenInterface {
  /** The newer package's description. */
  readonly subject: Subject<'interface'>;
  readonly form: InterfaceForm;
  /** Parts of the older one. */
  readonly gone: readonly InterfacePart[];
  readonly changed: readonly { readonly before: InterfacePart; readonly after: InterfacePart }[];
  /** Parts of the newer one that calls must have now. */
  readonly demanded: readonly InterfacePart[];
}

type Described = PackageView<'interface'>;

/**
 * Compares descriptions of the same place, else those of the same name that have most in common. What moved into a description that is
 * new is not gone; neither are the fields of a type that is gone as a whole, as it may have another name now.
 */
export function brokenInterfaces(older: Described, newer: Described): readonly BrokenInterface[] {
  const before = described(older);
  const after = described(newer);
  if (before.length === 0 || after.length === 0) return [];
  const asNewer = pairedTops(older.files, newer.files);
  const known = new Set(before.map(({ path }) => asNewer(path)));
  const fresh = after.filter(({ path }) => !known.has(path));
  return before.flatMap((old): BrokenInterface[] => {
    const subject = after.find(({ path }) => path === asNewer(old.path)) ?? movedTo(old, fresh);
    const [was, form] = [old.syntax.form, subject?.syntax.form];
    if (!subject || !was || !form) return [];
    const elsewhere = fresh.filter((other) => other !== subject && other.syntax.language === old.syntax.language);
    const isThere = (key: string): boolean => form.parts.has(key) || elsewhere.some(({ syntax }) => syntax.form?.parts.has(key) === true);
    const gone: InterfacePart[] = [];
    const changed: { readonly before: InterfacePart; readonly after: InterfacePart }[] = [];
    for (const [key, part] of was.parts) {
      const now = form.parts.get(key);
      if (now) {
        // A field that has its name still is told of by that.
        const isSame = part.type === now.type || (part.standsFor !== undefined && part.standsFor === now.standsFor);
        if (part.type !== undefined && now.type !== undefined && !isSame) changed.push({ before: part, after: now });
      } else if (
        part.kind !== 'parameter' &&
        part.standsFor === undefined &&
        !isThere(key) &&
        (part.kind === 'operation' || form.holders.has(part.holder))
      )
        gone.push(part);
    }
    const demanded = [...form.parts].flatMap(([key, part]) =>
      part.neededBy !== undefined && !was.parts.has(key) && (was.parts.has(part.neededBy) || was.holders.has(part.neededBy)) ? [part] : [],
    );
    return gone.length + changed.length + demanded.length > 0 ? [{ subject, form, gone, changed, demanded }] : [];
  });
}

const described = ({ subjects }: Described): Subject<'interface'>[] => subjects.interface.filter(({ path }) => !isOfOthers.test(path));

/** What nobody offers: descriptions stand among the documentation otherwise. */
const isOfOthers = /(^|\/)(tests?|test-?data|fixtures?|examples?|samples?|mocks?|node_modules|third[-_]party|vendor)\//i;

/** A file of the same name elsewhere that has most of the parts. */
function movedTo({ path, syntax }: Subject<'interface'>, fresh: readonly Subject<'interface'>[]): Subject<'interface'> | undefined {
  const keys = [...(syntax.form?.parts.keys() ?? [])];
  return fresh.find(
    (other) => baseName(other.path) === baseName(path) && keys.filter((key) => other.syntax.form?.parts.has(key)).length * 2 > keys.length,
  );
}
