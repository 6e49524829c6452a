import { span } from '../../text/span';
import type { ConfigEntry } from '../config/contents';
import type { ConfigFile } from '../config/config';
import type { Task } from './task';
import { commandOf, itemsIn, type Written } from './written';

/** What `composer install` and `composer update` run by themselves. */
const events = /"(?:pre|post)-(?:install|update)-cmd"/;
const ofEvent = /^scripts\.(?:pre|post)-(?:install|update)-cmd$/;

/** Scripts that name each other: a file that has more of them is none of Composer's. */
const deepest = 8;
const most = 200;

/** Whether a text may hold some. */
export const mayBeComposer = (text: string): boolean => events.test(text);

/** Scripts of composer.json, with the scripts that these name ("Scripts", getcomposer.org); those of what a project brings along are never run. */
export function composerTasks({ entries }: ConfigFile, text: string, path: string): readonly Task[] {
  if (!mayBeComposer(text) || /(^|\/)vendor\//.test(path)) return [];
  const scripts = new Map(entries.map((entry) => [entry.key.replace(/^scripts\./, ''), entry]));
  const commandsOf = (entry: ConfigEntry, above: readonly ConfigEntry[]): readonly Written[] =>
    itemsIn(text, entry).flatMap((item) => {
      const named = /^@([\w:.-]+)(?: |$)/.exec(item.text)?.[1];
      const other = named === undefined || own.test(named) ? undefined : scripts.get(named);
      if (!other || above.includes(other) || above.length >= deepest) return [asCommand(item)];
      return commandsOf(other, [...above, other]);
    });
  return entries
    .filter(({ key }) => ofEvent.test(key))
    .flatMap((entry) => commandsOf(entry, [entry]))
    .slice(0, most)
    .map((command) => ({ source: commandOf([command]), when: 'deployed' }));
}

/** What an `@` before means, but for a script. */
const own = /^(?:php|composer|putenv)$/;

/** As a shell has it, each character in its place. */
function asCommand({ text, placeOf }: Written): Written {
  if (/^@(?:php|composer)(?: |$)/.test(text))
    return { text: text.slice(1), placeOf: ({ start, end }) => placeOf(span(start + 1, end + 1)) };
  return { text: text.replace(/^@putenv (?=\w+=)/, 'export '), placeOf };
}
