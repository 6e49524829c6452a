import { groupBy } from '../../text/groups';
import { visibleJson } from '../../text/visible';
import type { Review } from '../../review/review';
import { Artifacts } from '../sarif/artifacts';
import { notice, takenResults, tooManyRuns } from '../sarif/limits';
import { siteNotification } from '../sarif/site';
import { sarifResults } from '../sarif/results';
import { sarifRules } from '../sarif/rules';
import { shownFindings, type ReportContext, type ReportFormat } from './format';

const log = (runs: readonly unknown[]) => ({
  $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
  version: '2.1.0',
  runs,
});

function runOf(review: Review, { toolVersion, generatedAt, sha256, confidence, texts = new Map<string, string>() }: ReportContext) {
  const { package: reviewed, environment, verdict, notChecked, siteFindings } = review;
  const { taken: findings, left } = takenResults(shownFindings(review.findings, confidence));
  const rules = sarifRules(findings);
  const artifacts = new Artifacts();
  const results = sarifResults(
    findings,
    rules.map(({ id }) => id),
    artifacts,
    review,
    texts,
  );
  return {
    tool: { driver: { name: 'Upgrade Review', version: toolVersion, semanticVersion: toolVersion, rules } },
    // Logs of the same product replace each other, those of others stay.
    automationDetails: { id: `upgrade-review/${encodeURIComponent(reviewed.name)}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        endTimeUtc: generatedAt,
        toolExecutionNotifications: [
          ...(left === undefined ? [] : [notice(left)]),
          ...notChecked.map(({ what, why, decisive }) => ({
            level: decisive ? 'warning' : 'note',
            message: { text: `Not checked: ${what}: ${why}` },
          })),
        ],
        ...(siteFindings.length > 0 && { toolConfigurationNotifications: siteFindings.map(siteNotification) }),
      },
    ],
    artifacts: artifacts.list(texts),
    results,
    properties: { verdict: verdict.decision, environment, package: { ...reviewed, ...(sha256 && { sha256 }) } },
  };
}

interface Run {
  readonly invocations: readonly { readonly toolExecutionNotifications: readonly unknown[] }[];
  readonly automationDetails: { readonly id: string };
  readonly properties: { readonly package: { readonly path: string } };
}

/** Code scanning takes one log of a name: several packages of one product are told apart by their files. */
function apart(runs: readonly Run[]): readonly Run[] {
  const byId = groupBy(runs, ({ automationDetails: { id } }) => id);
  return runs.map((run) => {
    const { id } = run.automationDetails;
    return (byId.get(id)?.length ?? 0) < 2
      ? run
      : { ...run, automationDetails: { id: `${id}${encodeURIComponent(run.properties.package.path)}/` } };
  });
}

/** The first run tells of the log as a whole. */
function withNotice(runs: readonly Run[]): readonly Run[] {
  const text = tooManyRuns(runs.length);
  return runs.map((run, index) => {
    if (index > 0 || text === undefined) return run;
    const invocations = run.invocations.map((each) => ({
      ...each,
      toolExecutionNotifications: [notice(text), ...each.toolExecutionNotifications],
    }));
    return { ...run, invocations };
  });
}

const textOf = (value: unknown): string => `${visibleJson(JSON.stringify(value, undefined, 1))}\n`;

/** For code scanning and for viewers of SARIF 2.1.0. */
export const sarif: ReportFormat = {
  id: 'sarif',
  name: 'SARIF',
  ending: 'sarif',
  mediaType: 'application/sarif+json',
  tellsDigest: true,
  holdsTexts: true,
  write: (review, context) => textOf(log([runOf(review, context)])),
  join: (reports) => {
    if (reports.length === 1) return reports.join();
    return textOf(log(withNotice(apart(reports.flatMap((report) => (JSON.parse(report) as { runs: Run[] }).runs)))));
  },
};
