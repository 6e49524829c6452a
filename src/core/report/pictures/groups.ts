import { countOf, severities, type Finding } from '../../rules/finding';
import { groupBy } from '../../text/groups';
import type { Picture, Shape } from '../document/document';
import { severityWord } from '../severity-counts';
import { legendOf } from './legend';

/** Pixels. */
const [left, width, rowHeight] = [110, 640, 22];

/** How many findings each group of rules has, by severity. */
export function groupsPicture(findings: readonly Finding[]): Picture {
  const groups = [...groupBy(findings, ({ rule }) => rule.slice(0, rule.indexOf('/')))].map(([group, own]) => ({
    group,
    counts: severities.map((severity) => ({ severity, count: countOf(own.filter((finding) => finding.severity === severity)) })),
    total: countOf(own),
  }));
  const most = Math.max(1, ...groups.map(({ total }) => total));
  const scale = (width - left - 110) / most;
  const shapes = groups.flatMap(({ group, counts, total }, at): Shape[] => {
    const y = at * rowHeight;
    let x = left;
    const boxes = counts.flatMap(({ severity, count }): Shape[] => {
      if (count === 0) return [];
      const box: Shape = { kind: 'box', x, y: y + 4, width: Math.max(2, count * scale), height: rowHeight - 8, look: severity };
      x += box.width;
      return [box];
    });
    const numbers = counts.flatMap(({ severity, count }) => (count > 0 ? [`${count} ${severityWord(severity, count)}`] : [])).join(', ');
    return [
      { kind: 'label', x: left - 8, y: y + 15, text: group, anchor: 'end' },
      ...boxes,
      { kind: 'label', x: x + 6, y: y + 15, text: counts.filter(({ count }) => count > 0).length > 1 ? `${total}` : numbers },
    ];
  });
  const text = groups.map(
    ({ group, counts }) =>
      `${group}: ${counts.flatMap(({ severity, count }) => (count > 0 ? [`${count} ${severityWord(severity, count)}`] : [])).join(', ')}`,
  );
  const height = Math.max(1, groups.length) * rowHeight;
  const there = severities.filter((severity) => findings.some((finding) => finding.severity === severity));
  const legend = legendOf(
    there.map((severity) => ({ look: severity, text: severity })),
    height,
    width,
  );
  return {
    title: 'Findings by group',
    text: `${text.join('. ')}.`,
    width,
    height: height + legend.height,
    shapes: [...shapes, ...legend.shapes],
  };
}
