import type { Review } from '../../review/review';
import { newFindings } from '../../review/comparison';
import { unwaived } from '../../rules/finding';
import { shownFindings, type ReportContext } from '../formats/format';
import { cleanupDocument, messagesDocument } from './aftermath';
import { changesDocument } from './changes';
import type { Section } from './document';
import { findingSections, rulesSection } from './findings';
import { evidenceSection, identitySection } from './identity';
import { configDocument, matrixDocument } from './matrix';
import { planDocument } from './plan';
import { riskSection } from './risk';
import { summarySection } from './summary';
import { checksDocument, gapsDocument, migrationsDocument, operationsDocument, rollbackDocument, waiversDocument } from './topics';
import { windowDocument } from './window';

/** The preflight report as data: what a go/no-go meeting reads, most weighty first. */
export function reviewDocument(review: Review, context: ReportContext): readonly Section[] {
  const { confidence = 'likely', newOnly = false } = context;
  const all = shownFindings(review.findings, confidence);
  const findings = unwaived(all);
  const told = newOnly ? newFindings({ ...review, findings }) : findings;
  return [
    summarySection(review, findings, confidence),
    riskSection(review.risk),
    identitySection(review, context),
    ...findingSections(told, review.comparison),
    planDocument(review.plan),
    changesDocument(review),
    matrixDocument(review.matrix),
    configDocument(review),
    migrationsDocument(review, findings),
    operationsDocument(findings),
    rollbackDocument(review, findings),
    windowDocument(review),
    cleanupDocument(review),
    messagesDocument(review),
    waiversDocument(all, review.siteFindings),
    checksDocument(review, confidence),
    gapsDocument(review),
    evidenceSection(review, context),
    rulesSection(findings),
  ].filter((section) => section !== undefined);
}
