import type { CronJob, Crontab } from '../../parse/crontab';
import { parseShell } from '../../parse/shell';
import { fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { lineSpanAt } from '../../text/lines';
import { describeSchedule } from './describe';
import { isZone } from './runs/zones';
import type { ScheduledJob } from './scheduled-job';
import type { Timing } from './runs/timing';

/** Variables that cron itself reads. */
const ownVariables = new Set(['MAILTO', 'MAILFROM', 'PATH', 'SHELL', 'HOME', 'LOGNAME', 'CRON_TZ', 'TZ', 'LANG']);

/** Variables that one job is given; nobody writes more. */
const maxVariables = 200;

/** What a crontab runs. */
export const cronJobs = fileFact('crontab', ({ path, text, syntax }): readonly ScheduledJob[] => {
  const given = new Map<string, ScheduledJob['variables'][number]>();
  let variables: ScheduledJob['variables'] = [];
  let next = 0;
  const owner = ownerOf(path, syntax);
  return syntax.jobs.map((job) => {
    const before = next;
    // A variable counts for the jobs below it, and the last one of a name wins.
    for (let variable = syntax.variables[next]; variable && variable.span.start < job.span.start; variable = syntax.variables[++next]) {
      const { name, span } = variable;
      if (ownVariables.has(name) || (given.size >= maxVariables && !given.has(name))) continue;
      given.set(name, { name, span, text: text.slice(span.start, span.end) });
    }
    if (next > before) variables = [...given.values()];
    const runsAs = job.user ?? owner;
    return {
      path,
      ...(runsAs && { user: runsAs }),
      span: job.commandSpan,
      ...(job.filled !== undefined && { filled: job.filled }),
      commands: [{ script: parseShell(job.command), text: job.command, offset: job.commandSpan.start }],
      variables,
      when: describeSchedule(job.schedule),
      timing: timingOf(job, syntax),
      timed: { path, span: job.scheduleSpan },
      ...(syntax.written?.asLines !== false && { line: lineSpanAt(text, job.span.start) }),
    };
  });
});

/** Crontabs of one user are called after that user. */
function ownerOf(path: string, { written }: Crontab): string | undefined {
  const file = written ? (written.file?.value ?? '') : path;
  return /(?:spool\/cron|crontabs)\/([^/]+)$/.exec(file)?.[1];
}

function timingOf({ schedule, span }: CronJob, crontab: Crontab): Timing {
  const zone = variableAt(crontab, 'CRON_TZ', span.start);
  return { kind: 'cron', schedule, ...(zone !== undefined && isZone(zone) && { zone }) };
}

/** The value that a variable has for what stands at `offset`; the last assignment before it counts. */
export const variableAt = ({ variables }: Crontab, name: string, offset: number): string | undefined =>
  variables.findLast((variable) => variable.name === name && variable.span.start < offset)?.value;

/** The file of cron that a crontab becomes on the host, as far as that is known: `/etc/cron.d/dten`. */
export function installedName({ path, syntax: { written } }: Subject<'crontab'>): string | undefined {
  if (written) return written.file && (written.file.value ?? written.file.text).replace(/["']/g, '');
  return /(?:^|\/)((?:cron\.d|crontabs|spool\/cron)\/[^/]+)$/.exec(path)?.[1];
}
