import type { ScriptEffects, Step } from '../effects/effect';

/** A script of the package, and what it can call. */
export interface Program {
  readonly path: string;
  readonly effects: ScriptEffects;
}

/** A function, and the script that it is written in. */
export interface CalledFunction {
  readonly owner: Program;
  readonly steps: readonly Step[];
}

/** What names in scripts mean in a package. */
export interface Linker {
  /** Files inside of an archive of the package. */
  readonly inside: (archive: string) => readonly string[];
  /** The script that a path or name in `from` stands for. */
  readonly script: (named: string, from: Program) => Program | undefined;
  /** The folder of the package that a path stands for, and the files below it. */
  readonly below: (folder: string) => { readonly folder: string; readonly files: readonly string[] } | undefined;
  /** Files of the package whose paths end as the pattern does. */
  readonly filesLike: (pattern: string) => readonly string[];
  /** A file of the package that is no script. */
  readonly file: (named: string) => string | undefined;
  /** The functions that a script has, those of files that it reads in included. */
  readonly functionOf: (name: string, from: Program) => CalledFunction | undefined;
  /** It does nothing, and neither does what it calls: messages, questions, arithmetic. */
  readonly isInert: (called: CalledFunction) => boolean;
}
