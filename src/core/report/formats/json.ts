import { shownPath } from '../../package/nested-path';
import { visibleJson } from '../../text/visible';
import { changesJson } from '../changes-json';
import { matrixJson } from '../matrix-json';
import { conditionJson } from '../conditions';
import { planJson } from '../plan-json';
import type { Review } from '../../review/review';
import { riskJson } from '../risk';
import { reviewedRehearsalJson } from '../rehearsal-json';
import { noteJson } from '../notes/placed';
import { signerJson } from '../signers';
import { siteFindingJson, waivedJson, waiverJson } from '../waived';
import { windowJson } from '../window';
import { shownFindings, type ReportContext, type ReportFormat } from './format';

function write(review: Review, { toolVersion, sha256, confidence }: ReportContext): string {
  const { package: reviewed, matrix, comparison } = review;
  const findings = shownFindings(review.findings, confidence);
  const report = JSON.stringify(
    {
      schemaVersion: 1,
      tool: { name: 'upgrade-review', version: toolVersion },
      package: { ...reviewed, ...(sha256 && { sha256 }) },
      environment: review.environment,
      signers: review.signing.signers.map(signerJson),
      site: review.siteFiles.map(({ role, path }) => ({ role, path })),
      verdict: review.verdict.decision,
      reasons: review.verdict.reasons,
      conditions: review.verdict.conditions.map(conditionJson),
      risk: riskJson(review.risk),
      coverage: review.coverage,
      findings: [
        ...findings.map((finding) => ({
          rule: finding.rule,
          severity: finding.severity,
          confidence: finding.confidence,
          hazards: finding.hazards,
          path: shownPath(finding.path),
          line: finding.range.start.line + 1,
          column: finding.range.start.character + 1,
          endLine: finding.range.end.line + 1,
          endColumn: finding.range.end.character + 1,
          message: finding.message,
          fixable: finding.fix !== undefined,
          fingerprint: finding.fingerprint,
          ...(finding.standsFor !== undefined && { standsFor: finding.standsFor }),
          waived: finding.waived !== undefined,
          ...(finding.waived && { waiver: waivedJson(finding.waived) }),
          ...(comparison && { new: !comparison.known.has(finding.fingerprint) }),
          ...(review.inProduction.has(finding.fingerprint) && { inProduction: true }),
        })),
        ...review.siteFindings.map(siteFindingJson),
      ],
      waivers: review.waivers.map(waiverJson),
      notes: review.notes.map(noteJson),
      ...matrixJson(matrix),
      ...(comparison && { baseline: { ...comparison.package, step: comparison.step }, changes: changesJson(comparison) }),
      plan: planJson(review.plan),
      window: windowJson(review),
      ...(review.rehearsal && { rehearsal: reviewedRehearsalJson(review.rehearsal) }),
      notChecked: review.notChecked.map(({ what, why }) => ({ what, why })),
    },
    undefined,
    2,
  );
  return `${visibleJson(report)}\n`;
}

/** The review in the shape that pipelines rely on, with 1-based lines and columns. */
export const json: ReportFormat = {
  id: 'json',
  name: 'JSON',
  ending: 'json',
  mediaType: 'application/json',
  tellsDigest: true,
  write,
  join: (reports) => (reports.length === 1 ? reports.join() : `[${reports.join(',\n')}]\n`),
};
