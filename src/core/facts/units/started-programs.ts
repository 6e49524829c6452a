import { fact, fileFact } from '../../subject/fact';
import { baseName } from '../../text/path';

/** Names, without their folders, of the programs that the package's units start: systemd runs them, and nobody's session ends with them. */
export const startedPrograms = fact(['unit'], (reviewed): ReadonlySet<string> => new Set(reviewed.subjects.unit.flatMap(startedIn)));

const startedIn = fileFact('unit', ({ syntax }): readonly string[] =>
  syntax.sections.flatMap(({ directives }) =>
    directives.flatMap(({ key, words: [first] }) => (/^Exec[A-Z]/.test(key) && first ? [baseName(first.value)] : [])),
  ),
);
