import { shownPath } from '../../package/nested-path';
import type { PlacedNote } from '../../review/placed-notes';
import { section, table, type Line, type Section } from './document';

const stateWords: Readonly<Record<PlacedNote['state'], string>> = {
  there: '',
  changed: 'The line says something else since.',
  gone: 'The file is not in this package.',
};

/** What reviewers say of lines of the package. */
export const notesDocument = (notes: readonly PlacedNote[]): Section | undefined =>
  notes.length === 0
    ? undefined
    : section('notes', `Notes of reviewers (${notes.length})`, [
        table(
          ['Where', 'Note', 'By whom, when'],
          notes.map(({ path, line, state, text, by, on }): Line[] => [
            [{ at: `${shownPath(path)}:${line}` }],
            [text, ...(state === 'there' ? [] : [' ', { strong: stateWords[state] }])],
            [[by, on].filter(Boolean).join(', ') || '–'],
          ]),
        ),
      ]);
