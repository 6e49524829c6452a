import type { Span } from '../text/span';
import type { SyntaxFault } from './fault';
import type { ShellWord } from './shell-script';

export interface Crontab {
  readonly jobs: readonly CronJob[];
  readonly variables: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
  readonly faults: readonly SyntaxFault[];
  /** There are more faults than those that are listed. */
  readonly faultsCut: boolean;
  /** A script writes it; absent: the file is the crontab. */
  readonly written?: WrittenCrontab;
}

export interface WrittenCrontab {
  /** The file as the script names it; absent: it is handed to `crontab`. */
  readonly file?: ShellWord;
  /** Its lines stand in the script as cron gets them, one below the other: a here-document. */
  readonly asLines: boolean;
  /** The shell puts values for `$variables` in it. */
  readonly expands: boolean;
  /** It stands in a text where a backslash means something else. */
  readonly isEscaped?: true;
}

export interface CronJob {
  /** Five fields, or `@daily` and its like; as written, also where a script puts something into them. */
  readonly schedule: string;
  readonly scheduleSpan: Span;
  /** User column of `/etc/crontab` and `/etc/cron.d`; absent in user crontabs. */
  readonly user?: string;
  /** What the shell gets, as written (`\%` stays), so that its offsets are those of `commandSpan`. */
  readonly command: string;
  readonly commandSpan: Span;
  /** With the values that the script puts in, where it puts in any. */
  readonly filled?: string;
  /** What follows the first unescaped `%`: fed to the command's standard input, further `%` being line ends. */
  readonly input?: string;
  /** The whole line. */
  readonly span: Span;
}

