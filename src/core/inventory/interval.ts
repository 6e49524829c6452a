/** One end of an interval; `inclusive` means the version itself. */
interface End {
  readonly version: string;
  readonly inclusive: boolean;
}

export interface Interval {
  readonly low?: End;
  readonly high?: End;
}

const interval = /([[(])(\d[\w.+~:-]*)?(?:(,)(\d[\w.+~:-]*)?)?([\])])(?:,|$)/y;

/** Intervals as Maven and NuGet write them: `[1.0,2.0)`, `(,1.0]`, `[1.2]`, also several with commas. `undefined` if the text is none. */
export function parseIntervals(written: string): readonly Interval[] | undefined {
  const text = written.replaceAll(/\s/g, '');
  const found: Interval[] = [];
  interval.lastIndex = 0;
  while (interval.lastIndex < text.length) {
    const [whole, open, low, comma, high, close] = (interval.exec(text) ?? []) as readonly (string | undefined)[];
    // `(1.0)` is Debian's.
    if (whole === undefined || (comma === undefined && (low === undefined || open !== '[' || close !== ']'))) return undefined;
    const end = comma === undefined ? low : high;
    found.push({
      ...(low !== undefined && { low: { version: low, inclusive: open === '[' } }),
      ...(end !== undefined && { high: { version: end, inclusive: close === ']' } }),
    });
  }
  return found.length > 0 ? found : undefined;
}
