import { severityWord } from '../severity-counts';
import type { Block, FindingItem, Inline, Line, Picture, Section, Shape } from '../document/document';
import { ruleAnchor } from '../document/findings';
import { escapeXml } from '../escape-xml';
import { proseHtml } from './prose';

export const sectionHtml = ({ id, title, blocks }: Section): string =>
  `<section id="${id}"><h2>${escapeXml(title)}</h2>\n${blocks.map(blockHtml).join('\n')}</section>\n`;

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p>${lineHtml(block.line)}</p>`;
    case 'quiet':
      return `<p class="quiet">${lineHtml(block.line)}</p>`;
    case 'heading':
      return `<h3${block.id === undefined ? '' : ` id="${block.id}"`}>${lineHtml(block.line)}</h3>`;
    case 'list':
      return block.items.length === 0 ? '' : `<ul>${block.items.map((item) => `<li>${lineHtml(item)}</li>`).join('\n')}</ul>`;
    case 'checklist':
      return `<ul class="checks">${block.items.map((item) => `<li>${lineHtml(item)}</li>`).join('\n')}</ul>`;
    case 'table':
      return tableHtml(block.head, block.rows);
    case 'facts':
      return `<table class="facts"><tbody>${block.rows.map(([label, value]) => `<tr><th scope="row">${escapeXml(label)}</th><td>${lineHtml(value)}</td></tr>`).join('\n')}</tbody></table>`;
    case 'lines':
      return `<pre>${escapeXml(block.text)}</pre>`;
    case 'prose':
      return proseHtml(block.markdown);
    case 'findings':
      return `<ul class="findings">${block.items.map(findingHtml).join('\n')}</ul>`;
    case 'fold':
      return `<details><summary>${lineHtml(block.summary)}</summary>\n${block.blocks.map(blockHtml).join('\n')}</details>`;
    case 'picture':
      return pictureHtml(block.picture);
  }
}

/** Also what stands in a line of Markdown that has to be HTML. */
export const lineHtml = (line: Line): string => line.map(inlineHtml).join('');

function inlineHtml(piece: Inline): string {
  if (typeof piece === 'string') return escapeXml(piece);
  if ('code' in piece) return piece.code === '' ? '' : `<code>${escapeXml(piece.code)}</code>`;
  if ('strong' in piece) return `<b>${escapeXml(piece.strong)}</b>`;
  if ('at' in piece) return placeHtml(piece.at);
  if ('rule' in piece) return `<a href="#${ruleAnchor(piece.rule)}">${escapeXml(piece.rule)}</a>`;
  if ('severity' in piece) return `<span class="tag ${piece.severity}">${severityWord(piece.severity, piece.count ?? 1)}</span>`;
  return `<span class="blank">${escapeXml(piece.blank)}: </span>`;
}

/** Where a page can open files, it makes links of these. */
const placeHtml = (at: string): string => `<code class="at">${escapeXml(at)}</code>`;

const tableHtml = (head: readonly string[], rows: readonly (readonly Line[])[]): string =>
  `<div class="wide" role="group" aria-label="${escapeXml(head.filter(Boolean).join(', '))}" tabindex="0"><table><thead><tr>${head.map(headHtml).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${lineHtml(cell)}</td>`).join('')}</tr>`)
    .join('\n')}</tbody></table></div>`;

/** A column that needs no heading has none: an empty one is read out. */
const headHtml = (cell: string): string => (cell === '' ? '<td></td>' : `<th scope="col">${escapeXml(cell)}</th>`);

const findingHtml = ({ at, message, excerpt, fix, notes }: FindingItem): string =>
  [
    `<li>${placeHtml(at)} ${escapeXml(message)}`,
    ...notes.map((note) => ` <i>${escapeXml(note)}</i>`),
    excerpt === '' ? '' : `<pre>${escapeXml(excerpt)}</pre>`,
    fix === undefined ? '' : `<p class="fix">Fix: ${escapeXml(fix)}</p>`,
    '</li>',
  ].join('');

function pictureHtml({ title, text, width, height, shapes }: Picture): string {
  const label = escapeXml(`${title}. ${text}`);
  return `<figure><svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${shapes.map(shapeHtml).join('')}</svg><figcaption>${escapeXml(title)}</figcaption></figure>`;
}

function shapeHtml(shape: Shape): string {
  switch (shape.kind) {
    case 'box':
      return `<rect class="${shape.look}" x="${px(shape.x)}" y="${px(shape.y)}" width="${px(shape.width)}" height="${px(shape.height)}"/>`;
    case 'line':
      return `<line class="${shape.look}" x1="${px(shape.x)}" y1="${px(shape.y)}" x2="${px(shape.toX)}" y2="${px(shape.toY)}"/>`;
    case 'label':
      return `<text x="${px(shape.x)}" y="${px(shape.y)}"${shape.anchor === undefined ? '' : ` text-anchor="${shape.anchor}"`}>${escapeXml(shape.text)}</text>`;
  }
}

const px = (length: number): string => String(Math.round(length * 10) / 10);
