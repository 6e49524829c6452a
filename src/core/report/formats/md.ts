import type { Review } from '../../review/review';
import { unwaived } from '../../rules/finding';
import { identityWords } from '../changes';
import { reviewDocument } from '../document/review-document';
import { escapeMarkdown } from '../escape-markdown';
import { sectionMarkdown } from '../markdown/render';
import { verdictWords } from '../words';
import { foldedWords, type ReportContext, type ReportFormat } from './format';

function write(review: Review, context: ReportContext): string {
  const { environment, verdict, findings } = review;
  const folded = foldedWords(unwaived(findings), context.confidence);
  const parts = [
    `# Preflight report: ${escapeMarkdown(identityWords(review.package))}`,
    `**${verdictWords[verdict.decision]}** for ${escapeMarkdown(environment)}`,
    ...reviewDocument(review, context).map(sectionMarkdown),
    '---',
    ...(folded ? [`${escapeMarkdown(folded)}.`] : []),
    `Written by Upgrade Review ${context.toolVersion} on ${context.generatedAt}. Nothing in the package was executed.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The preflight report as text: for a merge request or a ticket. */
export const md: ReportFormat = {
  id: 'md',
  name: 'Markdown',
  ending: 'md',
  mediaType: 'text/markdown',
  tellsDigest: true,
  write,
  join: (reports) => reports.join('\n'),
};
