import { shownPath } from '../../package/nested-path';
import type { Review } from '../../review/review';
import type { Confidence, Finding } from '../../rules/finding';
import { groupBy } from '../../text/groups';
import { redact } from '../../text/redact';
import { identityWords } from '../changes';
import { checksOf } from '../checks';
import { codeFrame } from '../code-frame';
import { escapeXml } from '../escape-xml';
import { waivedBy } from '../waived';
import { shownFindings, type ReportContext, type ReportFormat } from './format';

const begin = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
const end = '</testsuites>\n';

interface Case {
  readonly name: string;
  readonly group: string;
  readonly file?: string;
  readonly line?: number;
  readonly outcome?: {
    readonly element: 'failure' | 'skipped' | 'system-out';
    readonly message: string;
    readonly type?: string;
    readonly body: string;
  };
}

const groupOf = (id: string): string => id.slice(0, id.indexOf('/'));

/** A finding is a case that fails, one that somebody has accepted a skipped one; a note is one that passes and says something. */
function caseOf(finding: Finding): Case {
  const { rule, severity, path, range, message, waived } = finding;
  const place = `${shownPath(path)}:${range.start.line + 1}`;
  return {
    name: `${rule} ${place}`,
    group: groupOf(rule),
    file: shownPath(path),
    line: range.start.line + 1,
    outcome: {
      element: waived ? 'skipped' : severity === 'info' ? 'system-out' : 'failure',
      message: waived ? `waived by ${waivedBy(waived)}: ${waived.reason}` : message,
      type: severity,
      body: codeFrame(finding),
    },
  };
}

/** A group of rules in which nothing speaks against the package is a case as well: silence must not be mistaken for a check that ran. */
function casesOf(review: Review, findings: readonly Finding[], least: Confidence): readonly Case[] {
  return [
    ...findings.map(caseOf),
    ...checksOf(review, least).flatMap(({ group, state }): readonly Case[] => {
      if (state === 'failed') return [];
      const skipped = { element: 'skipped', message: 'nothing to compare with, or switched off', body: '' } as const;
      return [{ name: `${group}: nothing found`, group, ...(state === 'skipped' && { outcome: skipped }) }];
    }),
    // What is wrong with waivers fails nothing: what they do not cover counts by itself.
    ...review.siteFindings.map(({ rule, message, origin, severity }): Case => ({
      name: `${rule} ${origin.path}:${origin.line + 1}`,
      group: groupOf(rule),
      file: origin.path,
      line: origin.line + 1,
      outcome: { element: 'skipped', message: redact(message), type: severity, body: '' },
    })),
    ...review.notChecked.map(({ what, why }): Case => ({
      name: what,
      group: 'not checked',
      outcome: { element: 'skipped', message: why, body: '' },
    })),
  ];
}

function suiteXml(name: string, cases: readonly Case[], { generatedAt }: ReportContext): string {
  const count = (element: string) => cases.filter(({ outcome }) => outcome?.element === element).length;
  const attributes = attributesXml({
    name,
    tests: cases.length,
    failures: count('failure'),
    errors: 0,
    skipped: count('skipped'),
    timestamp: generatedAt,
  });
  return `<testsuite${attributes}>\n${numbered(cases)
    .map((each) => caseXml(each, name))
    .join('')}</testsuite>\n`;
}

/** Of cases with one name test reports keep one: a line may have several findings of a rule. */
function numbered(cases: readonly Case[]): readonly Case[] {
  const seen = new Map<string, number>();
  return cases.map((each) => {
    const count = (seen.get(each.name) ?? 0) + 1;
    seen.set(each.name, count);
    return count === 1 ? each : { ...each, name: `${each.name} (${count})` };
  });
}

/** The same of several packages of one product and version. */
function apart(suites: string, seen: Map<string, number>): string {
  const [, title] = /^<testsuite name="([^"]*): [^":]*"/.exec(suites) ?? [];
  if (title === undefined) return suites;
  const count = (seen.get(title) ?? 0) + 1;
  seen.set(title, count);
  return count === 1 ? suites : suites.replaceAll(`name="${title}: `, `name="${title} (${count}): `);
}

function caseXml({ name, file, line, outcome }: Case, suite: string): string {
  const attributes = attributesXml({ name, classname: suite, ...(file !== undefined && { file }), ...(line !== undefined && { line }) });
  return outcome ? `<testcase${attributes}>\n${outcomeXml(outcome)}</testcase>\n` : `<testcase${attributes}/>\n`;
}

function outcomeXml({ element, message, type, body }: NonNullable<Case['outcome']>): string {
  if (element === 'system-out') return `<system-out>${escapeXml(body)}</system-out>\n`;
  const attributes = attributesXml({ message, ...(type !== undefined && { type }) });
  return body === '' ? `<${element}${attributes}/>\n` : `<${element}${attributes}>${escapeXml(body)}</${element}>\n`;
}

const attributesXml = (attributes: Readonly<Record<string, string | number>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');

function write(review: Review, context: ReportContext): string {
  const { confidence = 'likely' } = context;
  const cases = casesOf(review, shownFindings(review.findings, confidence), confidence);
  const suites = [...groupBy(cases, ({ group }) => group)].sort(([a], [b]) => (a < b ? -1 : 1));
  const title = `${identityWords(review.package)}, ${review.environment}`;
  return begin + suites.map(([group, own]) => suiteXml(`${title}: ${group}`, own, context)).join('') + end;
}

/** For the test reports of pipelines: a suite for each group of rules, a case for each finding and one for each group that found nothing. */
export const junit: ReportFormat = {
  id: 'junit',
  name: 'JUnit XML',
  ending: 'xml',
  mediaType: 'application/xml',
  tellsDigest: false,
  write,
  join: (reports) => {
    const seen = new Map<string, number>();
    return begin + reports.map((report) => apart(report.slice(begin.length, -end.length), seen)).join('') + end;
  },
};
