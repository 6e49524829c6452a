import type { Review } from '../review/review';
import { visibleJson } from '../text/visible';
import { identityWords } from './changes';
import { changesJson } from './changes-json';
import { comparedDocument } from './document/changes';
import type { Section } from './document/document';
import { matrixDocument } from './document/matrix';
import { escapeMarkdown } from './escape-markdown';
import { cleanup } from './cleanup/form';
import { csv } from './formats/csv';
import type { ReportContext, ReportFormat } from './formats/format';
import { html } from './formats/html';
import { reportFormats } from './formats/index';
import { signingKey } from './notes/form';
import { partMarkdown } from './markdown/render';
import { matrixJson } from './matrix-json';

/** A form that tells one part of a review. */
const part = (
  form: Pick<ReportFormat, 'id' | 'name' | 'ending' | 'mediaType'>,
  write: ReportFormat['write'],
  join: ReportFormat['join'] = (reports) => reports.join('\n'),
): ReportFormat => ({ ...form, tellsDigest: false, write, join });

const mdForm = { id: 'md', name: 'Markdown', ending: 'md', mediaType: 'text/markdown' };
const jsonForm = { id: 'json', name: 'JSON', ending: 'json', mediaType: 'application/json' };

const list: ReportFormat['join'] = (reports) => (reports.length === 1 ? reports.join() : `[${reports.join(',\n')}]\n`);

const jsonOf = ({ package: reviewed, environment }: Review, { toolVersion }: ReportContext, told: object): string => {
  const head = { schemaVersion: 1, tool: { name: 'upgrade-review', version: toolVersion }, package: reviewed, environment };
  return `${visibleJson(JSON.stringify({ ...head, ...told }, undefined, 2))}\n`;
};

const titled = ({ package: reviewed }: Review, section: Section | undefined): string =>
  `# ${escapeMarkdown(identityWords(reviewed))}\n\n${partMarkdown(section)}\n`;

/** The dependency matrix alone. */
export const matrixFormats: readonly [ReportFormat, ...ReportFormat[]] = [
  part(mdForm, (review) => titled(review, matrixDocument(review.matrix))),
  csv,
  part(jsonForm, (review, context) => jsonOf(review, context, matrixJson(review.matrix)), list),
];

/** The report as a document: for people first. */
export const documentFormats: readonly [ReportFormat, ...ReportFormat[]] = [
  html,
  ...reportFormats.filter(({ id }) => id !== html.id),
  cleanup,
  signingKey,
];

/** What differs from the package that came before. */
export const diffFormats: readonly [ReportFormat, ...ReportFormat[]] = [
  part(mdForm, (review) => titled(review, review.comparison && comparedDocument(review.comparison))),
  part(
    jsonForm,
    (review, context) =>
      jsonOf(review, context, review.comparison ? { baseline: review.comparison.package, changes: changesJson(review.comparison) } : {}),
    list,
  ),
];
