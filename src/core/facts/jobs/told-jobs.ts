import type { ConfigEntry } from '../../parse/config/contents';
import { isOfTask } from '../../parse/tasks/ansible';
import { fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import type { Place } from '../../text/span';
import { describeSchedule, spanInWords } from './describe';
import type { Timing } from './runs/timing';

/** A job that somebody is told to keep: a database, or the cron of a host by a task of Ansible. */
export interface ToldJob {
  /** Where its time stands. */
  readonly at: Place;
  /** What stands behind "runs". */
  readonly when: string;
  readonly timing: Timing;
  readonly user?: string;
  /** For people. */
  readonly does: string;
}

/** Jobs of `pg_cron`, events of MySQL and MariaDB, and the module `cron` of Ansible. */
export const toldJobs = ({ subjects }: PackageView<'config' | 'sql'>): readonly ToldJob[] => [
  ...subjects.sql.flatMap(databaseJobs),
  ...subjects.config.flatMap(taskJobs),
];

const ofPgCron = /\bcron\.schedule(?:_in_database)?\s*\(\s*(?:'([^']{1,100})'\s*,\s*)?('([^']{1,100})')\s*,/i;
const ofEvent =
  /^\s*create\s+(?:or\s+replace\s+)?(?:definer\s*=\s*\S+\s+)?event\s+(?:if\s+not\s+exists\s+)?([^\s(]+)\s+on\s+schedule\s+(every\s+'?(\d{1,9})'?\s+(\w+))/i;

const unitSeconds: ReadonlyMap<string, number> = new Map([
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
  ['week', 604_800],
  ['month', 2_629_800],
  ['quarter', 7_889_400],
  ['year', 31_557_600],
]);

const databaseJobs = fileFact('sql', ({ path, text, syntax }): readonly ToldJob[] => {
  if (!/\bcron\.schedule|\bevent\b/i.test(text)) return [];
  return syntax.items.flatMap((item): ToldJob[] => {
    if (item.kind !== 'statement') return [];
    const { start, end } = item.span;
    const statement = text.slice(start, end);
    const placeOf = (whole: RegExpExecArray, written: string): Place => {
      const from = start + whole.index + whole[0].lastIndexOf(written);
      return { path, span: { start: from, end: from + written.length } };
    };
    const scheduled = ofPgCron.exec(statement);
    if (scheduled) {
      const [, name = '', written = '', schedule = ''] = scheduled;
      // pg_cron runs by GMT unless cron.timezone says otherwise; it counts seconds as well.
      const timing: Timing = /^\S+(?:\s+\S+){4}$|^@/.test(schedule.trim())
        ? { kind: 'cron', schedule, zone: 'Etc/UTC' }
        : { kind: 'unknown' };
      const when = timing.kind === 'cron' ? describeSchedule(schedule) : `every ${schedule}`;
      return [
        {
          at: placeOf(scheduled, written),
          when,
          timing,
          does: name === '' ? 'a job of pg_cron, in the database' : `the job ${name} of pg_cron, in the database`,
        },
      ];
    }
    const event = ofEvent.exec(statement);
    if (!event) return [];
    const [, name = '', written = '', count = '', unit = ''] = event;
    const seconds = Number(count) * (unitSeconds.get(unit.toLowerCase()) ?? 0);
    const when = seconds > 0 ? `every ${spanInWords(seconds)}` : written.toLowerCase();
    const timing: Timing = seconds > 0 ? { kind: 'interval', seconds } : { kind: 'unknown' };
    return [{ at: placeOf(event, written), when, timing, does: `the event ${name.replace(/[`"]/g, '')}, in the database` }];
  });
});

const ofCron = /^(.*\.(?:[a-z]\w*\.[a-z]\w*\.)?cron)\.(\w+)$/;
const times = ['minute', 'hour', 'day', 'month', 'weekday'] as const;

/** `ansible.builtin.cron`: fields that are not given are `*`. */
const taskJobs = fileFact('config', ({ path, text, syntax: { format, within, entries } }): readonly ToldJob[] => {
  if (format !== 'yaml' || within || !/\bcron["']?[ \t]*:/.test(text)) return [];
  const byTask = new Map<string, Map<string, ConfigEntry>>();
  for (const entry of entries) {
    const [, task, argument = ''] = ofCron.exec(entry.key) ?? [];
    if (task === undefined || !isOfTask(path, task)) continue;
    const own = byTask.get(task) ?? new Map<string, ConfigEntry>();
    byTask.set(task, own.set(argument, entry));
  }
  return [...byTask.values()].flatMap((given): ToldJob[] => {
    const textOf = (name: string): string | undefined => {
      const value = given.get(name)?.value;
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    };
    const job = given.get('job');
    if (!job || typeof job.value !== 'string' || textOf('state') === 'absent' || /^(true|yes)$/i.test(String(given.get('disabled')?.value)))
      return [];
    const special = textOf('special_time');
    const schedule = special === undefined ? times.map((name) => textOf(name) ?? '*').join(' ') : `@${special}`;
    const user = textOf('user');
    return [
      {
        at: { path, span: (given.get('special_time') ?? given.get('minute') ?? given.get('hour') ?? job).valueSpan },
        when: describeSchedule(schedule),
        timing: schedule.includes('{{') ? { kind: 'unknown' } : { kind: 'cron', schedule },
        ...(user !== undefined && { user }),
        does: job.value.replace(/\s+/g, ' ').trim().slice(0, 80),
      },
    ];
  });
});
