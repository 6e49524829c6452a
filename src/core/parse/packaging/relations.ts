import type { Dependency } from '../../package/manifest-dependencies';
import { dependency } from './dependency';
import type { PackagingForm } from './form';

/** Fields of deb-control(5) and tags of RPM's spec files. `Suggests` brings nothing. */
const field = /^(pre-depends|depends|recommends|requires(?:\([\w, ]{0,80}\))?)[ \t]{0,20}:(.*)$/i;
const named = /^(?:package|name)[ \t]{0,20}:[ \t]*(\S{1,200})/i;
/** `%package -n dten-cli`, `%package cli` */
const subPackage = /^%package[ \t]+(?:-n[ \t]+)?([\w.+-]{1,200})/;

/** `control` files, also in the archive that opkg's packages have of them, and `.spec` files, which share the form of a field. */
export const relations: PackagingForm = {
  place: /(^|\/)(?:debian|control\.tar(?:\.\w+)? »)\/control(\.[\w.-]+)?$|\.spec$/i,
  read(text) {
    const needs: string[] = [];
    const dependencies: Dependency[] = [];
    const describes: string[] = [];
    let tag: string | undefined;
    let conditions = 0;
    let at = 0;
    for (const line of text.split('\n')) {
      const [, found, value] = field.exec(line) ?? [];
      // Remarks stand between the lines of a field, too.
      tag = found?.toLowerCase() ?? (/^[ \t#]/.test(line) ? tag : undefined);
      const own = named.exec(line)?.[1] ?? subPackage.exec(line)?.[1];
      if (own !== undefined) describes.push(own);
      if (/^%if/.test(line)) conditions++;
      else if (/^%endif/.test(line)) conditions--;
      if (tag !== undefined && !/^[ \t]*#/.test(line)) {
        const list = value ?? line;
        const start = at + line.length - list.length;
        needs.push(...namesIn(list));
        // In a spec file it depends on who builds whether what stands in a condition is asked for.
        if (tag !== 'recommends' && conditions === 0)
          dependencies.push(...(tag.startsWith('requires') ? tagsIn(list, start) : clausesIn(list, start)));
      }
      at += line.length + 1;
    }
    return { needs, dependencies, describes };
  },
};

/** `a (>= 1) | b:any [amd64], ${shlibs:Depends}`, and in spec files `a >= 1 b`. */
const namesIn = (list: string): string[] =>
  list
    .replace(/\([^()]*\)|\[[^[\]]*\]|<[^<>]*>/g, ' ')
    .replace(/[<>=]{1,2}[ \t]*[^ \t,|]+/g, ' ')
    .split(/[\s,|]+/)
    .map((word) => word.replace(/:\w+$/, ''))
    .filter((word) => /^[a-z0-9][\w.+-]*$/i.test(word));

/** Debian's clauses: several in one are alternatives. What a build fills in (`${shlibs:Depends}`) is left out. */
function clausesIn(list: string, start: number): Dependency[] {
  return [...list.matchAll(/[^,]+/g)].flatMap(({ 0: clause, index }) => {
    const choices = [...clause.matchAll(/[^|]+/g)].map((choice) => relation(choice[0], start + index + choice.index));
    const [first, ...others] = choices.filter((choice) => choice !== undefined);
    if (!first || others.length + 1 < choices.length) return [];
    return [others.length > 0 ? { ...first, alternatives: others } : first];
  });
}

function relation(text: string, start: number): Dependency | undefined {
  // Architectures and build profiles say nothing of the host that is looked at.
  const plain = text.replace(/\[[^[\]]*\]|<[a-z!][^<>]*>/g, (part) => ' '.repeat(part.length));
  const [head = '', name = ''] = /^\s*([a-z0-9][a-z0-9+.-]+)(?::\w+)?/.exec(plain) ?? [];
  const rest = plain.slice(head.length);
  const written = rest.trim();
  if (name === '' || !/^(\([^()]*\))?$/.test(written)) return undefined;
  const range = written === '' ? undefined : written;
  return dependency('deb', { name, at: start + head.indexOf(name) }, range, start + head.length + rest.indexOf(written));
}

/** Tags of spec files: names between blanks or commas, each with a bound perhaps. Paths and capabilities name no packages. */
function tagsIn(list: string, start: number): Dependency[] {
  if (/\((?:[^()]*\s)(?:and|or|if|with)\s/.test(list)) return [];
  return [...list.matchAll(/([^\s,<>=]+)(?:(\s*)((?:<=|>=|=|<|>)\s*[^\s,]+))?/g)].flatMap(
    ({ index, 1: name = '', 2: gap = '', 3: range }) =>
      /^(?!.*\.so(?:\.|$))[a-z0-9][\w.+-]*$/i.test(name)
        ? [dependency('rpm', { name, at: start + index }, range, start + index + name.length + gap.length)]
        : [],
  );
}
