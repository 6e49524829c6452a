import { isKnown, type Template } from '../shell-template';
import type { Span } from '../../text/span';

/** A word of a command of Windows: what only the run tells is unknown in it, variables are holes. */
export interface WindowsWord {
  readonly value: Template;
  readonly span: Span;
  /** It stands in quotes: no option, whatever it begins with. */
  readonly isQuoted: boolean;
  /** Several of PowerShell, with commas between them. */
  readonly isList?: true;
}

/** One command as it stands in a script: its words are literals as far as these are simple. */
export interface WindowsCommand {
  readonly words: readonly WindowsWord[];
  readonly span: Span;
  /** It stands under no question, in no loop and in no function. */
  readonly isSure: boolean;
  /** What hands it its input: the command before `|`. */
  readonly piped?: WindowsCommand;
  /** Commands in brackets, which run before it and whose output it is given. */
  readonly inner?: readonly WindowsCommand[];
  /** Labels of a batch file that it stands behind, with nothing between that ends their part. */
  readonly labels?: readonly string[];
  /** Of what stands behind a label: whether it is run for certain once somebody calls that. */
  readonly isSureWhenCalled?: boolean;
  /** Files that its output goes to. */
  readonly writes: readonly { readonly file: WindowsWord; readonly appends: boolean }[];
}

export interface WindowsScript {
  readonly commands: readonly WindowsCommand[];
  /** Texts that a variable stands for, which is given one once; by its name in small letters. */
  readonly constants: ReadonlyMap<string, Template>;
  /** What variables of loops are, one after the other. */
  readonly lists: ReadonlyMap<string, readonly Template[]>;
  /** Its own functions, in small letters. */
  readonly functions: ReadonlySet<string>;
  /** Parts of a batch file that `call :label` runs, by the label with its colon. */
  readonly parts?: ReadonlyMap<string, readonly WindowsCommand[]>;
}

/** Commands of one file; who writes more has no script that anybody reads. */
export const maxCommands = 2000;

/** Keeps what loops go over; a name that several loops have is not known. */
export class Lists {
  private readonly values = new Map<string, readonly Template[] | undefined>();

  set(name: string, values: readonly Template[]): void {
    const key = name.toLowerCase();
    this.values.set(key, this.values.has(key) || values.length === 0 || !values.every(isKnown) ? undefined : values);
  }

  known(): ReadonlyMap<string, readonly Template[]> {
    return new Map([...this.values].flatMap(([name, values]) => (values === undefined ? [] : [[name, values] as const])));
  }
}

/** Keeps what every variable is set to, and knows those that are set once. */
export class Constants {
  private readonly values = new Map<string, Template | undefined>();

  set(name: string, value: Template | undefined, isSure: boolean): void {
    const key = name.toLowerCase();
    this.values.set(key, this.values.has(key) || !isSure || value === undefined || !isKnown(value) ? undefined : value);
  }

  /** Those that are the same from the beginning to the end. */
  known(): ReadonlyMap<string, Template> {
    return new Map([...this.values].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
  }
}
