import { fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import type { Place } from '../../text/span';
import { describeSchedule, spanInWords } from './describe';
import type { Timing } from './runs/timing';

/** A job that a database is told to keep. */
export interface ToldJob {
  /** Where its time stands. */
  readonly at: Place;
  /** What stands behind "runs". */
  readonly when: string;
  readonly timing: Timing;
  /** For people. */
  readonly does: string;
}

/** Jobs of `pg_cron`, events of MySQL and MariaDB, and the module `cron` of Ansible. */
export const toldJobs = ({ subjects }: PackageView<'config' | 'sql'>): readonly ToldJob[] => [...subjects.sql.flatMap(databaseJobs)];

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
