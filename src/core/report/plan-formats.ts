import { visible, visibleJson } from '../text/visible';
import type { Review } from '../review/review';
import { identityWords } from './changes';
import { plain } from './code-frame';
import { planDocument } from './document/plan';
import { escapeMarkdown } from './escape-markdown';
import type { ReportContext, ReportFormat } from './formats/format';
import { verdictLine } from './formats/text';
import { partMarkdown } from './markdown/render';
import { planJson } from './plan-json';
import { planText } from './plan-text';

const text: ReportFormat = {
  id: 'text',
  name: 'Text',
  ending: 'txt',
  mediaType: 'text/plain',
  tellsDigest: false,
  write: (review, context) => [...headingOf(context), ...planText(review, context.paint), '', verdictLine(review, context), ''].join('\n'),
  join: (plans) => plans.join('\n'),
};

const headingOf = ({ heading, paint = plain }: ReportContext): string[] =>
  heading === undefined ? [] : [paint('strong', visible(heading)), ''];

const md: ReportFormat = {
  id: 'md',
  name: 'Markdown',
  ending: 'md',
  mediaType: 'text/markdown',
  tellsDigest: false,
  write(review, { confidence, toolVersion, generatedAt }) {
    const parts = [
      `# Upgrade plan: ${escapeMarkdown(identityWords(review.package))}`,
      partMarkdown(planDocument(review, true)) || 'The package has no scripts.',
      escapeMarkdown(verdictLine(review, { ...(confidence && { confidence }) })),
      `---\n\nWritten by Upgrade Review ${toolVersion} on ${generatedAt}. Nothing in the package was executed.`,
    ];
    return `${parts.join('\n\n')}\n`;
  },
  join: (plans) => plans.join('\n'),
};

const json: ReportFormat = {
  id: 'json',
  name: 'JSON',
  ending: 'json',
  mediaType: 'application/json',
  tellsDigest: true,
  write(review: Review, { toolVersion, sha256 }) {
    const told = {
      schemaVersion: 1,
      tool: { name: 'upgrade-review', version: toolVersion },
      package: { ...review.package, ...(sha256 && { sha256 }) },
      environment: review.environment,
      verdict: review.verdict.decision,
      ...(review.comparison && { baseline: review.comparison.package }),
      plan: planJson(review.plan),
    };
    return `${visibleJson(JSON.stringify(told, undefined, 2))}\n`;
  },
  join: (plans) => (plans.length === 1 ? plans.join() : `[${plans.join(',\n')}]\n`),
};

/** The plan alone. The first one is what the command line writes unless told otherwise. */
export const planFormats = [text, md, json] as const satisfies readonly ReportFormat[];
