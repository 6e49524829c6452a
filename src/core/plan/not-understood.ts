/** What nobody can say of a command, for people: what is not known of a name that is computed. */
export const computedCommand = 'a command that is computed';

/** The same of a plain name; `file`: the program of the package that it means. */
export const whatDoes = (name: string, file: string | undefined): string =>
  file === undefined ? `what ${name} does` : `what the program ${file} does`;
