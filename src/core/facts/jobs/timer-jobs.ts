import { parseShell } from '../../parse/shell';
import { wordsOf, type UnitDirective } from '../../parse/systemd';
import { fileFact } from '../../subject/fact';
import type { PackageView, Subject } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import { baseName } from '../../text/path';
import type { Place, Span } from '../../text/span';
import { placeOfUnit } from '../units/unit-files';
import { spanInWords } from './describe';
import type { Timing } from './runs/timing';
import type { ScheduledJob } from './scheduled-job';

/** Services of one name that a timer may mean; packages that have more do not say which. */
const maxNamesakes = 20;

/** What the timers of the package start; a timer whose service comes from elsewhere is a job without commands. */
export function timerJobs(reviewed: PackageView<'unit'>): readonly ScheduledJob[] {
  const byName = groupBy(reviewed.subjects.unit, (unit) => baseName(placeOfUnit(unit)));
  return reviewed.subjects.unit.flatMap((timer) => {
    const name = baseName(placeOfUnit(timer));
    if (!name.endsWith('.timer')) return [];
    const { timing, span, also } = timerTimes(timer);
    const timed: Place = { path: timer.path, span };
    const own = { when: `when ${name} fires`, timing, timed, ...(also && { also }) };
    const wanted = wordsOf(timer.syntax, 'Timer', 'Unit').at(-1)?.value ?? name.replace(/\.timer$/, '.service');
    const jobs = (byName.get(baseName(wanted)) ?? [])
      .slice(0, maxNamesakes)
      .filter((unit) => placeOfUnit(unit) === wanted || placeOfUnit(unit).endsWith(`/${wanted}`))
      .flatMap(serviceJob)
      .map((job) => ({ ...job, ...own }));
    return jobs.length > 0 ? jobs : [{ ...timed, commands: [], variables: [], ...own }];
  });
}

interface TimerTimes {
  readonly timing: Timing;
  readonly span: Span;
  /** What else decides when it starts, in words. */
  readonly also?: string;
}

/** When a timer elapses, and the directive that says so. */
export const timerTimes = fileFact('unit', ({ syntax }): TimerTimes => {
  const directives = syntax.sections.filter(({ name }) => name === 'Timer').flatMap((section) => section.directives);
  const last = (key: string): string => directives.findLast((directive) => directive.key === key)?.value ?? '';
  const calendars = inEffect(directives, 'OnCalendar');
  const [first] = calendars;
  const isCaughtUp = first && /^(1|yes|true|on|y|t)$/i.test(last('Persistent'));
  const delay = secondsOf(last('RandomizedDelaySec'));
  const also = [...(delay ? [`up to ${spanInWords(delay)} later`] : []), ...(isCaughtUp ? ['missed runs are caught up'] : [])].join(', ');
  if (first) {
    const timing: Timing = { kind: 'calendar', expressions: calendars.map(({ value }) => value) };
    return { timing, span: first.valueSpan, ...(also && { also }) };
  }
  const again = directives.findLast(({ key }) => key === 'OnUnitActiveSec' || key === 'OnUnitInactiveSec');
  const seconds = again && secondsOf(again.value);
  if (again && seconds !== undefined) return { timing: { kind: 'interval', seconds }, span: again.valueSpan };
  const other = directives.find(({ key, value }) => /^On\w+Sec$/.test(key) && value !== '');
  return { timing: { kind: 'unknown' }, span: other?.valueSpan ?? syntax.sections[0]?.span ?? { start: 0, end: 0 } };
});

/** All values of a list directive: an empty one drops what came before it. */
export function inEffect(directives: readonly UnitDirective[], key: string): readonly UnitDirective[] {
  const own = directives.filter((directive) => directive.key === key);
  return own.slice(own.findLastIndex(({ value }) => value === '') + 1);
}

/** Seconds of the units of systemd.time(7); a number alone is seconds. */
const unitSeconds: readonly (readonly [RegExp, number])[] = [
  [/^(us|usec|µs)$/, 1e-6],
  [/^(ms|msec)$/, 1e-3],
  [/^(s|sec|seconds?|)$/, 1],
  [/^(m|min|minutes?)$/, 60],
  [/^(h|hr|hours?)$/, 3600],
  [/^(d|days?)$/, 86_400],
  [/^(w|weeks?)$/, 604_800],
  [/^(M|months?)$/, 2_629_800],
  [/^(y|years?)$/, 31_557_600],
];

/** `1h 30min`; `undefined` for what is no span. */
export function secondsOf(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d{1,12}(?:\.\d{1,9})?)\s*([a-zµ]*)/gi)];
  if (parts.length === 0 || !/^[\s\d.a-zµ]*$/i.test(text)) return undefined;
  const seconds = parts.map(([, count, unit = '']) => Number(count) * (unitSeconds.find(([name]) => name.test(unit))?.[1] ?? NaN));
  const sum = seconds.reduce((all, each) => all + each, 0);
  return Number.isNaN(sum) ? undefined : sum;
}

/** What a service runs, whatever starts it. */
const serviceJob = fileFact(
  'unit',
  ({ path, text, syntax }: Subject<'unit'>): readonly Omit<ScheduledJob, 'when' | 'timing' | 'timed'>[] => {
    const directives = syntax.sections.filter(({ name }) => name === 'Service').flatMap((section) => section.directives);
    const starts = directives.filter(({ key, value }) => /^ExecStart(Pre|Post)?$/.test(key) && value !== '');
    const [first] = starts;
    if (!first) return [];
    const slice = ({ start, end }: Span) => text.slice(start, end);
    return [
      {
        path,
        user: directives.findLast(({ key }) => key === 'User')?.value || 'root',
        span: first.valueSpan,
        // The signs before a command's path tell systemd how to run it.
        commands: starts.map(({ valueSpan }) => {
          const prefix = /^[-@:+!]*/.exec(slice(valueSpan))?.[0].length ?? 0;
          const command = slice({ start: valueSpan.start + prefix, end: valueSpan.end });
          return { script: parseShell(command), text: command, offset: valueSpan.start + prefix };
        }),
        variables: directives
          .filter(({ key }) => key === 'Environment')
          .flatMap(({ words }) => words.map(({ value, span }) => ({ name: value.split('=', 1)[0] ?? '', span, text: slice(span) }))),
      },
    ];
  },
);
