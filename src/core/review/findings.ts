import type { LookedAt, ParsedFile } from '../subject/parse-file';
import { hash } from '../text/hash';
import { memo } from '../text/memo';
import { rangeOf } from '../text/lines';
import { shownPath } from '../package/nested-path';
import { firstBehind, redactedValue, redactedWindow } from '../text/redact';
import type { Span } from '../text/span';
import { isWorse, severities, type Excerpt, type Finding, type Severity } from '../rules/finding';
import type { ReportedFinding, Rule } from '../rules/rule';
import { errorText } from '../text/error-text';
import { compareText } from '../text/order';
import { gate, linesOf, secretsOf } from './shown-text';

/** Characters of one line that an excerpt keeps: minified files have lines of megabytes. */
const excerptWidth = 240;

/** Lines of a finding that an excerpt keeps. */
const excerptHeight = 12;

type FileOf = (path: string) => LookedAt | undefined;

/** Of an archive, whose faults are not in the text of its files, and of files that were not read as text. */
const noText: ParsedFile = { text: '', subjects: [] };

/** What of a finding depends on its report and the text alone: most stay as they were when another file is edited. */
type Made = Pick<Finding, 'range' | 'excerpt' | 'message' | 'data' | 'related' | 'fix'> & {
  readonly file: ParsedFile;
  /** The text that is meant, and the rest of its lines. */
  readonly snippet: { readonly own: string; readonly rest: string };
};
const knownParts = memo((_report: ReportedFinding): { made?: Made } => ({}));

function partsOf(report: ReportedFinding, file: ParsedFile, others: readonly ParsedFile[]): Made {
  const known = knownParts(report);
  if (known.made?.file === file) return known.made;
  const { span, message, data, related, fix } = report;
  const lines = linesOf(file);
  const range = rangeOf(lines, span);
  const shown = gate([file, ...others]);
  known.made = {
    file,
    range,
    message: shownPath(shown(message)),
    data: redactedValue(data, shown) as Finding['data'],
    related: related.map((place) => ({ ...place, message: shown(place.message) })),
    ...(fix && { fix: { ...fix, title: shownPath(shown(fix.title)) } }),
    excerpt: excerptOf(file, lines, { span, range }),
    snippet: snippetOf(file, lines, { span, range }),
  };
  return known.made;
}

/** Files of related places whose secrets are looked for in the texts of a finding. */
const mostRelated = 8;

const milder = (severity: Severity, atMost: Severity = severity): Severity => (isWorse(severity, atMost) ? atMost : severity);

/**
 * Gives reports of rules their ranges, excerpts and fingerprints. `fileOf` is the reviewed file of a path; `root` the folder
 * that the package lies in, which another version may call otherwise.
 */
