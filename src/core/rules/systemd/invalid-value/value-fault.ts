import { kindOfValue, type ValueKind } from '../../../facts/units/directives';
import { systemUnits, unitTypes } from '../../../facts/units/system-units';
import { isCalendar } from '../../../parse/systemd-values/calendar';
import { isMode, isSize, percentage, wholeNumber } from '../../../parse/systemd-values/numbers';
import { isSignal, signalNames } from '../../../parse/systemd-values/signal';
import { isTimeSpan } from '../../../parse/systemd-values/time-span';
import { nearest } from '../../../text/nearest';
import { own } from '../../../text/own';

/** Why systemd does not take a value. */
export interface ValueFault {
  /** What it takes, for the end of `systemd takes …`. */
  readonly takes: string;
  /** The value that was probably meant. */
  readonly meant?: string;
}

const booleans = new Set(['1', 'yes', 'y', 'true', 't', 'on', '0', 'no', 'n', 'false', 'f', 'off']);

const isBoolean = (text: string): boolean => booleans.has(text.toLowerCase());

/** What is wrong with a value that is not empty; `undefined`: nothing that can be told. */
export function valueFault(kind: string, value: string): ValueFault | undefined {
  const known = kindOfValue(kind);
  const read = known && (readers.get(kind) ?? (known.words || known.from !== undefined ? wordsOrNumber(known) : undefined));
  return read?.(value);
}

/** The first version that knows the word; 0: all. */
export const wordSince = (kind: string, value: string): number => own(kindOfValue(kind)?.since, value) ?? 0;

type Read = (value: string) => ValueFault | undefined;

const wordsOrNumber =
  ({ words = [], boolean: alsoBoolean = false, from, to = Infinity }: ValueKind): Read =>
  (value) => {
    const number = from === undefined ? undefined : wholeNumber(value);
    if (words.includes(value) || (alsoBoolean && isBoolean(value))) return undefined;
    if (from !== undefined && number !== undefined && number >= from && number <= to) return undefined;
    const all = alsoBoolean ? ['yes', 'no', ...words] : words;
    const numbers = from === undefined ? [] : [`numbers from ${from} to ${to}`];
    const meant = nearest(value, all);
    return { takes: listed([...all.slice(0, maxListed), ...numbers], all.length > maxListed), ...(meant !== undefined && { meant }) };
  };

/** Words that a message names. */
const maxListed = 12;

const listed = (words: readonly string[], more: boolean): string =>
  more || words.length < 2 ? `${words.join(', ')}${more ? ' …' : ''}` : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;

const fits =
  (isValid: (value: string) => boolean, takes: string, guess: (value: string) => string | undefined = () => undefined): Read =>
  (value) => {
    if (isValid(value)) return undefined;
    const meant = guess(value);
    return { takes, ...(meant !== undefined && isValid(meant) && { meant }) };
  };

const isInfinity = (value: string): boolean => value === 'infinity';
const isCount = (value: string): boolean => (wholeNumber(value) ?? -1) >= 0;
const isShare = (value: string): boolean => (percentage(value) ?? 101) <= 100;

/** One limit, or a soft and a hard one. */
const limit =
  (isValid: (value: string) => boolean, orInfinity = true): ((value: string) => boolean) =>
  (value) => {
    const [soft = '', hard, more] = value.split(':');
    if (orInfinity && (wholeNumber(soft) ?? 0) > (wholeNumber(hard ?? soft) ?? Infinity)) return false;
    return more === undefined && [soft, hard ?? soft].every((one) => (orInfinity && isInfinity(one)) || isValid(one));
  };

/** `-20` to `+19` are levels, all else the kernel's own numbers. */
function isNiceLimit(text: string): boolean {
  const [, sign, rest = ''] = /^([-+]?)(.+)$/.exec(text) ?? [];
  const number = wholeNumber(rest);
  if (sign === undefined || number === undefined || number < 0) return false;
  return number <= (sign === '+' ? 19 : sign === '-' ? 20 : 40);
}

/** `512MB`, `2 gb`, `64Ki`: sizes as everybody else writes them. */
function asSize(value: string): string | undefined {
  const [, digits, suffix] = /^(\d{1,15}(?:\.\d{1,3})?) ?([kmgt])i?b?$/i.exec(value) ?? [];
  return digits === undefined || suffix === undefined ? undefined : digits + suffix.toUpperCase();
}

const spans = 'a time such as 90, 5min 20s or infinity';
const sizes = 'bytes, or a number with one of K, M, G and T behind it';
const unlimited = (value: string): string | undefined => (/^(unlimited|-1|none|max)$/i.test(value) ? 'infinity' : undefined);

