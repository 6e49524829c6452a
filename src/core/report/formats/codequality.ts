import { shownPath } from '../../package/nested-path';
import { visibleJson } from '../../text/visible';
import type { Confidence, Severity } from '../../rules/finding';
import type { Review } from '../../review/review';
import { redact } from '../../text/redact';
import { shownFindings, type ReportFormat } from './format';

/** As code quality names them. */
const qualities: Readonly<Record<Severity, string>> = { blocker: 'blocker', error: 'critical', warning: 'major', info: 'info' };

interface Degradation {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

/** Of those with one fingerprint only one is shown. */
function apart(found: readonly Degradation[]): readonly Degradation[] {
  const counts = new Map<string, number>();
  return found.map((each) => {
    const plain = each.fingerprint.replace(/-\d+$/, '');
    const count = (counts.get(plain) ?? 0) + 1;
    counts.set(plain, count);
    return count === 1 ? each : { ...each, fingerprint: `${plain}-${count}` };
  });
}

const textOf = (found: readonly Degradation[]): string => `${visibleJson(JSON.stringify(found, undefined, 1))}\n`;

const degradation = (
  [description, check_name, fingerprint]: readonly [string, string, string],
  severity: string,
  path: string,
  [begin, end]: readonly [number, number],
): Degradation => ({ description, check_name, fingerprint, severity, location: { path, lines: { begin, end } } });

function degradationsOf(review: Review, confidence: Confidence | undefined): readonly Degradation[] {
  const findings = shownFindings(review.findings, confidence).filter(({ waived }) => !waived);
  return [
    ...findings.map(({ rule, severity, path, range: { start, end }, message, fingerprint }) =>
      degradation([message, rule, fingerprint], qualities[severity], shownPath(path), [start.line + 1, end.line + 1]),
    ),
    // The line of a waivers' file; it fails nothing.
    ...review.siteFindings.map(({ rule, message, origin: { path, line } }) =>
      degradation([redact(message), rule, `${rule}:${path}:${line}`], 'minor', path, [line + 1, line + 1]),
    ),
    // What could hide a blocker must not look like nothing at all.
    ...review.notChecked
      .filter(({ decisive }) => decisive)
      .map(({ what, why }) =>
        degradation([`Not checked: ${what}: ${why}`, 'not-checked', `not-checked:${what}`], 'major', review.package.path, [1, 1]),
      ),
  ];
}

/** For merge requests of GitLab, which knows no waivers: what is accepted is left out. */
export const codequality: ReportFormat = {
  id: 'codequality',
  name: 'GitLab code quality',
  ending: 'codequality.json',
  mediaType: 'application/json',
  tellsDigest: false,
  write: (review, { confidence }) => textOf(apart(degradationsOf(review, confidence))),
  join: (reports) => textOf(apart(reports.flatMap((report) => JSON.parse(report) as Degradation[]))),
};
