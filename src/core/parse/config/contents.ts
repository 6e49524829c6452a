import type { Span } from '../../text/span';
import type { TextEdit } from '../../text/edit';
import type { SyntaxFault } from '../fault';

/** What a language reads in a text, and how it edits it. */
export interface ConfigContents {
  /** Values that are not maps, in the order of the file. A list of maps gives `servers.0.host`. */
  readonly entries: readonly ConfigEntry[];
  /** Maps, lists of maps and INI sections, by the key that opens them. */
  readonly sections: readonly ConfigSection[];
  readonly faults: readonly SyntaxFault[];
  /**
   * Edits that insert `key` in the section where it belongs. None if the key is there already, a value stands where a
   * section is needed, or the file does not parse.
   */
  insert(key: string, value: unknown): readonly TextEdit[];
  /** Edits that remove the entry with its line. Comments on lines of their own stay. */
  remove(entry: ConfigEntry): readonly TextEdit[];
  /** Edits that give the entry another key, moving it where the section differs. */
  rename(entry: ConfigEntry, key: string): readonly TextEdit[];
  /** Edits that give the entry another value. */
  replace(entry: ConfigEntry, value: unknown): readonly TextEdit[];
}

export type ConfigEditor = Pick<ConfigContents, 'insert' | 'remove' | 'rename' | 'replace'>;

export interface ConfigEntry {
  /** Dotted path from the root: `dten.hybrid.enable`. */
  readonly key: string;
  readonly keySpan: Span;
  /** Typed where the format has types; text elsewhere, without its quotes. */
  readonly value: unknown;
  /** Quotes included; empty where the value is left out. */
  readonly valueSpan: Span;
  /** Reached through a YAML alias or merge key: the place is the anchor's, and editing it would change every user. */
  readonly inherited?: true;
  /** The environment variable that the entry sets; `key` ends with it. */
  readonly variable?: string;
  /** It is an option of a command: `hybrid-mode`. */
  readonly isOption?: true;
}

export interface ConfigSection {
  readonly key: string;
  readonly keySpan: Span;
}
