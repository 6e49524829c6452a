import type { Review } from '../../review/review';
import { unwaived } from '../../rules/finding';
import { identityWords } from '../changes';
import type { Section } from '../document/document';
import { reviewDocument } from '../document/review-document';
import { escapeXml } from '../escape-xml';
import { sectionHtml } from '../html/render';
import { style } from '../html/style';
import { verdictWords } from '../words';
import { foldedWords, type ReportContext, type ReportFormat } from './format';

/** Nothing is loaded and nothing runs, whatever a package says. */
const policy = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;

const page = (title: string, body: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escapeXml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}</main>
</body>
</html>
`;

const [begin, end] = ['<article>', '</article>\n'];

function write(review: Review, context: ReportContext): string {
  const sections = reviewDocument(review, context);
  const title = `Preflight report: ${identityWords(review.package)}`;
  return page(
    title,
    [
      begin,
      `<header><h1>${escapeXml(title)}</h1>`,
      verdictHtml(review),
      '</header>\n',
      // The meeting's page comes first; what leads further, behind it.
      ...sections.map((section, at) => sectionHtml(section) + (at === 0 ? contentsHtml(sections.slice(1)) : '')),
      footerHtml(review, context),
      end,
    ].join(''),
  );
}

const verdictHtml = ({ verdict: { decision }, environment }: Review): string =>
  `<p class="verdict ${decision}">${verdictWords[decision]}<small>for ${escapeXml(environment)}</small></p>`;

const contentsHtml = (sections: readonly Section[]): string =>
  `<nav aria-label="Contents"><ul>${sections.map(({ id, title }) => `<li><a href="#${id}">${escapeXml(title)}</a></li>`).join('')}</ul></nav>\n`;

function footerHtml({ findings }: Review, { toolVersion, generatedAt, confidence }: ReportContext): string {
  const folded = foldedWords(unwaived(findings), confidence);
  return `<footer>${folded ? `<p>${escapeXml(folded)}.</p>` : ''}<p>Written by Upgrade Review ${escapeXml(toolVersion)} on ${escapeXml(generatedAt)}. Nothing in the package was executed.</p></footer>`;
}

/** Names of anchors are those of one article: several in a page must not share them. */
const numbered = (article: string, at: number): string => article.replace(/(<[a-z][^<>]*? (?:id="|href="#))/g, `$1p${at + 1}-`);

/** The report as one page that needs nothing else: for a meeting, for paper, for who has no editor. */
export const html: ReportFormat = {
  id: 'html',
  name: 'HTML',
  ending: 'html',
  mediaType: 'text/html',
  tellsDigest: true,
  write,
  join(reports) {
    if (reports.length === 1) return reports.join();
    const articles = reports.map((report) => report.slice(report.indexOf(begin), report.lastIndexOf(end) + end.length));
    return page('Preflight reports', articles.map(numbered).join(''));
  },
};
