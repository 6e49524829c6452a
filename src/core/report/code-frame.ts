import { shownPath } from '../package/nested-path';
import type { Finding } from '../rules/finding';
import { visible } from '../text/visible';

/**
 * A finding as a terminal shows it: head line, the place, its lines with a marker under the offending token, and the
 * fix. `paint` colours a part or returns it as it is.
 */
export function codeFrame(finding: Finding, paint: Paint = plain): string {
  const { start } = finding.range;
  const place = visible(`${shownPath(finding.path)}:${start.line + 1}:${start.character + 1}`);
  return [
    `${paint(finding.severity, finding.severity)} ${paint('strong', finding.rule)}  ${place}`,
    `  ${visible(finding.message)}`,
    ...frameLines(finding, paint),
    ...(finding.fix
      ? [`  ${paint('faint', 'fix:')} ${visible(finding.fix.title)}${finding.fix.applies === 'after-review' ? ' (after review)' : ''}`]
      : []),
  ].join('\n');
}

export type Paint = (style: Finding['severity'] | 'strong' | 'faint', text: string) => string;

export const plain: Paint = (_style, text) => text;

function frameLines({ excerpt, range, severity }: Finding, paint: Paint): string[] {
  if (excerpt.lines.length === 0) return [];
  const gutter = String(excerpt.firstLine + excerpt.lines.length).length;
  return excerpt.lines.flatMap((line, index) => {
    const number = excerpt.firstLine + index;
    const marked =
      number >= range.start.line &&
      number <= range.end.line &&
      !(number === range.end.line && number > range.start.line && range.end.character === 0);
    const text = `${paint('faint', `${marked ? '>' : ' '} ${String(number + 1).padStart(gutter)} |`)} ${showTabs(line)}`;
    if (number !== range.start.line) return [text.trimEnd()];
    const columns = excerpt.marked ?? { from: range.start.character, to: range.end.character };
    const from = Math.min(columns.from, line.length);
    const to = Math.max(from + 1, number === range.end.line ? Math.min(columns.to, line.length) : line.length);
    const marker = `${' '.repeat(showTabs(line.slice(0, from)).length)}${'^'.repeat(Math.max(1, showTabs(line.slice(from, to)).length))}`;
    return [text.trimEnd(), `${paint('faint', `  ${' '.repeat(gutter)} |`)} ${paint(severity, marker)}`];
  });
}

const showTabs = (line: string): string => visible(line.replace(/\t/g, '    '));