export function findingMaker(fileOf: FileOf, root: string) {
  const seen = new Map<string, number>();
  /** By fingerprint what stays as well when the rest of the line changes: by that the package before has a finding, or has not. */
  const likenesses = new Map<string, string>();
  const parsed = (path: string): ParsedFile => {
    const read = fileOf(path);
    return read && 'subjects' in read ? read : noText;
  };

  const make = (
    rule: Pick<Rule, 'id' | 'severity' | 'hazards'> & { readonly target?: Rule['target'] },
    report: ReportedFinding,
    canBeFixed: boolean,
  ): Finding => {
    const { path, span, confidence, atMost, standsFor } = report;
    const file = rule.target === 'archive' ? noText : parsed(path);
    const others = new Set(report.related.flatMap((place) => (place.at === 'package' ? [parsed(place.path)] : [])));
    const { range, message, data, related, fix, excerpt, snippet } = partsOf(report, file, [...others].slice(0, mostRelated));
    return {
      rule: rule.id,
      // Only what is certain may block.
      severity: milder(rule.severity === 'blocker' && confidence !== 'certain' ? 'error' : rule.severity, atMost),
      confidence,
      hazards: rule.hazards,
      path,
      span,
      range,
      message,
      data,
      related,
      ...(fix && canBeFixed && { fix }),
      excerpt,
      fingerprint: fingerprintOf(
        [rule.id, path.startsWith(root) ? path.slice(root.length) : path],
        rule.target === 'archive' ? { own: JSON.stringify(data), rest: '' } : snippet,
      ),
      ...(standsFor !== undefined && { standsFor }),
    };
  };

  const numbered = (parts: readonly string[]): string => {
    const key = parts.join('\0');
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return hash(`${key}\0${nth}`);
  };

  const fingerprintOf = (place: readonly string[], { own, rest }: Made['snippet']): string => {
    const fingerprint = numbered([...place, own, rest]);
    likenesses.set(fingerprint, numbered([...place, own]));
    return fingerprint;
  };

  make.likenesses = likenesses as ReadonlyMap<string, string>;

  make.failed = (rule: Pick<Rule, 'id'>, path: string, error: unknown): Finding =>
    make(
      { id: 'internal/rule-failed', severity: 'warning', hazards: ['unknown-state'] },
      {
        path,
        span: { start: 0, end: 0 },
        message: `The rule ${rule.id} failed here and checked nothing: ${errorText(error)}`,
        confidence: 'certain',
        data: { rule: rule.id },
        related: [],
      },
      false,
    );

  return make;
}

/** By severity, then path and place. */
export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      compareText(a.path, b.path) ||
      a.span.start - b.span.start ||
      compareText(a.rule, b.rule),
  );

/** Characters before and behind a place that tell it from others: minified files are one line. */
const around = 120;

/**
 * What a fingerprint knows a place by. One `sudo` of many is told by what it runs, so what somebody accepted is never taken for
 * another line. Secrets are masked: nobody may try them out.
 */
function snippetOf(file: ParsedFile, starts: readonly number[], { span, range }: Pick<Finding, 'span' | 'range'>): Made['snippet'] {
  const shown = (start: number, end: number): string =>
    redactedWindow(file.text, secretsOf(file), { start, end }).replace(/\s+/g, ' ').trim();
  const from = Math.max(starts[range.start.line] ?? 0, span.start - around);
  const to = Math.min(starts[range.end.line + 1] ?? file.text.length, span.end + around);
  return { own: shown(span.start, span.end), rest: `${shown(from, span.start)}\0${shown(span.end, to)}` };
}

/** Masked by the secrets of the whole file: what is cut out may no longer tell that it is one. */
function excerptOf(file: ParsedFile, starts: readonly number[], { span, range }: Pick<Finding, 'span' | 'range'>): Excerpt {
  const { text } = file;
  if (text === '') return { firstLine: 0, lines: [] };
  const secrets = secretsOf(file);
  const show = (start: number, end: number): string => redactedWindow(text, secrets, { start, end }).replace(/(?<![\r\n])[\r\n]+$/, '');
  const firstLine = Math.max(0, range.start.line - 1);
  const lastLine = Math.min(starts.length - 1, range.end.line + 1, firstLine + excerptHeight - 1);
  const lines: string[] = [];
  for (let line = firstLine; line <= lastLine; line++) {
    const from = starts[line] ?? 0;
    const to = starts[line + 1] ?? text.length;
    lines.push(show(from, Math.min(to, from + excerptWidth)));
  }
  const from = starts[range.start.line] ?? 0;
  const to = Math.min(starts[range.start.line + 1] ?? text.length, from + excerptWidth);
  const begin = Math.max(from, beginOf(secrets, span.start));
  const marked = { from: show(from, Math.min(begin, to)).length, to: show(from, Math.min(span.end, to)).length };
  return { firstLine, lines, marked };
}

/** The place itself, or where the secret begins that it lies in. */
function beginOf(secrets: readonly Span[], at: number): number {
  const secret = secrets[firstBehind(secrets, at)];
  return secret && secret.start < at ? secret.start : at;
}
