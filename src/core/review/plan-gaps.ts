import { packagePlan } from '../plan/package-plan';
import type { NotUnderstood } from '../plan/plan';
import { scriptEffects } from '../plan/script-effects';
import { fact } from '../subject/fact';
import { groupBy } from '../text/groups';
import { lineStarts, positionAt } from '../text/lines';
import type { NotChecked } from './gap';

/** Commands of one script that are named. */
const named = 3;

/** Scripts that are told one by one. */
const mostScripts = 20;

/** One for each script with commands that nobody can say what they do, those with the most of them first. None decides by itself. */
export const planGaps = fact(['crontab', 'shell', 'unit'], (reviewed): readonly NotChecked[] => {
  const scripts = new Map(reviewed.subjects.shell.map((subject) => [subject.path, subject]));
  const open = [...groupBy(packagePlan(reviewed).unknown, ({ path }) => path)].sort(([, a], [, b]) => b.length - a.length);
  const told = open.slice(0, mostScripts).map(([path, unknown]): NotChecked => {
    const script = scripts.get(path);
    const of = script ? scriptEffects(script).commands : unknown.length;
    const starts = lineStarts(script?.text ?? '');
    return {
      what: `${countOf(unknown.length, of)} in ${path}`,
      why: `nobody can say what ${unknown.length === 1 ? 'it does' : 'they do'}: ${list(unknown, starts)}`,
      decisive: false,
    };
  });
  const rest = open.slice(mostScripts);
  if (rest.length === 0) return told;
  const count = rest.reduce((sum, [, unknown]) => sum + unknown.length, 0);
  const what = `${count} command${count === 1 ? '' : 's'} in ${rest.length} more script${rest.length === 1 ? '' : 's'}`;
  return [...told, { what, why: `nobody can say what ${count === 1 ? 'it does' : 'they do'}`, decisive: false }];
});

const countOf = (count: number, of: number): string => (of === 1 ? 'the only command' : `${count} of ${of} commands`);

function list(unknown: readonly NotUnderstood[], starts: readonly number[]): string {
  const first = unknown.slice(0, named).map(({ what, span }) => `${what} (line ${positionAt(starts, span.start).line + 1})`);
  return [...first, ...(unknown.length > named ? [`${unknown.length - named} more`] : [])].join(', ');
}
