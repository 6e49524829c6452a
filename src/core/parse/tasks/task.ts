import type { CommandLine } from '../command-lines';

/** A command that a file of settings has somebody run: a task of Ansible, the process of a container, a script of npm, a scriptlet of rpm. */
export interface Task extends CommandLine {
  /** `deployed`: when what the file describes is applied; `scheduled`: the clock runs it; `kept`: it runs for as long as its service does; `booted`: when a new host boots for the first time. */
  readonly when: 'deployed' | 'scheduled' | 'kept' | 'booted';
  /** Whom it runs as, if the file says so. */
  readonly as?: string;
  /** The container that it runs in. */
  readonly container?: string;
  /** The file says when it does not run. */
  readonly isConditional?: true;
  /** It takes the package away: when a newer version has come as well. */
  readonly isRemoval?: true;
}

/** Tasks of one file, in its order. */
export interface TaskFile {
  readonly tasks: readonly Task[];
  /** What the file puts into the image of a container, if it builds one. */
  readonly image?: ImageContent;
}

export interface ImageContent {
  /** Files and folders of the place that the image is built in, as they are written. */
  readonly copied: readonly string[];
  /** Names of files that it speaks of: of a folder these are run. */
  readonly named: ReadonlySet<string>;
}
