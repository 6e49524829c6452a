import { mostPoints, type Risk } from '../../review/risk-axes';
import type { Picture, Shape } from '../document/document';
import { axesOf, scoreWords } from '../risk';

/** Pixels. */
const [left, width, rowHeight] = [110, 640, 28];

/** Of one point. */
const step = (width - left - 110) / mostPoints;

/** The three axes as scales of ten points, the points of each reason a piece of its bar. */
export function riskPicture(risk: Risk): Picture {
  const axes = axesOf(risk);
  const shapes = axes.flatMap(([name, axis], row): Shape[] => {
    const y = row * rowHeight;
    let done = 0;
    const pieces = axis.reasons.flatMap(({ points }): Shape[] => {
      const [from, to] = [done, Math.min(mostPoints, done + points)];
      done = to;
      return to > from
        ? [
            {
              kind: 'box',
              x: left + from * step,
              y: y + 6,
              width: (to - from) * step - 1,
              height: rowHeight - 12,
              look: `risk-${axis.level}`,
            },
          ]
        : [];
    });
    return [
      { kind: 'label', x: left - 8, y: y + 18, text: name, anchor: 'end' },
      { kind: 'box', x: left, y: y + 6, width: mostPoints * step, height: rowHeight - 12, look: 'scale' },
      ...pieces,
      { kind: 'label', x: left + mostPoints * step + 8, y: y + 18, text: `${axis.score}, ${axis.level}` },
    ];
  });
  const text = axes.map(([name, axis]) => {
    const [first] = axis.reasons;
    return `${name} ${scoreWords(axis)}${first ? `, most of it: ${first.what}` : ''}`;
  });
  return { title: 'Risk by axis', text: `${text.join('. ')}.`, width, height: axes.length * rowHeight, shapes };
}
