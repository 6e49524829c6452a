import { MappedTextBuilder } from '../mapped-text';
import type { Task } from './task';

/** What pacman keeps of the script of a package, alpm-install-scriptlet(5). */
export const isInstallFile = (path: string): boolean => /(^|\/)\.INSTALL$/.test(path);

/** Functions that pacman calls when the package comes, is replaced or goes. */
const called = /^[ \t]*(?:function[ \t]+)?((?:pre|post)_(?:install|upgrade|remove))[ \t]*(?:\(|\{|$)/gm;

/** The file as a shell reads it, with the call of one of its functions behind it: a task for each. Never throws. */
export const installTasks = (text: string): readonly Task[] =>
  [...text.matchAll(called)].map(({ index, 0: line, 1: name = '' }) => {
    const builder = new MappedTextBuilder();
    builder.copy(text, 0);
    builder.escape('\n', text.length, 0);
    builder.copy(name, index + line.indexOf(name));
    return {
      source: builder.build(undefined),
      when: 'deployed',
      as: 'root',
      ...(name.endsWith('remove') && { isConditional: true as const }),
    };
  });
