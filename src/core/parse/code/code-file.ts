import type { Span } from '../../text/span';
import type { MappedText } from '../mapped-text';
import type { WindowsScript } from '../windows/windows-command';

export type CodeLanguage = 'Python' | 'Perl' | 'Lua' | 'PowerShell' | 'Windows batch';

/** A program in another language than the shell's, as far as its literals say what it does. */
export interface CodeFile {
  readonly language: CodeLanguage;
  readonly calls: readonly CodeCall[];
  /** Texts that a name stands for, which is given one once. */
  readonly constants: ReadonlyMap<string, string>;
  /** What variables of functions are given, and what those of loops are, one after the other. */
  readonly names?: ReadonlyMap<string, readonly CodeArgument[]>;
  /** Where a text may name a host; of a script of Windows, lines without comments. */
  readonly texts: readonly Span[];
  /** Of scripts of Windows, which have commands in the place of calls. */
  readonly windows?: WindowsScript;
}

/** A call that runs a command or changes files. */
export interface CodeCall {
  /** `subprocess.run`; of backticks `qx`. */
  readonly name: string;
  readonly span: Span;
  readonly args: readonly CodeArgument[];
  /** Arguments that have names. */
  readonly named: ReadonlyMap<string, CodeArgument>;
  /** It stands at the top of the file, under no question and in no function. */
  readonly isSure: boolean;
  /** `or die`: the program ends if it fails. */
  readonly isFatal: boolean;
}

export interface CodeArgument {
  readonly span: Span;
  /** The variable of a function or loop that it is: see `CodeFile.names`. */
  readonly name?: string;
  /** As it stands in the file. */
  readonly written: string;
  /** What it is, with `${_}` for what only the run tells; absent: it is no text. */
  readonly text?: MappedText;
  /** Its items, of a list of words. */
  readonly items?: readonly CodeArgument[];
}
