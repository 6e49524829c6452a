/** What the description of a Debian or RPM package says of other packages. */
export interface Packaging {
  /** Names of packages that come with this one or before it: required or recommended, each alternative, without versions. */
  readonly needs: readonly string[];
}

/** Files that list more are no descriptions of packages. */
const maxNeeds = 5000;

/** Fields of deb-control(5) and tags of RPM's spec files. `Suggests` brings nothing. */
const field = /^(?:pre-depends|depends|recommends|requires(?:\([\w, ]{0,80}\))?)[ \t]{0,20}:(.*)$/i;

/** Reads `control` files and `.spec` files, which share the form of a field. Never throws. */
export function parsePackaging(text: string): Packaging {
  const needs = new Set<string>();
  let within = false;
  for (const line of text.split(/\r?\n/)) {
    const value = field.exec(line)?.[1];
    within = value !== undefined || (within && /^[ \t]/.test(line));
    for (const name of within ? namesIn(value ?? line) : []) if (needs.size < maxNeeds) needs.add(name);
  }
  return { needs: [...needs] };
}

/** `a (>= 1) | b:any [amd64], ${shlibs:Depends}`, and in spec files `a >= 1 b`. */
const namesIn = (list: string): string[] =>
  list
    .replace(/\([^()]*\)|\[[^[\]]*\]|<[^<>]*>/g, ' ')
    .replace(/[<>=]{1,2}[ \t]*[^ \t,|]+/g, ' ')
    .split(/[ \t,|]+/)
    .map((word) => word.replace(/:\w+$/, ''))
    .filter((word) => /^[a-z0-9][\w.+-]*$/i.test(word));
