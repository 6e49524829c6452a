import type { Template } from '../parse/shell-template';
import type { Span } from '../text/span';

/** Why nobody can say what a shell does that reads its commands from somewhere else. */
export const handedToShell = 'what is handed to a shell';

/** All that a package can do to a host, `noun.verb`: a closed list, which outsiders rely on. */
export const effectKinds = [
  ...['file.write', 'file.append', 'file.edit', 'file.delete', 'file.move', 'file.mode', 'file.owner', 'file.link'],
  ...['dir.create', 'archive.extract'],
  ...['unit.install', 'unit.enable', 'unit.disable', 'unit.start', 'unit.stop', 'unit.restart', 'unit.reload'],
  ...['unit.mask', 'unit.unmask', 'unit.daemon-reload'],
  ...['package.install', 'package.remove', 'package.source'],
  ...['user.create', 'user.change', 'user.delete', 'group.create', 'group.delete'],
  ...['schedule.add', 'schedule.remove'],
  ...['database.run', 'database.create', 'database.drop', 'database.dump', 'database.restore'],
  ...['network.fetch', 'network.send', 'network.session'],
  ...['process.start', 'process.kill', 'host.reboot', 'host.setting', 'kernel.module'],
  ...['firewall.change', 'security.change', 'mount.change'],
  ...['container.run', 'container.stop', 'container.pull', 'cluster.apply'],
  ...['flag.change', 'webhook.register', 'message.send', 'queue.change', 'credential.create'],
  ...['lock.take', 'lock.release', 'prompt', 'wait', 'script.run', 'unknown'],
] as const;

export type EffectKind = (typeof effectKinds)[number];

/** What happens to the script if the step fails. */
export type OnError = 'stops' | 'goes-on' | 'ignored';

/** Where a script changes its working directory. */
export interface Entered {
  /** The argument that names the folder. */
  readonly span: Span;
  /** Nobody looks whether it did: what follows may happen where the script was before. */
  readonly mayFail: boolean;
}

/**
 * One thing that a script does, as far as the script alone tells: variables that others may set are still open in its
 * templates. Plain data, kept without the parsed script.
 */
export interface Step {
  /** `call`: a function or program that is not described here; `source`: a file is read in. Who knows the package resolves them. */
  readonly kind: EffectKind | 'call' | 'source';
  readonly target: Template;
  /** The argument that says so. */
  readonly span: Span;
  /** The command, from its name to its last word. */
  readonly command: Span;
  /** For people: `systemctl stop`, `cp`. */
  readonly by: string;
  /** Options of the command as given, without their dashes: `r`, `recursive`; with `=` and the value where it has one. */
  readonly options: readonly string[];
  /** The innermost of `ScriptEffects.conditions` that decides whether it runs; -1: none. */
  readonly condition: number;
  /** `inherit`: as whoever calls the function has it. */
  readonly onError: OnError | 'inherit';
  /** Whom it runs as, where the script says so. */
  readonly as?: Template;
  /** The other host that it happens on. */
  readonly host?: Template;
  /** The container that it happens in. */
  readonly container?: Template;
  /** Where the content comes from: a file that is copied, an archive, an address. */
  readonly from?: Template;
  /** The target is the folder in which `from` will lie under its own name. */
  readonly isInto?: true;
  /** Text that is written: a here-document, or words of `echo`. */
  readonly content?: Span;
  /** The mode that it gives, as the command has it, and the argument that says so. */
  readonly mode?: { readonly value: Template; readonly span: Span };
  /** Arguments of a `call`. */
  readonly args?: readonly Template[];
  /** More of its like: one of several values that a variable may have. */
  readonly isOneOf?: true;
  /** It comes last, however the script ends: `trap … EXIT`. */
  readonly isAtEnd?: true;
  /** Its output goes nowhere. */
  readonly isMuted?: true;
  /** Of a target without a folder of its own: where the script went before. */
  readonly entered?: Entered;
  /** It works on what `find` or `ls` has found below or in the target. */
  readonly isFound?: true;
  /** Of a `call`: what is called reads what somebody feeds it, and asks no person. */
  readonly isFed?: true;
  /** The target of an `unknown` is a program in another language, which the package may have. */
  readonly isProgram?: true;
  /** It stands in a program in another language than the shell's, of which only the literals are read. */
  readonly isCode?: true;
  /** What the target holds is lost. */
  readonly erases?: true;
  /** Why it is not known what it does, of an `unknown`. */
  readonly why?: string;
}

/** A question, and the answer that leads on. */
export interface Condition {
  readonly span: Span;
  /** The answer has to be yes; else no. */
  readonly ifYes: boolean;
  /** The one around it; -1: none. */
  readonly parent: number;
  /** It asks whether what stood before has failed. */
  readonly isFailure?: true;
  /** The body runs again and again. */
  readonly isLoop?: true;
  /** What is asked, where it can be answered once the variables are known. */
  readonly test?: Test;
  /** The variables that the test was filled in by, once the script has read a file in: that may set them, or a function of it. */
  readonly values?: readonly string[];
  /** Those of them that were set before. */
  readonly older?: readonly string[];
}

/** `ShellTest` over templates. */
export type Test =
  | { readonly is: 'all' | 'any'; readonly of: readonly Test[] }
  | { readonly is: 'not'; readonly of: Test }
  | { readonly is: 'match'; readonly word: Template; readonly patterns: readonly Template[] }
  | { readonly is: 'empty'; readonly word: Template }
  | { readonly is: 'less'; readonly word: Template; readonly than: Template }
  /** A file, program, user … that it asks for: `-d`, `command`. */
  | { readonly is: 'there'; readonly what: string; readonly word: Template }
  | { readonly is: 'unknown' };

export interface KnownVariable {
  readonly name: string;
  readonly values: readonly Template[];
  /** It is one after the other; else one of them. */
  readonly isEach: boolean;
  /** Or it is not set at all. */
  readonly isMaybe?: true;
}

/** What one script does. */
export interface ScriptEffects {
  /** In order; what stands in functions is in `functions`. */
  readonly steps: readonly Step[];
  readonly functions: readonly { readonly name: string; readonly steps: readonly Step[] }[];
  readonly conditions: readonly Condition[];
  /** What variables are for certain, or are set to one after the other; by name. */
  readonly variables: readonly KnownVariable[];
  /** All that it sets somewhere, functions included. */
  readonly sets: readonly string[];
  /** Commands that were looked at, those in functions and in scripts inside commands included. */
  readonly commands: number;
  /** Failures end the script (`set -e`) at its end. */
  readonly stopsOnError: boolean;
  /** The first command whose steps are missing, as there are too many. */
  readonly cutAt?: Span;
}
