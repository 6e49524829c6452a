import type { Encoding } from '../../text/decode';
import type { ConfigContents, ConfigEntry } from './contents';
import type { ConfigFormat } from './languages';

/**
 * One configuration, whatever its format, as a list of dotted keys with their places. The edits keep the file's
 * style, comments and line ends; a method that cannot do that gives no edits.
 */
export interface ConfigFile extends ConfigContents {
  readonly format: ConfigFormat;
  /** The entry of another configuration whose value this one is: `app.yaml: |` in a ConfigMap. Spans are the outer file's. */
  readonly within?: ConfigEntry;
  /** The file name that such an entry has as its key. */
  readonly name?: string;
  /** A byte order mark stands before the text; its encoding. */
  readonly marked?: Encoding;
  /** The same configuration after an edit of the file. */
  reread(text: string): ConfigFile;
}
