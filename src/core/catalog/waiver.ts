import type { Origin } from '../inventory/inventory';

/** A finding, or several, that somebody at the site has accepted, and for how long. */
export interface Waiver {
  /** Rule id; a name that the rule had before counts as well. */
  readonly rule: string;
  /** Of the one finding that is meant. */
  readonly fingerprint?: string;
  /** A file of the package, a folder with its slash at the end, or a glob. */
  readonly path?: string;
  /** 1-based, of `path` in `version`. */
  readonly line?: number;
  /** Name and version of the package that is meant; absent: any. */
  readonly package?: string;
  readonly version?: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds, `YYYY-MM-DD`, in UTC. */
  readonly until: string;
  /** The day on which it was given. */
  readonly granted?: string;
  /** Who agreed besides the owner; some rules need `security`. */
  readonly authority?: string;
  readonly origin: Origin;
}

/** How much a waiver covers, the narrowest first. `line`: one finding, by its fingerprint. `place`: one line of one version, by its number. */
export const waiverScopes = ['line', 'place', 'file', 'rule'] as const;

export type WaiverScope = (typeof waiverScopes)[number];

export const scopeOf = ({ fingerprint, path, line }: Waiver): WaiverScope =>
  fingerprint !== undefined ? 'line' : path === undefined ? 'rule' : line === undefined ? 'file' : 'place';

/** Whether text is a day that there is. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}
