const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const nicknames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '@reboot': 'at every boot',
    '@hourly': 'every hour',
    '@daily': 'every day at 00:00',
    '@midnight': 'every day at 00:00',
    '@weekly': 'every Sunday at 00:00',
    '@monthly': 'on the first of every month',
    '@yearly': 'on 1 January',
    '@annually': 'on 1 January',
  }),
);

/** When a crontab line fires, in words for the usual forms; the fields themselves for the rest. */
export function describeSchedule(schedule: string): string {
  const [minute = '', hour = '', day, month, weekday = ''] = schedule.trim().split(/\s+/);
  const plain = nicknames.get(schedule.trim());
  if (plain) return plain;
  if (day === '*' && month === '*') {
    const at = /^\d{1,2}$/.test(minute) && /^\d{1,2}$/.test(hour) ? `at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` : undefined;
    if (at && weekday === '*') return `every day ${at}`;
    if (at && /^[0-7]$/.test(weekday)) return `every ${weekdays[Number(weekday)] ?? 'week'} ${at}`;
    if (at && /^(1-5|mon-fri)$/i.test(weekday)) return `on weekdays ${at}`;
    const step = /^\*\/(\d{1,2})$/.exec(minute)?.[1];
    const hours = /^\*\/(\d{1,2})$/.exec(hour)?.[1];
    if (hours && weekday === '*' && /^\d{1,2}$/.test(minute)) return `every ${hours} hours`;
    if (hour === '*' && weekday === '*') {
      if (minute === '*') return 'every minute';
      if (step) return `every ${step} minutes`;
      if (/^\d{1,2}$/.test(minute)) return 'every hour';
    }
  }
  return `by the schedule "${schedule.trim().replace(/\s+/g, ' ')}"`;
}
