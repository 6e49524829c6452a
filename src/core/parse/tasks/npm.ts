import { baseName } from '../../text/path';
import type { ConfigFile } from '../config/config';
import type { Task } from './task';
import { commandOf, writtenIn } from './written';

/** Scripts that `npm install` runs by itself (npm-scripts(7)). */
const ofInstall = /^scripts\.(pre|post)?install$/;

export function npmTasks({ entries }: ConfigFile, text: string, path: string): readonly Task[] {
  if (baseName(path) !== 'package.json' || path.includes('node_modules/')) return [];
  return entries.flatMap((entry): Task[] => {
    const written = ofInstall.test(entry.key) ? writtenIn(text, entry) : undefined;
    return written ? [{ source: commandOf([written]), when: 'deployed' }] : [];
  });
}
