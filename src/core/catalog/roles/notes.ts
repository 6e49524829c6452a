import { parseNotes } from '../parse-notes';
import type { SiteRole } from './role';

export const notes: SiteRole = {
  id: 'notes',
  endings: ['json'],
  tells: 'what reviewers say of lines of packages',
  read(files) {
    const parsed = files.map(({ path, text }) => parseNotes(path, text));
    return { notes: parsed.flatMap((file) => file.notes), problems: parsed.flatMap(({ problems }) => problems) };
  },
};
