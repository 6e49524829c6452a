import { groupBy } from '../../../src/core/text/groups';
import type { Compared } from './compare';

interface Row {
  readonly name: string;
  readonly status: number;
  readonly compared: Compared;
}

/** Misses and errors of one kind that are shown. */
const shownOfAKind = Number(process.env['SHOW'] ?? 12);

const share = (part: number, whole: number): string =>
  `${part} of ${whole} (${whole === 0 ? 100 : Math.round((part / whole) * 1000) / 10} %)`;

/** Prints recall and precision, and what was missed by kind. */
export function showCompared(rows: readonly Row[]): void {
  const sum = (of: (compared: Compared) => number) => rows.reduce((total, { compared }) => total + of(compared), 0);
  const all = sum(({ happened }) => happened);
  list(
    'missed',
    rows.flatMap(({ name, compared }) =>
      compared.missed.map(({ what, target, by }) => [`${what} by ${by}`, `${name}: ${target}`] as const),
    ),
  );
  list(
    'said and not seen',
    rows.flatMap(({ name, compared }) => compared.wrong.map(({ kind, target, by }) => [`${kind} by ${by}`, `${name}: ${target}`] as const)),
  );
  const failed = rows.filter(({ status }) => status !== 0);
  console.log(
    `\n${rows.length} runs, ${failed.length} of them failed: ${failed.map(({ name, status }) => `${name} (${status})`).join(', ')}`,
  );
  console.log(
    `recall     ${share(
      sum(({ named, byCommand }) => named + byCommand),
      all,
    )} of what happened is in the plan, ${share(
      sum(({ named }) => named),
      all,
    )} by its very target`,
  );
  console.log(
    `precision  ${share(
      sum(({ right }) => right),
      sum(({ sure }) => sure),
    )} of the effects without condition happened`,
  );
}

function list(title: string, found: readonly (readonly [kind: string, place: string])[]): void {
  const byKind = groupBy(found, ([kind]) => kind);
  console.log(`\n${title}: ${found.length}`);
  for (const [kind, places] of [...byKind].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`  ${places.length} ${kind}`);
    for (const [, place] of places.slice(0, shownOfAKind)) console.log(`      ${place}`);
  }
}
