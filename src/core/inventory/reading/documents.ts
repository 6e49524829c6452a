import { parseAllDocuments } from 'yaml';

/** Documents beyond this many are cut off: a line each, as logs have millions. */
const maxDocuments = 1_000_000;

/**
 * The documents of a text: JSON, one or one in each line as many tools print them, or what tools for Kubernetes print as YAML.
 * `undefined` if it is neither. Comments make it none: tools write none.
 */
export function documentsIn(text: string): readonly unknown[] | undefined {
  if (!/^\s*[{[]/.test(text)) return yamlIn(text);
  const whole = parsed(text);
  if (whole !== undefined) return [whole];
  const lines = text.split(/\r\n|\r|\n/, maxDocuments).filter((line) => line.trim() !== '');
  // The first line tells a list of documents from one that is broken.
  const all = lines.length > 1 && parsed(lines[0] ?? '') !== undefined ? lines.map(parsed) : [undefined];
  return all.every((document) => document !== undefined) ? all : joinedIn(text);
}

/** Documents that were put behind each other, over as many lines as each has. */
function joinedIn(text: string): readonly unknown[] | undefined {
  const all: unknown[] = [];
  let at = 0;
  const whole = text.trimEnd().length;
  while (at < whole) {
    const end = documentEnd(text, at);
    const document = end === undefined ? undefined : parsed(text.slice(at, end));
    if (end === undefined || document === undefined || all.push(document) > mostJoined) return undefined;
    at = end;
  }
  return all.length > 1 ? all : undefined;
}

/** More are not put together by people. */
const mostJoined = 100;

/** Where the object or list ends that begins at a place, by its brackets; `undefined` if none begins there, or it never ends. */
export function documentEnd(text: string, from: number): number | undefined {
  const start = from + (/^\s*/.exec(text.slice(from, from + 10_000))?.[0].length ?? 0);
  if (text[start] !== '{' && text[start] !== '[') return undefined;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      at = stringEnd(text, at);
      if (at < 0) return undefined;
    } else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') if (--depth === 0) return at + 1;
  }
  return undefined;
}

/** Where the quotation mark stands that ends a text; -1 if none does. */
function stringEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (text[before - 1] === '\\') before--;
    if ((at - before) % 2 === 0) return at;
  }
  return -1;
}

/** Words at the beginning of a line by which YAML of `kubectl` and `helm` is known: nearly every text is some YAML. */
const yamlHead = /^(?:---\s*\n)?(?:(?:apiVersion|clientVersion|serverVersion|kind|items):|- (?:app_version|chart|name): )/;
/** A parsed tree is far larger than the text. */
const largestYaml = 20_000_000;

function yamlIn(text: string): readonly unknown[] | undefined {
  const yaml = text.trimStart();
  if (!yamlHead.test(yaml) || yaml.length > largestYaml) return undefined;
  const documents = parseAllDocuments(yaml, { logLevel: 'silent' });
  if ('empty' in documents || documents.some(({ errors }) => errors.length > 0)) return undefined;
  try {
    return documents.map((document): unknown => document.toJS({ maxAliasCount: 100 }));
  } catch {
    return undefined;
  }
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
