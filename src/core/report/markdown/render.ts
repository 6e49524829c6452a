import { severityWord } from '../severity-counts';
import type { Block, FindingItem, Inline, Line, Section } from '../document/document';
import { lineHtml } from '../html/render';
import { codeSpan, escapeMarkdown, fenced } from '../escape-markdown';
import { table } from '../table';

/** `''` for a section that has nothing to say. */
export const partMarkdown = (section: Section | undefined): string => (section ? sectionMarkdown(section) : '');

export const sectionMarkdown = ({ title, blocks }: Section): string =>
  [`## ${escapeMarkdown(title)}`, ...blocks.map(blockMarkdown)].filter((part) => part !== '').join('\n\n');

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'quiet':
      return lineMarkdown(block.line);
    case 'heading':
      return `### ${lineMarkdown(block.line)}`;
    case 'list':
      return block.items.map((item) => `- ${lineMarkdown(item)}`).join('\n');
    case 'checklist':
      return block.items.map((item) => `- [ ] ${lineMarkdown(item)}`).join('\n');
    case 'table':
      return table(
        block.head.map(escapeMarkdown),
        block.rows.map((row) => row.map(lineMarkdown)),
      );
    case 'facts':
      return table(
        ['', ''],
        block.rows.map(([label, value]) => [escapeMarkdown(label), lineMarkdown(value)]),
      );
    case 'lines':
      return fenced(block.text);
    case 'prose':
      return block.markdown.trim();
    case 'findings':
      return block.items.map(findingMarkdown).join('\n');
    case 'fold':
      // Between blank lines it is Markdown again. A reader that does not know the tags shows all of it.
      return [
        '<details>',
        `<summary>${summaryHtml(block.summary)}</summary>`,
        '',
        block.blocks.map(blockMarkdown).join('\n\n'),
        '',
        '</details>',
      ].join('\n');
    case 'picture':
      return `${escapeMarkdown(block.picture.title)}: ${escapeMarkdown(block.picture.text)}`;
  }
}

/** Links lead to places of a page, and what a line begins with is no sign of Markdown within a tag. */
const summaryHtml = (line: Line): string =>
  lineHtml(line.map((piece) => (typeof piece !== 'string' && 'rule' in piece ? { code: piece.rule } : piece)));

const lineMarkdown = (line: Line): string => line.map(inlineMarkdown).join('').trim();

function inlineMarkdown(piece: Inline): string {
  if (typeof piece === 'string') return between(piece);
  if ('code' in piece) return piece.code === '' ? '' : codeSpan(piece.code);
  if ('strong' in piece) return `**${escapeMarkdown(piece.strong)}**${/\s$/.test(piece.strong) ? ' ' : ''}`;
  if ('at' in piece) return codeSpan(piece.at);
  if ('rule' in piece) return codeSpan(piece.rule);
  if ('severity' in piece) return severityWord(piece.severity, piece.count ?? 1);
  return `${escapeMarkdown(piece.blank)}: …`;
}

/** Spaces at its ends stay: a piece stands between others. */
function between(text: string): string {
  const told = escapeMarkdown(text);
  return told === '' ? text.slice(0, 1) : `${/^\s/.test(text) ? ' ' : ''}${told}${/\s$/.test(text) ? ' ' : ''}`;
}

function findingMarkdown({ at, message, excerpt, fix, notes }: FindingItem): string {
  const more = [...(excerpt === '' ? [] : [`> ${codeSpan(excerpt)}`]), ...(fix === undefined ? [] : [`Fix: ${escapeMarkdown(fix)}.`])];
  const aside = notes.map((note) => ` *${escapeMarkdown(note)}*`).join('');
  return [`- ${codeSpan(at)} ${escapeMarkdown(message)}${aside}`, ...more.map((line) => `  ${line}`)].join('\n\n');
}
