import { escapesInFile } from '../client-escapes';
import type { Task } from './task';

/** What the client of a file of SQL is told to run on its host: `\\! systemctl stop x`, `COPY … FROM PROGRAM`. None, or one list. */
export function clientTasks(text: string): readonly (readonly Task[])[] {
  const tasks = escapesInFile(text).map((source): Task => ({ source, when: 'deployed' }));
  return tasks.length > 0 ? [tasks] : [];
}
