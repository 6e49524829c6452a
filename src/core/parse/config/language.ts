import type { SyntaxFault } from '../fault';
import type { ConfigContents } from './contents';

/** A language of configuration: how its files are known, read and edited. */
export interface ConfigLanguage {
  readonly id: string;
  /** As messages name it. */
  readonly name: string;
  /** Paths that leave no doubt. */
  readonly path?: RegExp;
  /** Whether a text is this and nothing else, where the path does not tell. */
  readonly isCertain?: (text: string) => boolean;
  /** The beginning of a line that is a comment. */
  readonly comment: RegExp;
  /** Numbers and booleans are other values than texts of the same letters. */
  readonly typed: boolean;
  /** Keys are environment variables: in all of the file, or in some of it beside other things. */
  readonly variables?: 'all' | 'some';
  /** What is set in several places holds in each of them: directives of servers. */
  readonly repeats?: true;
  /** The servers that read it, as catalogs and folders name them. */
  readonly servers?: readonly string[];
  /** Names are the same in capitals and small letters. */
  readonly foldsCase?: true;
  /** A file may begin with a byte order mark, in UTF-8 or UTF-16; otherwise readers differ. */
  readonly marks?: true;
  /** The fault as every reader has it; `undefined` if only some stumble. Absent: no fault is certain. */
  readonly certainFault?: (text: string, fault: SyntaxFault) => SyntaxFault | undefined;
  /** Never throws: what cannot be read is a fault, and the rest is still listed. */
  readonly read: (text: string) => ConfigContents;
}
