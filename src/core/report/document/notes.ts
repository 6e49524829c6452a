import { shownPath } from '../../package/nested-path';
import type { PlacedNote } from '../../review/placed-notes';
import { noteBy, noteStateWords } from '../notes/placed';
import { section, table, type Line, type Section } from './document';

/** What reviewers say of lines of the package. */
export const notesDocument = (notes: readonly PlacedNote[]): Section | undefined =>
  notes.length === 0
    ? undefined
    : section('notes', `Notes of reviewers (${notes.length})`, [
        table(
          ['Where', 'Note', 'By whom, when'],
          notes.map(({ path, line, state, text, by, on }): Line[] => [
            [{ at: `${shownPath(path)}:${line}` }],
            [text, ...(state === 'there' ? [] : [' ', { strong: noteStateWords[state] }])],
            [noteBy({ by, on }) || '–'],
          ]),
        ),
      ]);
