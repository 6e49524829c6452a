import { escapeXml } from '../escape-xml';

/** Paragraphs, lists, tables as lines, code and stress: as much of Markdown as pages of rules have. */
export const proseHtml = (markdown: string): string =>
  markdown
    .trim()
    .split(/\n{2,}/)
    .map(partHtml)
    .join('\n');

function partHtml(part: string): string {
  const lines = part.split('\n');
  if (part.startsWith('```')) return `<pre>${escapeXml(lines.slice(1, lines.at(-1)?.startsWith('```') ? -1 : undefined).join('\n'))}</pre>`;
  if (lines.every((line) => /^\|/.test(line))) return `<pre>${escapeXml(part)}</pre>`;
  if (/^- /.test(part)) {
    const items = part.split(/\n(?=- )/).map((item) => `<li>${inline(item.slice(2))}</li>`);
    return `<ul>${items.join('')}</ul>`;
  }
  return `<p>${inline(part)}</p>`;
}

const inline = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((piece) => (/^`.+`$/s.test(piece) ? `<code>${escapeXml(piece.slice(1, -1))}</code>` : stressed(escapeXml(piece))))
    .join('');

const stressed = (text: string): string => text.replace(/\*{1,2}([^*\n]+)\*{1,2}/g, '<em>$1</em>');
