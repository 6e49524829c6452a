import { shownPath } from '../package/nested-path';
import { codeProgram } from '../plan/code-programs';
import { scriptEffects } from '../plan/script-effects';
import { programsOnHosts } from '../plan/started';
import type { PackageView } from '../subject/subject';
import { groupBy } from '../text/groups';
import { isRestOfProgram } from '../effects/code-effects';
import type { FileState } from './coverage';
import type { NotChecked } from './gap';
import { upgradePhases, type ShownPlan } from './shown-plan';

/** Commands of one script that are named. */
const named = 3;

/** Scripts that are told one by one. */
const mostScripts = 20;

/**
 * One for each script with commands that nobody can say what they do, those with the most of them first. Such a command decides where the
 * upgrade runs it, and so does what is not followed to its end.
 */
export function planGaps(
  plan: ShownPlan,
  { subjects }: PackageView<'code' | 'shell' | 'task'>,
  states: ReadonlyMap<string, FileState>,
): NotChecked[] {
  const { more } = plan;
  // That a file is in a language that nobody reads is told of the file, with those that are so as well.
  const unknown = plan.unknown.filter(({ path, what }) => !(isRestOfProgram(what) && isToldOf(states.get(path))));
  const commands = new Map([
    ...subjects.shell.map((script) => [script.path, scriptEffects(script).commands] as const),
    ...subjects.code.map((code) => [code.path, codeProgram(code).effects.commands] as const),
    ...subjects.task.map((task) => [task.path, programsOnHosts(task).reduce((sum, { effects }) => sum + effects.commands, 0)] as const),
  ]);
  const onTheWay = new Set(
    upgradePhases(plan).flatMap(({ effects }) =>
      effects.flatMap(({ kind, path, range }) => (kind === 'unknown' ? [placeOf({ path, range })] : [])),
    ),
  );
  const decides = (one: ShownPlan['unknown'][number]): boolean => one.isCut === true || onTheWay.has(placeOf(one));
  const open = [...groupBy(unknown, ({ path }) => path)].sort(([, a], [, b]) => b.length - a.length);
  const told = open.slice(0, mostScripts).map(([path, own]): NotChecked => {
    const of = commands.get(path) ?? own.length;
    return {
      what: `${countOf(own.length, of)} in ${shownPath(path)}`,
      why: `${nobody(own.length)}: ${list(own)}`,
      decisive: own.some(decides),
    };
  });
  const others = open.slice(mostScripts);
  const rest = others.reduce((sum, [, own]) => sum + own.length, more?.unknown ?? 0);
  if (rest === 0) return told;
  return [
    ...told,
    {
      what: `${rest} command${rest === 1 ? '' : 's'} in more scripts`,
      why: nobody(rest),
      decisive: others.some(([, own]) => own.some(decides)),
    },
  ];
}

const isToldOf = (state: FileState | undefined): boolean => state?.state === 'not-understood' && state.decisive;

const placeOf = ({ path, range: { start } }: Pick<ShownPlan['unknown'][number], 'path' | 'range'>): string =>
  `${path}:${start.line}:${start.character}`;

const nobody = (count: number): string => `nobody can say what ${count === 1 ? 'it does' : 'they do'}`;

const countOf = (count: number, of: number): string => (of === 1 ? 'the only command' : `${count} of ${of} commands`);

/** The same of several lines is told once. */
function list(unknown: ShownPlan['unknown']): string {
  const groups = [...groupBy(unknown, ({ what }) => what)];
  const first = groups.slice(0, named).map(([what, own]) => `${what} (${linesOf(own)})`);
  const rest = groups.slice(named).reduce((sum, [, own]) => sum + own.length, 0);
  return [...first, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

/** Lines that are named of one thing. */
const mostLines = 4;

function linesOf(own: ShownPlan['unknown']): string {
  const lines = [...new Set(own.map(({ range }) => range.start.line + 1))];
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines), `${lines.length - mostLines} more`] : lines;
  return lines.length === 1 ? `line ${lines.join()}` : `lines ${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
