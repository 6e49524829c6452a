import { applyEdits, modify } from 'jsonc-parser';
import { parseJson } from '../text/json';
import { formatOf } from './json-format';
import type { Note, NoteEntry } from './note';

/** What a file of notes begins with when there is none yet. */
const begin =
  '// What reviewers say of lines of packages. A note stays with its line for as long as the line says the same.\n{\n  "notes": []\n}\n';

/** Fields in the order in which people read them. */
const order = ['path', 'line', 'of', 'text', 'by', 'on'] as const satisfies readonly (keyof NoteEntry)[];

/**
 * A file of notes with one more at its end; comments and the form of the others stay. `text`: `undefined` if there is no file.
 * @throws Error whose message says why the file cannot be added to
 */
export function withNote(text: string | undefined, entry: NoteEntry): string {
  const before = text === undefined || text.trim() === '' ? begin : text;
  const value = Object.fromEntries(order.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]]])));
  return changed(before, ['notes', countOf(before)], value, true);
}

/** Without one of them. @throws Error whose message says why the file cannot be changed */
export const withoutNote = (text: string, { index }: Pick<Note, 'index'>): string => {
  if (index >= countOf(text)) throw new Error('the note is not there any more');
  return changed(text, ['notes', index], undefined, false);
};

function countOf(text: string): number {
  const { root, faults } = parseJson(text);
  const [fault] = faults;
  if (fault) throw new Error(`it is not JSON that can be changed: ${fault.detail}`);
  const notes = root?.children?.find(({ children: [key] = [] }) => key?.value === 'notes')?.children?.[1];
  if (root?.type !== 'object' || notes?.type !== 'array') throw new Error('it has no list of "notes"');
  return notes.children?.length ?? 0;
}

const changed = (text: string, path: (string | number)[], value: unknown, isArrayInsertion: boolean): string =>
  applyEdits(text, modify(text, path, value, { formattingOptions: formatOf(text), isArrayInsertion }));
