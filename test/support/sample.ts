import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fault that the sample package has, and that a rule must find. */
export interface SampleFault {
  readonly rule: string;
  readonly path: string;
  /** 1-based, where the token starts. */
  readonly line: number;
  /** The text that the squiggle covers; may span lines. */
  readonly token: string;
  readonly why: string;
}

export const sampleFaults = JSON.parse(readFileSync(join(__dirname, '../fixtures/sample-faults.json'), 'utf8')) as readonly SampleFault[];
