/** What a setting steers, as far as its name tells. */
export type ValueKind = 'retry' | 'backoff' | 'timeout' | 'pool' | 'limit' | 'other';

/** By words of the key, in this order; `base_delay_ms` under `retry` is a wait between attempts, `max_attempts` no limit. */
const kinds: readonly (readonly [ValueKind, RegExp])[] = [
  [
    'backoff',
    /\b(back ?off|jitter)\b|\b(retry|retries|reconnect|circuit)\b.*\b(delay|interval|wait|pause|strategy|multiplier|factor|cooldown|after)\b/,
  ],
  ['retry', /\b(retry|retries|attempts|tries|redelivery|reconnects?)\b/],
  ['timeout', /\b(time ?outs?|deadline)\b/],
  ['pool', /\b(pool|workers?|threads|connections|concurrency|parallelism)\b/],
  ['limit', /\b(limits?|max|maximum|quota|rate|threshold|capacity|burst)\b/],
];

export function valueKind(key: string): ValueKind {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase();
  return kinds.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}

/** Powers of what comes before: milliseconds for times, bytes for sizes. */
const units: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '': 1,
    ms: 1,
    s: 1000,
    sec: 1000,
    m: 60_000,
    min: 60_000,
    h: 3_600_000,
    d: 86_400_000,
    b: 1,
    k: 1024,
    kb: 1024,
    kib: 1024,
    mb: 1024 ** 2,
    mib: 1024 ** 2,
    gb: 1024 ** 3,
    gib: 1024 ** 3,
  }),
);

/** How much a number, a time (`30s`) or a size (`64kb`) grew: 4 is four times as much; `undefined` if nobody can say. */
export function growth(before: unknown, after: unknown): number | undefined {
  const [old, own] = [amount(before), amount(after)];
  if (!old || !own || old.isPlain !== own.isPlain || old.value <= 0 || own.value < 0) return undefined;
  return own.value / old.value;
}

function amount(value: unknown): { value: number; isPlain: boolean } | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const [, number, unit = ''] = /^\s*(\d{1,15}(?:\.\d{1,9})?)\s*(?:([a-z]+)\s*)?$/i.exec(String(value)) ?? [];
  const factor = units.get(unit.toLowerCase());
  return number === undefined || factor === undefined ? undefined : { value: Number(number) * factor, isPlain: unit === '' };
}
