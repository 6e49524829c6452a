import { identityWords } from '../changes';
import { escapeMarkdown } from '../escape-markdown';
import { sectionMarkdown } from '../markdown/render';
import { signingKeyNote } from './signing-key';
import type { ReportFormat } from '../formats/format';

/** The note with which the vendor is asked about the signature. */
export const signingKey: ReportFormat = {
  id: 'signing-key',
  name: 'Note on the Signing Key',
  ending: 'md',
  mediaType: 'text/markdown',
  tellsDigest: true,
  write(review, context) {
    const title = `# Who signed ${escapeMarkdown(identityWords(review.package))}?`;
    const footer = `Written by Upgrade Review ${context.toolVersion} on ${context.generatedAt}. Nothing in the package was executed.`;
    return `${[title, ...signingKeyNote(review, context).map(sectionMarkdown), '---', footer].join('\n\n')}\n`;
  },
  join: (notes) => notes.join('\n'),
};
