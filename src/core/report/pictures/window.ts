import type { Downtime } from '../../plan/downtime';
import type { Picture, Shape } from '../document/document';
import { baseName } from '../../text/path';
import { phaseWords } from '../plan-words';
import { legendOf } from './legend';

/** Pixels. */
const [left, width, rowHeight] = [170, 660, 22];

/** Characters beside a bar. */
const mostName = 24;

/** Whole minutes, at least one. */
export const minutesOf = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));

/** Minutes and seconds, so that what stands below each other adds up: `3:20`. */
export const clockOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** A bar of the time line. Seconds. */
export interface Span {
  readonly name: string;
  readonly begin: number;
  readonly seconds: number;
  readonly down: number;
  readonly look: 'runs' | 'back' | 'spare';
}

/** The phases one after the other, the way back and what is left free behind them. Of several of one name each says what it begins with. */
export function spansOf({ stretches, seconds, rollback }: Downtime, buffer: number): readonly Span[] {
  let at = 0;
  const isOne = (name: string) => stretches.filter(({ phase }) => phase === name).length === 1;
  return [
    ...stretches.map(({ phase, entry, seconds: own, down }): Span => {
      const begin = at;
      at += own;
      const name = phaseWords[phase];
      return { name: entry === undefined || isOne(phase) ? name : `${name}: ${baseName(entry)}`, begin, seconds: own, down, look: 'runs' };
    }),
    ...(rollback > 0 ? [{ name: 'way back', begin: seconds, seconds: rollback, down: 0, look: 'back' } as const] : []),
    { name: 'spare', begin: seconds + rollback, seconds: buffer, down: 0, look: 'spare' },
  ];
}

/** What the window has to hold: the phases one after the other, what stands still, the way back, and the point of no return. */
export function windowPicture(downtime: Downtime, buffer: number): Picture {
  const { seconds, rollback, noReturn } = downtime;
  const all = Math.max(1, seconds + rollback + buffer);
  const scale = (width - left - 80) / all;
  const rows = spansOf(downtime, buffer);
  const shapes = rows.flatMap(({ name, begin, seconds: own, down, look }, row): Shape[] => {
    const [x, y] = [left + begin * scale, row * rowHeight];
    const bar = { kind: 'box' as const, y: y + 4, height: rowHeight - 8 };
    return [
      { kind: 'label', x: left - 8, y: y + 15, text: name.length > mostName ? `${name.slice(0, mostName - 1)}…` : name, anchor: 'end' },
      { ...bar, x, width: Math.max(2, own * scale), look },
      ...(down > 0 ? [{ ...bar, x: x + (own - down) * scale, width: Math.max(2, down * scale), look: 'down' }] : []),
      { kind: 'label', x: x + Math.max(2, own * scale) + 6, y: y + 15, text: `${clockOf(own)} min` },
    ];
  });
  const height = rows.length * rowHeight;
  const mark: Shape[] =
    noReturn === undefined
      ? []
      : [{ kind: 'line', x: left + noReturn * scale, y: 0, toX: left + noReturn * scale, toY: height, look: 'return' }];
  const told = rows.map(
    ({ name, seconds: own, down }) =>
      `${name} ${clockOf(own)} min${down > 0 ? `, of which something stands still for ${clockOf(down)} min` : ''}`,
  );
  const point =
    noReturn === undefined ? '' : ` The line marks where data is changed for the first time, ${clockOf(noReturn)} min after the begin.`;
  const legend = legendOf(
    [
      { look: 'runs', text: 'the upgrade' },
      ...(rows.some(({ down }) => down > 0) ? [{ look: 'down', text: 'something stands still' }] : []),
      ...(rollback > 0 ? [{ look: 'back', text: 'the way back' }] : []),
      ...(noReturn === undefined ? [] : [{ look: 'return', text: 'dashed: data is changed for the first time' }]),
    ],
    height,
    width,
  );
  return {
    title: 'Time line of the window',
    text: `${told.join('; ')}.${point}`,
    width,
    height: height + legend.height,
    // The line may cross the words beside a bar, and lies below them.
    shapes: [...shapes.filter(({ kind }) => kind !== 'label'), ...mark, ...shapes.filter(({ kind }) => kind === 'label'), ...legend.shapes],
  };
}