const nicknames = new Set(['@reboot', '@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export interface CronField {
  readonly what: string;
  readonly low: number;
  readonly high: number;
  /** Words for the numbers from `low` on. */
  readonly names?: readonly string[];
}

/** In their order. */
export const cronFields: readonly CronField[] = [
  { what: 'minute', low: 0, high: 59 },
  { what: 'hour', low: 0, high: 23 },
  { what: 'day of month', low: 1, high: 31 },
  { what: 'month', low: 1, high: 12, names: months },
  { what: 'day of week', low: 0, high: 7, names: days },
];

/** What makes the table of a template is none of its lines. */
const templateMark = /^(?:\{[%#]|<%)/;

/** fcron has ways of its own to say when (fcrontab(5)): `%nightly,random * 23-4`, `&runas(web) 5 * * * *`, `@runas(web) 30`, `!serial(true)`. */
const ofFcron = /^(?:%\w|&|!\w|@\w+\()|^@(?!every\b)\w{0,40}\s+\d/;

/** Characters of a line in which its fields stand. */
const maxFields = 200;

export const straysIn = 'the carriage return stays, as the last character of a command or as an empty line that cron cannot read';
export const noLineEnd = "the last line does not end with a line end: Debian's cron ignores the whole file, cronie the line";

/** More faults than this say nothing new. */
const maxFaults = 50;

export interface CrontabOptions {
  readonly userColumn: boolean;
  /** The stretch of the text that is the crontab; absent: all of it. */
  readonly within?: Span;
  /** The shell puts in values before cron reads it, and ends the last line. */
  readonly expands?: boolean;
}

/**
 * Reads a crontab as Debian's cron and cronie do (crontab(5); what they do was measured with cron 3.0pl1-162 and cronie 1.7.2); lines for fcron alone are passed over. Never
 * throws. Faults: `cron-field` (a value outside its field), `cron-nickname`, `cron-incomplete` (no command), `cron-user`,
 * `cron-variable` (an empty value without quotes, or text after a quote), `cron-carriage-return` (once per file), `cron-line-end`
 * (Debian's cron ignores the whole file, cronie its last line).
 */
export function parseCrontab(text: string, { userColumn, within, expands = false }: CrontabOptions): Crontab {
  const jobs: CronJob[] = [];
  const variables: { name: string; value: string; span: Span }[] = [];
  const faults: SyntaxFault[] = [];
  let faultsCut = false;
  const fault = (code: string, span: Span, detail: string) => {
    if (faults.length < maxFaults) faults.push({ code, span, detail });
    else faultsCut = true;
  };

  let lineStart = within?.start ?? 0;
  const textEnd = within?.end ?? text.length;
  let returns = false;
  while (lineStart < textEnd) {
    const found = text.indexOf('\n', lineStart);
    const newline = found < textEnd ? found : -1;
    const next = newline < 0 ? textEnd : newline + 1;
    let end = newline < 0 ? textEnd : newline;
    while (end > lineStart && isBlank(text[end - 1])) end--;
    let start = lineStart;
    while (start < end && isBlank(text[start])) start++;
    lineStart = next;
    if ((text[start] === '#' || templateMark.test(text.slice(start, start + 2))) && start < end) continue;
    if (ofFcron.test(text.slice(start, Math.min(end, start + maxFields)))) continue;
    const carriageReturn = newline > 0 && text[newline - 1] === '\r';
    const variable = start < end ? readVariable(text.slice(start, end)) : undefined;
    if (carriageReturn && !returns && !variable) {
      returns = true;
      fault('cron-carriage-return', { start: newline - 1, end: newline }, straysIn);
    }
    if (start === end) continue;
    // Nobody knows the line that a variable holds, and the words that a command in the fields will give.
    if (expands && /^\$\{?\w+\}?$/.test(text.slice(start, end))) continue;
    if (expands && /^(?:\S+[ \t]+){0,4}[^\s$`]*(?:\$\(|`)/.test(text.slice(start, Math.min(end, start + maxFields)))) continue;
    if (newline < 0 && !expands && !within) {
      fault('cron-line-end', { start, end }, noLineEnd);
    }
    if (variable) {
      variables.push({ ...variable, span: { start, end } });
      const wrong = problemOfValue(text.slice(start, end));
      if (wrong) fault('cron-variable', { start, end }, wrong);
    } else {
      const job = readJob(text, { start, end }, { userColumn, expands }, fault);
      if (job) jobs.push(job);
    }
  }
  return { jobs, variables, faults, faultsCut };
}

const assignment = /^("[^"]*"|'[^']*'|[^\s="'][^\s=]*)[ \t]*=[ \t]*((?:[^ \t].*)?)$/;

/** What Debian's cron does not take as a value: it then reads the line as a job and refuses the file. */
function problemOfValue(line: string): string | undefined {
  const value = assignment.exec(line)?.[2] ?? '';
  if (value === '') return "an empty value needs quotes: Debian's cron refuses the file otherwise";
  const quote = value[0] === '"' || value[0] === "'" ? value[0] : undefined;
  return quote && value.indexOf(quote, 1) !== value.length - 1 ? 'the value must end with the quote that opened it' : undefined;
}

/** `NAME = value`, quotes around either removed. */
function readVariable(line: string): { name: string; value: string } | undefined {
  const [, name, value] = assignment.exec(line) ?? [];
  if (name === undefined || value === undefined) return undefined;
  return { name: unquote(name), value: unquote(value) };
}

const unquote = (text: string): string => (text.length > 1 && /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text);

function readJob(
  text: string,
  line: Span,
  { userColumn, expands }: Required<Pick<CrontabOptions, 'userColumn' | 'expands'>>,
  fault: (code: string, span: Span, detail: string) => void,
): CronJob | undefined {
  // cronie and Debian: a leading minus keeps the job out of syslog.
  let at = text[line.start] === '-' ? line.start + 1 : line.start;
  const word = (): Span => {
    while (at < line.end && isBlank(text[at])) at++;
    const start = at;
    while (at < line.end && !isBlank(text[at])) at++;
    return { start, end: at };
  };
  const slice = ({ start, end }: Span) => text.slice(start, end);

  const first = word();
  let last = first;
  const isOpen = (text: string): boolean => expands && /[$`]/.test(text);
  if (isOpen(slice(first)) && !/^\s+[\d*$]/.test(text.slice(first.end, line.end))) {
    // One value for all five fields.
  } else if (slice(first).startsWith('@')) {
    if (!nicknames.has(slice(first))) fault('cron-nickname', first, `cron knows no ${slice(first).slice(0, 40)}`);
  } else {
    for (const [index, field] of cronFields.entries()) {
      if (index > 0) last = word();
      const wrong = last.start < last.end && !isOpen(slice(last)) ? problemOf(slice(last), field) : undefined;
      if (wrong) fault('cron-field', last, wrong);
    }
  }
  const user = userColumn ? word() : undefined;
  while (at < line.end && isBlank(text[at])) at++;
  if (at >= line.end) {
    fault('cron-incomplete', line, `${userColumn ? 'a schedule, a user' : 'a schedule'} and a command are expected here`);
    return undefined;
  }
  if (user && !isOpen(slice(user)) && !/^[\w][\w.+-]*\$?(:[\w.+-]+)?(\/[\w.+-]+)?$/.test(slice(user)))
    fault('cron-user', user, 'a user name is expected here');
  else if (user && isSixthField(slice(user), text.slice(at, line.end)))
    fault('cron-user', user, 'a user name is expected here, and cron has no sixth field of time');
  const stdin = percentAt(text, at, line.end);
  let end = stdin;
  while (end > at && isBlank(text[end - 1])) end--;
  const schedule = { start: first.start, end: last.end };
  return {
    schedule: slice(schedule),
    scheduleSpan: schedule,
    ...(user && { user: slice(user) }),
    command: text.slice(at, end),
    commandSpan: { start: at, end },
    ...(stdin < line.end && { input: text.slice(stdin + 1, line.end) }),
    span: line,
  };
}

/** `0 0 3 * * MON root run`, as Quartz and Spring count: there may be a user `mon`, but none whose command is another user with one. */
const isSixthField = (user: string, command: string): boolean =>
  /^\d+$/.test(user) || (days.includes(user.toLowerCase()) && /^[a-z_][\w-]*\s+[\w./]/.test(command));

function percentAt(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (text[at] === '%' && text[at - 1] !== '\\') return at;
  return end;
}

/** The number that a word of a field says; NaN: none. */
export const numberIn = (word: string, { low, names = [] }: CronField): number =>
  /^\d{1,9}$/.test(word) ? Number(word) : names.includes(word.toLowerCase()) ? low + names.indexOf(word.toLowerCase()) : NaN;

/** What is wrong with a field; `undefined` if cron takes it. */
function problemOf(text: string, field: CronField): string | undefined {
  const { what, low, high } = field;
  const number = (word: string): number => numberIn(word, field);
  for (const item of text.split(',')) {
    const [, from = '', to, step] = /^(\*|[^-~/]*)(?:[-~]([^-~/]*))?(?:\/(\d{1,9}))?$/.exec(item) ?? [];
    const bounds = from === '*' && to === undefined ? [low] : [from, ...(to === undefined ? [] : [to])].map(number);
    if (bounds.some((value) => !(value >= low && value <= high))) return `${what} goes from ${low} to ${high}`;
    if (step !== undefined && from !== '*' && to === undefined) return `a step in ${what} needs a range or * before it`;
    // Debian's cron takes a range that runs backwards, so it is no fault here.
    if (step !== undefined && Number(step) === 0) return `the step in ${what} is 0`;
  }
  return undefined;
}

/**
 * Whether jobs name a user: by place where that decides, else by what the jobs look like. A sixth word with a slash is
 * a program, and one without a word after it leaves nothing for the command.
 */
export function hasUserColumn(path: string, text: string): boolean {
  if (/(^|\/)etc\/crontab$/.test(path)) return !isOfUser(text);
  if (/(^|\/)(cron\.d\/[^/]+|debian\/([^/]+\.)?cron\.d)$/.test(path)) return true;
  if (/(^|\/)(spool|crontabs)\//.test(path)) return false;
  const { jobs } = parseCrontab(text, { userColumn: false });
  return (
    jobs.every(({ command }) => /^[a-z_][\w.-]*\s+\S/i.test(command)) && jobs.some(({ command }) => /^[a-z_][\w.-]*\s+\//i.test(command))
  );
}

/** A table that some user gets (`crontab etc/crontab`): several jobs, and most have a program or a bracket where the system's names a user. */
function isOfUser(text: string): boolean {
  const { jobs } = parseCrontab(text, { userColumn: false });
  const own = jobs.filter(({ command }) => /^(?:\(|[^\s]{0,200}\/)/.test(command));
  return own.length > 1 && own.length * 2 > jobs.length && !jobs.some(({ command }) => /^root\s/.test(command));
}

const isBlank = (unit: string | undefined): boolean => unit === ' ' || unit === '\t' || unit === '\r';
