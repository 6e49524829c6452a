interface Field {
  readonly what: string;
  readonly low: number;
  readonly high: number;
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { what: 'minute', low: 0, high: 59 },
  { what: 'hour', low: 0, high: 23 },
  { what: 'day of month', low: 1, high: 31 },
  { what: 'month', low: 1, high: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { what: 'day of week', low: 0, high: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

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

function faultIn(text: string, { what, low, high, names = [] }: Field): string | undefined {
  const number = (word: string): number =>
    /^\d{1,9}$/.test(word) ? Number(word) : names.includes(word.toLowerCase()) ? low + names.indexOf(word.toLowerCase()) : NaN;
  for (const item of text.split(',').filter((part) => part !== '')) {
    const [, from = '', to, step] = /^([^-/]*)(?:-([^-/]*))?(?:\/(\d{1,9}))?$/.exec(item) ?? [];
    if (step !== undefined && Number(step) === 0) return `the step in ${what} is 0`;
    if (/^[*?]$/.test(from) && to === undefined) continue;
    const [first, last] = [number(from), number(to ?? from)];
    if (!(first >= low && last <= high)) return `${what} goes from ${low} to ${high}`;
    if (first > last) return `${item.slice(0, 40)} in ${what} runs backwards`;
  }
  return undefined;
}
