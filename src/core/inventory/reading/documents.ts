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
  if (lines.length < 2 || parsed(lines[0] ?? '') === undefined) return undefined;
  const all = lines.map(parsed);
  return all.every((document) => document !== undefined) ? all : undefined;
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
