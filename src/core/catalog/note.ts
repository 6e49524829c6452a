import { hash } from '../text/hash';
import type { Origin } from '../inventory/inventory';

/** What a reviewer says of a line of the package. */
export interface Note {
  /** Below the package's own folder. */
  readonly path: string;
  /** 1-based, where the line stood. */
  readonly line: number;
  /** Of what the line says: by it the line is found again. */
  readonly of: string;
  readonly text: string;
  readonly by?: string;
  /** The day on which it was written, `YYYY-MM-DD`. */
  readonly on?: string;
  /** Which one of its file it is, from 0. */
  readonly index: number;
  readonly origin: Origin;
}

export type NoteEntry = Omit<Note, 'origin' | 'index'>;

/** What a line says, whatever white space it has. */
export const hashOfLine = (line: string): string => hash(line.trim().replace(/\s+/g, ' '));
