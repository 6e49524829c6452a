import { cronFields, numberIn, type CronField } from '../../parse/crontab';

const fields: readonly CronField[] = cronFields.map((field) => (field.what === 'day of week' ? { ...field, high: 6 } : field));

const nicknames = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every (?:\d{1,9}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h))+)$/;

/**
 * Why the API of Kubernetes refuses a schedule; `undefined`: it takes it. Its parser is the standard one of robfig/cron v3: Sunday is 0
 * alone, `5/15` begins at 5, `?` is `*`, and a range may not run backwards.
 */
export function clusterFault(schedule: string): string | undefined {
  if (schedule.startsWith('@')) return nicknames.test(schedule) ? undefined : `there is no ${schedule.slice(0, 40)}`;
  const given = schedule.split(/\s+/);
  if (given.length !== fields.length) return `it has ${given.length} fields instead of 5`;
  return fields.map((field, at) => faultIn(given[at] ?? '', field)).find((fault) => fault !== undefined);
}

function faultIn(text: string, field: CronField): string | undefined {
  const { what, low, high } = field;
  for (const item of text.split(',').filter((part) => part !== '')) {
    const [, from = '', to, step] = /^([^-/]*)(?:-([^-/]*))?(?:\/(\d{1,9}))?$/.exec(item) ?? [];
    if (step !== undefined && Number(step) === 0) return `the step in ${what} is 0`;
    if (/^[*?]$/.test(from) && to === undefined) continue;
    const [first, last] = [numberIn(from, field), numberIn(to ?? from, field)];
    if (!(first >= low && last <= high)) return `${what} goes from ${low} to ${high}`;
    if (first > last) return `${item.slice(0, 40)} in ${what} runs backwards`;
  }
  return undefined;
}
