import { fact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';

/** Scripts that are no settings as well: what a script reads in (`. ./dten.env`) is looked at as settings, once. */
export const onlyScripts = fact(['config', 'shell'], ({ subjects }): readonly Subject<'shell'>[] => {
  const settings = new Set(subjects.config.map(({ path }) => path));
  return subjects.shell.filter(({ path }) => !settings.has(path));
});
