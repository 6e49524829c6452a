import type { RehearsedFile } from '../rehearse/rehearsal';
import { visible } from '../text/visible';
import { escapeXml } from './escape-xml';
import { waitingFor } from './rehearsal-words';

/** A lock on a table, from the statement that takes it to the one with which it ends; places in `statements`. */
interface Bar {
  readonly relation: string;
  readonly from: number;
  readonly to: number;
  readonly waits: string;
}

/** Of the picture, in pixels. */
const [labelWidth, columnWidth, laneHeight, headHeight] = [220, 26, 22, 24];

/** Statements and tables of one picture: more nobody can read. */
const [mostColumns, mostLanes] = [60, 30];

/** Who would wait, and for how long: a line for each table, a column for each statement. `''`: nobody would. */
export function rehearsalPicture(file: RehearsedFile, id: string): string {
  const statements = file.statements.slice(0, mostColumns);
  const bars = barsOf({ ...file, statements });
  const lanes = [...new Set(bars.map(({ relation }) => relation))].slice(0, mostLanes);
  if (lanes.length === 0) return '';
  const width = labelWidth + statements.length * columnWidth + 10;
  const height = headHeight + lanes.length * laneHeight + 6;
  const x = (at: number): number => labelWidth + at * columnWidth;
  const y = (lane: number): number => headHeight + lane * laneHeight;
  const heads = statements.map(({ line }, at) => `<text x="${x(at) + 4}" y="16">${line + 1}</text>`);
  const names = lanes.map((relation, lane) => `<text x="0" y="${y(lane) + 15}">${escapeXml(shortened(relation))}</text>`);
  const shapes = bars
    .filter(({ relation }) => lanes.includes(relation))
    .map(
      ({ relation, from, to, waits }) =>
        `<rect class="${looks(waits).colour}" x="${x(from)}" y="${y(lanes.indexOf(relation)) + laneHeight - 4 - looks(waits).height}" width="${(to - from + 1) * columnWidth - 3}" height="${looks(waits).height}"><title>${escapeXml(barWords({ relation, from, to, waits }, file))}</title></rect>`,
    );
  const said = bars.map((bar) => `${barWords(bar, file)}.`).join(' ');
  return `<svg role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title id="${id}-t">Who would wait while ${escapeXml(visible(file.path))} runs</title><desc id="${id}-d">${escapeXml(said)}</desc>${heads.join('')}${names.join('')}${shapes.join('')}</svg>`;
}

function barsOf({ statements }: RehearsedFile): readonly Bar[] {
  return statements.flatMap(({ locks, transaction }, from) => {
    const to = transaction === undefined ? from : statements.findLastIndex((other) => other.transaction === transaction);
    return waitingFor(locks).map(({ relation, waits }) => ({ relation, waits, from, to: Math.max(from, to) }));
  });
}

/** Told by the height as well as by the colour. */
function looks(waits: string): { readonly colour: string; readonly height: number } {
  if (waits === 'nobody can read or write') return { colour: 'blocker', height: 16 };
  return waits === 'nobody can write' ? { colour: 'error', height: 10 } : { colour: 'info', height: 4 };
}

/** `nobody can read or write public.orders from line 3 to line 9`. */
function barWords({ relation, from, to, waits }: Bar, { statements }: RehearsedFile): string {
  const [first, last] = [statements[from], statements[to]].map((statement) => (statement?.line ?? 0) + 1);
  const when = first === last ? `at line ${first}` : `from line ${first} to line ${last}`;
  return `${relation}: ${waits}, ${when}`;
}

const shortened = (name: string): string => (name.length > 32 ? `…${name.slice(-31)}` : name);
