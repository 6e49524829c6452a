import type { Span } from '../text/span';

/** What logrotate is told to run. */
export interface LogrotateFile {
  readonly scripts: readonly LogrotateScript[];
}

export interface LogrotateScript {
  /** The word that begins it: `postrotate`. */
  readonly when: string;
  /** The lines up to `endscript`, which a shell gets. */
  readonly span: Span;
  /** The one log, or pattern of logs, that it is about, as it gets it as its first argument; absent: there are several. */
  readonly log?: string;
}

/** Blocks of which nobody writes so many. */
const maxScripts = 1000;

const begins = /^\s*(prerotate|postrotate|firstaction|lastaction|preremove)\s*$/;
const ends = /^\s*endscript\s*$/;

/**
 * Reads a configuration of logrotate(8) as far as it runs something: a script is what stands between its word and `endscript`, each on a
 * line of its own. One without an end is none: logrotate refuses the block. Never throws.
 */
export function parseLogrotate(text: string): LogrotateFile {
  const scripts: LogrotateScript[] = [];
  let logs: string[] = [];
  let isInside = false;
  let open: { readonly when: string; readonly start: number } | undefined;
  for (let at = 0; at < text.length && scripts.length < maxScripts;) {
    const found = text.indexOf('\n', at);
    const next = found < 0 ? text.length : found + 1;
    const line = text.slice(at, next);
    if (open) {
      if (ends.test(line)) {
        const [log] = logs;
        scripts.push({ when: open.when, span: { start: open.start, end: at }, ...(log !== undefined && logs.length === 1 && { log }) });
        open = undefined;
      }
    } else if (!/^\s*#/.test(line)) {
      const when = begins.exec(line)?.[1];
      if (when !== undefined) open = { when, start: next };
      else {
        if (!isInside) logs.push(...logsIn(line));
        isInside ||= line.includes('{');
        if (/^\s*\}|\}\s*$/.test(line)) [isInside, logs] = [false, []];
      }
    }
    at = next;
  }
  return { scripts };
}

/** `/var/log/a.log "/var/log/b c.log" {`. */
const logsIn = (line: string): readonly string[] =>
  Array.from(line.replace(/\{.*/s, '').matchAll(/"([^"\n]*)"|([~/]\S*)/g), ([, quoted, plain]) => quoted ?? plain ?? '');
