import type { Span } from '../../text/span';
import type { Inventory, Origin } from '../inventory';

/** What decides of which form a file is. */
export interface Sample {
  /** Decoded, without a byte order mark. */
  readonly text: string;
  /** Its JSON documents: see `documentsIn`. Parsed once, when somebody asks. */
  readonly documents: () => readonly unknown[] | undefined;
}

/** One file while it is read: gives facts their origin and collects problems. */
export interface ImportFile extends Sample {
  readonly path: string;
  origin(at: Span): Origin;
  problem(code: string, at: Span, message: string): void;
  /** Whether something of it could not be read so far: its lists then say nothing of what they do not name. */
  hasLeftOut(): boolean;
}

/** How people come to a file of this form, in English. */
export interface ImporterHelp {
  readonly name: string;
  /** What it tells, in a sentence. */
  readonly tells: string;
  /** Run on a host it writes such a file; absent: people or their own scripts write it. */
  readonly command?: string;
  /** Of its file in the site's folder; what stands in `<…>` is to be filled in. */
  readonly fileName: string;
  /** A small one that is read without a problem. */
  readonly example: string;
}

/** One form in which people hand in what runs now. */
export interface Importer {
  /** Also the name of its file, and of the folder of its cases. */
  readonly id: string;
  readonly help: ImporterHelp;
  /** Each of its documents tells all that there is to tell, so two in a file are two lists. */
  readonly isWhole?: true;
  /** Tells apart what several commands or hosts have printed. */
  readonly splits?: true;
  /** Whether a file is of this form, right or wrong. */
  readonly looksLike: (sample: Sample) => boolean;
  /** Nothing if the file is no inventory after all; why is then among its problems. Never throws. */
  readonly read: (file: ImportFile) => Inventory | undefined;
}
