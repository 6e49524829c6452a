/** Values that a line or a member can hold. */
export const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Filled in at installation or start: nobody can say what it will be. */
const placeholder = /\$\{|\{\{|\$\(|%\(|<%|^\$\w+$|^@[\w.-]+@$|^<[\w -]+>$/;

export const isPlaceholder = (value: unknown): boolean => typeof value === 'string' && placeholder.test(value);

const words: ReadonlyMap<string, string> = new Map(Object.entries({ yes: 'true', on: 'true', no: 'false', off: 'false' }));

/** Whether a configured value is the wanted one, however the format writes it: `on` and `1` are true where true is wanted. */
export function hasValue(value: unknown, wanted: unknown): boolean {
  if (!isScalar(wanted)) return JSON.stringify(value) === JSON.stringify(wanted);
  if (!isScalar(value)) return false;
  const [own, other] = [String(value).trim(), String(wanted).trim()];
  if (own === other) return true;
  if (typeof wanted === 'number') return own !== '' && Number(own) === wanted;
  if (typeof wanted !== 'boolean') return false;
  const word = own.toLowerCase();
  return (words.get(word) ?? (word === '1' ? 'true' : word === '0' ? 'false' : word)) === other;
}
