import { run } from '../../src/cli/run';
import { plainReviewer } from '../../src/node/review/in-process';

export interface CorpusFinding {
  readonly rule: string;
  readonly severity: string;
  readonly confidence: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface CorpusReview {
  readonly verdict: string;
  readonly coverage: {
    readonly files: number;
    readonly reviewed: number;
    readonly listed: number;
    readonly notUnderstood: number;
    readonly skipped: number;
  };
  readonly findings: readonly CorpusFinding[];
  readonly notChecked: readonly { readonly what: string; readonly why: string }[];
}

/** Reviews as the command line does. Messages of the review go to the standard error. */
export async function review(cwd: string, args: readonly string[]): Promise<CorpusReview> {
  let out = '';
  await run(['preflight', ...args, '--format', 'json'], {
    cwd,
    input: () => process.stdin,
    now: () => new Date().toISOString(),
    out: (text) => (out += text),
    err: (text) => process.stderr.write(text),
    colour: false,
    progress: false,
    tool: () => Promise.resolve('corpus'),
    reviewer: plainReviewer,
    rehearse: () => Promise.reject(new Error('a review rehearses nothing')),
  });
  return JSON.parse(out) as CorpusReview;
}
