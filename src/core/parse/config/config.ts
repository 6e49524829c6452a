import type { Span } from '../../text/span';
import type { TextEdit } from '../../text/edit';
import type { SyntaxFault } from '../fault';

export type ConfigFormat = 'json' | 'yaml' | 'ini' | 'properties';

/** One configuration file, whatever its format, as a list of dotted keys with their places. */
export interface ConfigFile {
  readonly format: ConfigFormat;
  readonly entries: readonly ConfigEntry[];
  readonly faults: readonly SyntaxFault[];
  /** Edits that insert `key` in the section where it belongs, in the file's own style. */
  insert(key: string, value: unknown): readonly TextEdit[];
  /** Edits that remove the entry with its line. */
  remove(entry: ConfigEntry): readonly TextEdit[];
  /** Edits that give the entry another key, moving it where the section differs. */
  rename(entry: ConfigEntry, key: string): readonly TextEdit[];
  /** Edits that give the entry another value. */
  replace(entry: ConfigEntry, value: unknown): readonly TextEdit[];
}

export interface ConfigEntry {
  /** Dotted path from the root: `dten.hybrid.enable`. */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: unknown;
  readonly valueSpan: Span;
}
