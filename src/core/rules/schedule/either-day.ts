import { describeSchedule } from '../../facts/jobs/describe';
import { fieldsOf, isEitherDay } from '../../facts/jobs/runs/cron-fields';
import { isCronSchedule } from '../../facts/jobs/runs/cron-runs';
import { isTestMaterial } from '../../package/test-material';
import { defineRule } from '../rule';

/** The job looks at the date itself: whoever wrote it knows. */
const asksForTheDay = /\bdate\b.*\+["']?(\\?%\w)*\\?%[dejuwaA]/;

export const eitherDay = defineRule({
  id: 'schedule/either-day',
  target: 'crontab',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['unplanned-work'],
  fixable: false,
  summary: 'A job is given a day of the month and a day of the week, and runs on either',
  rationale: `Where both the day of the month and the day of the week are restricted, cron runs the job on every day that fits one of them.
\`0 3 1-7 * 1\` is not the first Monday of a month: it is the first seven days, and every Monday. A job that was meant for once a month then
runs ten times.

The rule is silent where one of both fields begins with an asterisk (\`*/2\` as well: cron then wants both to fit), and where the command looks at the date
itself. To have both, leave one of the fields to cron and ask for the other one in the command:
\`0 3 1-7 * * [ "$(date +\\%u)" = 1 ] && …\`.`,
  references: ['https://manpages.debian.org/stable/cron/crontab.5.en.html', 'https://man7.org/linux/man-pages/man5/crontab.5.html'],
  messages: {
    either: ({ when }: { when: string }) => `cron runs this job on either day, not only where both fit: ${when}.`,
  },
  check({ path, syntax }, { report }) {
    if (isTestMaterial(path)) return;
    for (const { schedule, scheduleSpan, command } of syntax.jobs) {
      const fields = fieldsOf(schedule);
      if (!fields || !isEitherDay(fields) || !isCronSchedule(schedule) || asksForTheDay.test(command)) continue;
      report(scheduleSpan, 'either', { data: { when: describeSchedule(schedule) } });
    }
  },
});
