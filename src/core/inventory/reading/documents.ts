/** Documents beyond this many are cut off: a line each, as logs have millions. */
const maxDocuments = 1_000_000;

/**
 * The JSON documents of a text: one, or one in each line as many tools print them. `undefined` if it is neither. Comments make it
 * none: tools write none.
 */
export function documentsIn(text: string): readonly unknown[] | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  const whole = parsed(text);
  if (whole !== undefined) return [whole];
  const lines = text.split(/\r\n|\r|\n/, maxDocuments).filter((line) => line.trim() !== '');
  // The first line tells a list of documents from one that is broken.
  if (lines.length < 2 || parsed(lines[0] ?? '') === undefined) return undefined;
  const all = lines.map(parsed);
  return all.every((document) => document !== undefined) ? all : undefined;
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
