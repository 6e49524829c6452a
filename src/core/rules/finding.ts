import type { Range } from '../text/lines';
import type { Span } from '../text/span';
import type { Waiver, WaiverScope } from '../catalog/waiver';
import type { Origin } from '../inventory/inventory';

export const severities = ['blocker', 'error', 'warning', 'info'] as const;

/** Most severe first. A blocker makes the verdict no-go. */
export type Severity = (typeof severities)[number];

export const confidences = ['certain', 'likely', 'possible'] as const;

/**
 * How sure it is that what a finding says will happen. `certain`: the package and what is known of the site say so; only that
 * may block. `likely`: in most packages of this kind. `possible`: it depends on what the review cannot see.
 */
export type Confidence = (typeof confidences)[number];

/** What a finding can cause; pipelines and risk scores rely on the names. */
export const hazards = [
  'outage',
  'half-done',
  'silent-failure',
  'data-loss',
  'irreversible',
  'outside-snapshot',
  'breaks-running-version',
  'exposes-secret',
  'weakens-security',
  'untrusted-origin',
  'unplanned-work',
  'unknown-state',
] as const;

export type Hazard = (typeof hazards)[number];

export interface Finding {
  /** Rule id, `group/name`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly hazards: readonly Hazard[];
  /** Path inside the package. */
  readonly path: string;
  readonly span: Span;
  readonly range: Range;
  readonly message: string;
  /** The facts behind the message, as the rule gave them. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly related: readonly Related[];
  readonly fix?: Fix;
  /** The lines of the finding and one before and after, for reports that stand without the package. */
  readonly excerpt: Excerpt;
  /** Stays the same when lines move: made of rule, path, the text under the span and its line, and, of equal ones, which it is. */
  readonly fingerprint: string;
  /** How many findings it is told for, itself among them; absent: itself. */
  readonly standsFor?: number;
  /** Who at the site has accepted it; absent: nobody. */
  readonly waived?: Waived;
}

/** What a waiver says of a finding that it covers. */
export interface Waived extends Pick<Waiver, 'owner' | 'reason' | 'until' | 'granted' | 'authority' | 'origin'> {
  readonly scope: WaiverScope;
}

export interface Excerpt {
  /** 0-based line number of `lines[0]`. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** Columns of the finding in its first line as that is shown: masks move what is behind them. */
  readonly marked?: { readonly from: number; readonly to: number };
}

/** A place that explains the finding: elsewhere in the package, or in an inventory or catalog. */
export type Related = { readonly message: string } & (
  { readonly at: 'package'; readonly path: string; readonly span: Span } | { readonly at: 'site'; readonly origin: Origin }
);

export interface Fix {
  readonly title: string;
  readonly edits: readonly FileEdit[];
  /** Files that get other permissions. */
  readonly modes?: readonly ModeEdit[];
  /** `always`: safe without a look. `after-review`: right in most cases, a person must decide. */
  readonly applies: 'always' | 'after-review';
}

export interface FileEdit {
  readonly path: string;
  readonly span: Span;
  readonly text: string;
}

export interface ModeEdit {
  readonly path: string;
  /** Unix permission bits. */
  readonly mode: number;
}

/** Files that a fix changes, each once. */
export const pathsOfFix = ({ edits, modes = [] }: Fix): string[] => [...new Set([...edits, ...modes].map(({ path }) => path))];

/** Findings that are at least this sure. */
export const asSureAs = <F extends { readonly confidence: Confidence }>(findings: readonly F[], least: Confidence): readonly F[] =>
  findings.filter(({ confidence }) => confidences.indexOf(confidence) <= confidences.indexOf(least));

/** Findings that nobody has accepted: only these speak against a package. */
export const unwaived = <F extends { readonly waived?: Waived }>(findings: readonly F[]): readonly F[] =>
  findings.filter(({ waived }) => waived === undefined);

/** How many there are, those that are not told one by one as well. */
export const countOf = (findings: readonly { readonly standsFor?: number }[]): number =>
  findings.reduce((sum, { standsFor = 1 }) => sum + standsFor, 0);

export const isWorse = (a: Severity, b: Severity): boolean => severities.indexOf(a) < severities.indexOf(b);
