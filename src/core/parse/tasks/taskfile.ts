import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import type { ConfigFile } from '../config/config';
import { baseName } from '../../text/path';
import { span } from '../../text/span';
import type { Task } from './task';
import { commandOf, writtenIn, type Written } from './written';

export const isTaskfile = (path: string): boolean => /^taskfile(\.dist)?\.ya?ml$/i.test(baseName(path));

/** Tasks for those who build and test: an upgrade runs none of them. */
const forDevelopers = /^(?:build|test|lint|fmt|format|dev|docs?|ci|generate|gen|release|bench|coverage|check|clean)(?:$|[-_:])/i;

/** What Task has a shell run (Task, "Schema reference"); `{{.NAME}}` is what the file says that it is. */
export function taskfileTasks({ format, entries, within }: ConfigFile, text: string, path: string): readonly Task[] {
  if (format !== 'yaml' || within || !isTaskfile(path)) return [];
  const known = new Map(
    entries.flatMap(({ key, value }) => {
      const name = /^vars\.(\w+)$/.exec(key)?.[1];
      return name !== undefined && typeof value === 'string' && !value.includes('{{') ? [[`.${name}`, value] as const] : [];
    }),
  );
  // Entries of settings leave out what stands in a list beside maps.
  const tasks = parseDocument(text, { logLevel: 'silent', strict: false }).get('tasks', true) as Node | undefined;
  if (!isMap(tasks)) return [];
  return tasks.items.flatMap(({ key, value }): Task[] =>
    forDevelopers.test(String(key))
      ? []
      : commandsIn(value as Node | null, text).map((one): Task => ({ source: commandOf([one], known), when: 'deployed' })),
  );
}

/** Of a task: one command, a list of them, or a map that has these as `cmd` or `cmds`. */
function commandsIn(node: Node | null | undefined, text: string): readonly Written[] {
  if (isScalar(node) && typeof node.value === 'string') {
    const [start = 0, end = 0] = node.range ?? [];
    return [writtenIn(text, { value: node.value, valueSpan: span(start, end) }) ?? []].flat();
  }
  if (isSeq(node)) return node.items.flatMap((item) => commandsIn(item as Node, text));
  return isMap(node) ? ['cmds', 'cmd', 'defer'].flatMap((name) => commandsIn(node.get(name, true) as Node | undefined, text)) : [];
}
