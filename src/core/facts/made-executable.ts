import { fact, fileFact } from '../subject/fact';
import type { PackageView } from '../subject/subject';
import { baseName } from '../text/path';

const givesRight = /^[ugoa]*[+=][rwst]*x|^[0-7]*[1357][0-7]{0,2}$/;

/** What a pattern, a variable, a folder or `-R` names may be any file. */
const mayBeAny = /[*?$]|^-[a-zA-Z]*R|^\.$|\/$/;

/** The names of files that commands give the right to execute; `*`: perhaps of any. */
const madeIn = fileFact('shell', ({ syntax }): readonly string[] =>
  syntax.commands
    .filter(({ name, words }) => (name === 'chmod' || name === 'install') && words.some(({ text }) => givesRight.test(text)))
    .flatMap(({ words }) => words.slice(1).map(({ text }) => (mayBeAny.test(text) ? '*' : baseName(text.replace(/["']/g, ''))))),
);

const made = fact(['shell'], (reviewed) => new Set(reviewed.subjects.shell.flatMap(madeIn)));

/** Whether a `chmod` or `install` of the package may mean a file: by its name, or whatever a pattern or variable stands for. */
export const madeExecutable =
  (reviewed: PackageView<'shell'>): ((name: string) => boolean) =>
  (name) =>
    made(reviewed).has('*') || made(reviewed).has(name);
