import type { ConfigFile } from '../config/config';
import { ansibleTasks, isTaskList } from './ansible';
import { isCloudConfig } from '../config/yaml';
import { cloudInitTasks } from './cloud-init';
import { composerTasks, mayBeComposer } from './composer';
import { composeTasks, kubernetesTasks } from './containers';
import { heldTasks, mayBeHeld } from './held';
import { npmTasks } from './npm';
import { mayHoldSteps, stepTasks } from './steps';
import type { Task } from './task';
import { isTaskfile, taskfileTasks } from './taskfile';

/** Who has something run by what a file of settings says. */
const carriers: readonly ((config: ConfigFile, text: string, path: string) => readonly Task[])[] = [
  ansibleTasks,
  kubernetesTasks,
  composeTasks,
  npmTasks,
  composerTasks,
  cloudInitTasks,
  taskfileTasks,
  heldTasks,
  stepTasks,
];

/** Without reading it: most settings have nobody run anything. */
export const mayHoldTasks = (path: string, text: string): boolean =>
  isTaskList(path) ||
  isTaskfile(path) ||
  isCloudConfig(text) ||
  mayBeHeld(text) ||
  mayBeComposer(text) ||
  mayHoldSteps(path, text) ||
  /\b(?:initC|c)ontainers["']?[ \t]*:/.test(text) ||
  /^[ \t]*(?:- +)?(?:hosts|services)["']?[ \t]*:|"(?:pre|post)?install"[ \t]*:/m.test(text);

/** Commands of one file; nobody writes more by hand. */
const most = 2000;

/** The commands that a configuration has somebody run. Never throws. */
export const tasksIn = (configs: readonly ConfigFile[], text: string, path: string): readonly Task[] =>
  configs.flatMap((config) => carriers.flatMap((tasks) => tasks(config, text, path))).slice(0, most);