const asSpan = (value: string): string | undefined =>
  unlimited(value) ??
  value
    .toLowerCase()
    .replace(/\bmins\b/g, 'min')
    .replace(/\bsecs\b/g, 's')
    .replace(/\bhrs\b/g, 'h');

const outputs = ['inherit', 'null', 'tty', 'journal', 'kmsg', 'socket', 'journal+console', 'kmsg+console', 'fd'];
const inputs = ['null', 'tty', 'tty-force', 'tty-fail', 'socket', 'data', 'fd'];
/** Systemd takes these for their successors. */
const oldOutputs = ['syslog', 'syslog+console'];

const isOutput = (value: string): boolean =>
  outputs.includes(value) || oldOutputs.includes(value) || /^(?:(?:file|append|truncate):[/%]|fd:)/.test(value);

const isInput = (value: string): boolean => inputs.includes(value) || /^(?:file:[/%]|fd:)/.test(value);

const readers: ReadonlyMap<string, Read> = new Map(
  Object.entries({
    boolean: (value) => {
      if (isBoolean(value)) return undefined;
      const meant = nearest(value, ['yes', 'no', 'true', 'false']);
      return { takes: 'yes or no', ...(meant !== undefined && { meant }) };
    },
    'time-span': fits(isTimeSpan, spans, asSpan),
    calendar: fits(isCalendar, 'a calendar expression such as daily or Mon..Fri *-*-* 03:00', asCalendar),
    size: fits(isSize, sizes, asSize),
    memory: fits(
      (value) => isInfinity(value) || isShare(value) || isSize(value),
      `${sizes}, a percentage or infinity`,
      (value) => unlimited(value) ?? asSize(value),
    ),
    tasks: fits((value) => isInfinity(value) || isShare(value) || isCount(value), 'a number, a percentage or infinity', unlimited),
    share: fits(
      (value) => (percentage(value) ?? 0) > 0,
      'a percentage such as 20%',
      (value) => (/^\d{1,4}$/.test(value) ? `${value}%` : undefined),
    ),
    mode: fits(isMode, 'octal digits such as 0755'),
    signal: fits(isSignal, 'a signal such as SIGTERM', (value) => {
      const meant = nearest(value.toUpperCase().replace(/^SIG/, ''), signalNames);
      return meant === undefined ? undefined : `SIG${meant}`;
    }),
    output: fits(isOutput, 'inherit, null, tty, journal, kmsg, socket, file:PATH, append:PATH, truncate:PATH or fd:NAME', (value) =>
      value.startsWith('/') ? `append:${value}` : nearest(value, outputs),
    ),
    input: fits(isInput, 'null, tty, tty-force, tty-fail, socket, data, file:PATH or fd:NAME', (value) => nearest(value, inputs)),
    'limit-size': fits(limit(isSize), `${sizes}, or infinity`, (value) => unlimited(value) ?? asSize(value)),
    'limit-count': fits(limit(isCount), 'a number, or infinity', unlimited),
    'limit-time': fits(limit(isTimeSpan), spans, asSpan),
    'limit-time-us': fits(limit(isTimeSpan), spans, asSpan),
    'limit-nice': fits(limit(isNiceLimit, false), 'a number from 0 to 40, or a nice level with its sign'),
    units: unitsFault,
  } satisfies Record<string, Read>),
);

/** What cron's five fields are as a calendar expression, where they are plain. */
function asCalendar(value: string): string | undefined {
  const [minute = '', hour = '', day = '', month = '', weekday = '', more] = value.split(/ +/);
  if (more !== undefined || day !== '*' || month !== '*' || weekday !== '*') return undefined;
  const field = (text: string) => (/^\d{1,2}$/.test(text) ? text.padStart(2, '0') : text.replace(/^\*\//, '0/'));
  return `*-*-* ${field(hour)}:${field(minute)}:00`;
}

const unitName = new RegExp(`^[\\w:.\\\\@-]+\\.(?:${unitTypes.join('|')})$`);

/** The words of a list of units; a name without its type is no unit's name here, other than for systemctl. */
function unitsFault(value: string): ValueFault | undefined {
  const words = value.split(/[ \t]+/);
  // `%i.service` is known on the host alone; paths become mounts and devices; names in quotes are read on.
  const wrong = words.find((word) => !unitName.test(word) && !/[%"']/.test(word));
  if (wrong === undefined) return undefined;
  if (wrong.includes('/')) return { takes: `names of units (${wrong} is none)` };
  const meant =
    ['target', 'service', 'socket'].map((type) => `${wrong}.${type}`).find((name) => systemUnits.has(name)) ?? `${wrong}.service`;
  const isOne = unitName.test(meant);
  return {
    takes: `names with their type (${wrong} has none)`,
    ...(isOne && { meant: words.map((word) => (word === wrong ? meant : word)).join(' ') }),
  };
}
