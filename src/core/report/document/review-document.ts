import type { Review } from '../../review/review';
import { unwaived } from '../../rules/finding';
import { shownFindings, type ReportContext } from '../formats/format';
import { cleanupDocument, messagesDocument } from './aftermath';
import { changesDocument } from './changes';
import type { Section } from './document';
import { findingSections, knownDocument, rulesSection } from './findings';
import { evidenceSection, identitySection } from './identity';
import { configDocument, matrixDocument } from './matrix';
import { notesDocument } from './notes';
import { planDocument } from './plan';
import { rehearsalDocument } from './rehearsal';
import { riskSection } from './risk';
import { summarySection } from './summary';
import { checksDocument, gapsDocument, migrationsDocument, operationsDocument, rollbackDocument, waiversDocument } from './topics';
import { windowDocument } from './window';

/** The preflight report as data: what a go/no-go meeting reads, most weighty first. */
export function reviewDocument(review: Review, context: ReportContext): readonly Section[] {
  const { confidence = 'likely' } = context;
  const newOnly = context.newOnly === true && review.comparison !== undefined;
  const all = shownFindings(review.findings, confidence);
  const findings = unwaived(all);
  const { comparison } = review;
  return [
    summarySection(review, findings, confidence),
    riskSection(review.risk),
    identitySection(review, context),
    ...findingSections(findings, comparison, newOnly),
    newOnly && comparison ? knownDocument(findings, comparison) : undefined,
    planDocument(review),
    changesDocument(review),
    matrixDocument(review.matrix),
    configDocument(review),
    migrationsDocument(review, findings),
    rehearsalDocument(review),
    operationsDocument(findings),
    rollbackDocument(review, findings),
    windowDocument(review),
    cleanupDocument(review),
    messagesDocument(review),
    notesDocument(review.notes),
    waiversDocument(all, review.siteFindings),
    checksDocument(review, confidence),
    gapsDocument(review),
    evidenceSection(review, context),
    rulesSection(findings),
  ].filter((section) => section !== undefined);
}
