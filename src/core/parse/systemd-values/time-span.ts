/** Units of time by all of their names (systemd.time(7)). */
const units = new Set(
  'seconds second sec s minutes minute min months month M msec ms m hours hour hr h days day d weeks week w years year y usec us μs µs'.split(
    ' ',
  ),
);

const part = /[ \t]*(?:\+?\d+(?:\.\d+)?|\.\d+)([ \t]*)([A-Za-zμµ]*)/y;

/** Whether it is a time span: `90`, `5min 20s`, `1.5h`, `infinity`. */
export function isTimeSpan(text: string): boolean {
  const span = text.trim();
  if (span === 'infinity') return true;
  part.lastIndex = 0;
  let end = 0;
  for (let found = part.exec(span); found; found = part.exec(span)) {
    const [, gap, unit = ''] = found;
    end = part.lastIndex;
    // `1.5.5` would be two numbers.
    if (unit === '' ? gap === '' && end < span.length : !units.has(unit)) return false;
  }
  return end > 0 && end === span.length;
}
