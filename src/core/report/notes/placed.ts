import { shownPath } from '../../package/nested-path';
import type { PlacedNote } from '../../review/placed-notes';

/** What is to be said of where a note is. */
export const noteStateWords: Readonly<Record<PlacedNote['state'], string>> = {
  there: '',
  changed: 'The line says something else since.',
  gone: 'The file is not in this package.',
};

/** `kim, 2026-11-18`; empty if nobody says. */
export const noteBy = ({ by, on }: { readonly [K in 'by' | 'on']?: string | undefined }): string => [by, on].filter(Boolean).join(', ');

/** What pipelines are told of a note. */
export const noteJson = ({ path, line, state, text, by, on }: PlacedNote) => ({
  path: shownPath(path),
  line,
  state,
  text,
  ...(by !== undefined && { by }),
  ...(on !== undefined && { on }),
});
