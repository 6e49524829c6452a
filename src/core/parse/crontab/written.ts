import { countBefore } from '../../text/sorted';
import type { Span } from '../../text/span';
import { hasUserColumn, noLineEnd, parseCrontab, straysIn, type Crontab, type CronJob, type WrittenCrontab } from '../crontab';
import type { SyntaxFault } from '../fault';
import { linesInside, outletsAround, printedWords, textsOfVariables, variableIn, type Outlet } from '../printed';
import { fillerOf, type Filler } from '../shell-fill';
import type { ShellCommand, ShellScript, ShellWord } from '../shell-script';

/** Files that cron reads, as scripts name them, also below a root of their own: `"$ROOT/etc/cron.d/x"`. */
const cronFile = /(?:^|[/"'}])etc\/(?:cron\.d\/[^/"']+|crontab)["']?$|\/(?:spool\/cron|crontabs)\/[^/"']+["']?$/;

/** What a line of a crontab looks like: a schedule and something behind it. */
const jobLine = /^\s*-?(?:@[a-z]+|(?:(?:[\d*]|\$\w|\$\{)\S*\s+){2}\S+\s+\S+\s+\S+|"?\$\{?\w+\}?"?)\s+\S/;

/** Characters before a pipe in which the group that feeds it is looked for. */
const maxGroup = 4000;

/**
 * The crontabs that a script writes: here-documents and printed lines that go to a file of cron or to `crontab`. Lines that are
 * computed are left out, as are those that `sed` and others change. Spans are the script's.
 */
export function writtenCrontabs(script: ShellScript, text: string): readonly Crontab[] {
  if (!/cron/i.test(text)) return [];
  const { commands } = script;
  const fill = fillerOf(script);
  const handedOver = new Set(commands.flatMap((command) => filesForCrontab(command)));
  const readers = commands.filter(readsInput);
  const outlets = outletsAround(script);
  const texts = textsOfVariables(script);
  return commands.flatMap((command) => {
    const bodies = bodiesOf(command, text, texts);
    if (bodies.length === 0) return [];
    const to = targetOf(command, outlets.get(command), handedOver, fill) ?? (feedsCrontab(command, readers, text) ? {} : undefined);
    return to ? bodies.map((body) => read(text, body, to, fill)) : [];
  });
}

interface Body {
  /** One stretch for each line, or all lines in one. */
  readonly spans: readonly Span[];
  readonly asLines: boolean;
  readonly expands: boolean;
  /** What stands in the quotes of the last word. */
  readonly within?: Span;
  /** What is printed does not end its last line. */
  readonly isOpen?: boolean;
  /** The first carriage return that is printed before a line end. */
  readonly returns?: Span;
}

interface Destination {
  readonly file?: ShellWord;
  /** What comes behind may end the line. */
  readonly appends?: boolean;
}

function read(text: string, { spans, asLines, expands, isOpen, returns }: Body, { file, appends }: Destination, fill: Filler): Crontab {
  const path = (file?.value ?? file?.text ?? '').replace(/["']/g, '');
  const userColumn = file !== undefined && /etc\//.test(path) && hasUserColumn(path, '');
  const parts = spans.map((within) => parseCrontab(text, { userColumn, within, expands }));
  const last = spans.at(-1);
  const printed: SyntaxFault[] = [
    ...(returns ? [{ code: 'cron-carriage-return', span: returns, detail: straysIn }] : []),
    ...(isOpen && last && !appends ? [{ code: 'cron-line-end', span: last, detail: noLineEnd }] : []),
  ];
  const written: WrittenCrontab = { asLines, expands, ...(file && { file }) };
  const [jobs, variables] = [parts.flatMap((part) => part.jobs), parts.flatMap((part) => part.variables)];
  return {
    jobs: expands ? jobs.map((job) => filledJob(job, fill)) : jobs,
    variables: expands ? variables.map((variable) => ({ ...variable, value: fill(variable.value) })) : variables,
    faults: [...parts.flatMap(({ faults }) => faults), ...printed],
    faultsCut: parts.some(({ faultsCut }) => faultsCut),
    written,
  };
}

/** Offsets in the command stay those of the script. */
function filledJob(job: CronJob, fill: Filler): CronJob {
  const command = fill(job.command);
  return { ...job, schedule: fill(job.schedule), ...(command !== job.command && { filled: command }) };
}

/** `crontab FILE`: what is written to that file before is a crontab. */
function filesForCrontab({ name, words }: ShellCommand): readonly string[] {
  if (name !== 'crontab') return [];
  const operands = operandsOf(words);
  return operands.length === 1 && operands[0]?.text !== '-' ? [plain(operands[0]?.text ?? '')] : [];
}

const readsInput = ({ name, words }: ShellCommand): boolean =>
  name === 'crontab' && !words.some(({ text }) => /^-[a-z]*[lre]/.test(text)) && operandsOf(words).every(({ text }) => text === '-');

/** Without options and the user behind `-u`. */
function operandsOf(words: readonly ShellWord[]): readonly ShellWord[] {
  return words.slice(1).filter(({ text }, index, all) => (text === '-' || !text.startsWith('-')) && all[index - 1]?.text !== '-u');
}

const plain = (text: string): string => text.replace(/["'{}]/g, '');

/** The file of cron that a command writes, by redirection or as `tee`. */
function targetOf(
  command: ShellCommand,
  around: Outlet | undefined,
  handedOver: ReadonlySet<string>,
  fill: Filler,
): Destination | undefined {
  const nameOf = ({ value, text }: ShellWord): string => value ?? fill(text);
  const isCron = (word: ShellWord): boolean => cronFile.test(nameOf(word)) || handedOver.has(plain(word.text));
  const tees = command.pipeline.filter(({ name }) => name === 'tee');
  const files = [
    ...command.redirects
      .filter(({ operator }) => /^>/.test(operator))
      .map(({ operator, target }) => ({ file: target, appends: operator !== '>' && operator !== '>|' })),
    ...tees.flatMap(({ words }) =>
      operandsOf(words).map((file) => ({ file, appends: words.some(({ text }) => /^(?:-\w*a|--append)/.test(text)) })),
    ),
    // What comes behind it in the group may end the line.
    ...(around ? [{ file: around.file, appends: true }] : []),
  ];
  const found = files.find(({ file }) => isCron(file));
  if (!found) return undefined;
  const name = nameOf(found.file);
  if (!cronFile.test(name)) return {};
  return { ...found, file: { ...found.file, text: name } };
}

/** What it prints goes into a pipe that ends at `crontab`, by itself or in a group. `readers` are in order. */
function feedsCrontab(command: ShellCommand, readers: readonly ShellCommand[], text: string): boolean {
  if (command.pipeline.some(readsInput)) return true;
  const { end } = command.span;
  for (let at = countBefore(readers, end, ({ span }) => span.start); ; at++) {
    const start = readers[at]?.span.start ?? Infinity;
    if (start > end + maxGroup) return false;
    if (closesGroup(text.slice(end, start))) return true;
  }
}

/** The group that a command stands in ends here, and nothing but a pipe follows. */
function closesGroup(between: string): boolean {
  const closing = /[)}]\s*\|\s*(?:sudo\s+(?:-\w+\s+)*)?$/.exec(between);
  if (!closing) return false;
  let depth = 0;
  for (const sign of between.slice(0, closing.index)) {
    if (sign === '(' || sign === '{') depth++;
    else if ((sign === ')' || sign === '}') && --depth < 0) return false;
  }
  return depth === 0;
}

/** Here-documents and here-strings, and lines that `echo` and `printf` print as they are written. */
function bodiesOf(command: ShellCommand, text: string, texts: ReturnType<typeof textsOfVariables>): readonly Body[] {
  const { name, heredocs, redirects } = command;
  if (name !== 'echo' && name !== 'printf') {
    const string = redirects.findLast(({ operator }) => operator === '<<<')?.target;
    return [
      ...heredocs.map(({ span, expands }) => ({ spans: [span], asLines: true, expands })),
      ...(string ? saidBy(string, text, texts, false) : []),
    ];
  }
  const { words, interprets, options } = printedWords(command);
  const [first, ...others] = words;
  if (!first) return [];
  const isOpenAt = name === 'printf' || options.includes('n');
  if (name === 'printf' && others.length > 0) {
    // `printf '%s\n' 'line' 'line'`: each on a line of its own, as it is written; `printf %s 'line'` ends none.
    const format = /^["']?%s(\\n)?["']?$/.exec(first.text);
    if (!format) return [];
    const [only, ...more] = others;
    const bodies = only && more.length === 0 ? saidBy(only, text, texts, false) : (wordBody(others, text, false) ?? []);
    return bodies.map((body) => ({ ...body, isOpen: format[1] === undefined && isOpenBody(body, text, false) }));
  }
  const bodies = others.length > 0 ? [] : saidBy(first, text, texts, interprets);
  return bodies.map((body) => ({
    ...body,
    expands: body.expands || name === 'printf',
    isOpen: isOpenAt && isOpenBody(body, text, interprets),
  }));
}

/** What a word says, or the variable that it is. */
function saidBy(word: ShellWord, text: string, texts: ReturnType<typeof textsOfVariables>, interprets: boolean): readonly Body[] {
  const held = texts.get(variableIn(word) ?? '');
  if (held && !('text' in held)) return [{ spans: [held.span], asLines: true, expands: held.expands }];
  return wordBody([held ?? word], text, interprets) ?? [];
}

/** The lines of jobs in quoted words; `undefined`: there are none, or not all of it stands there. */
function wordBody(words: readonly ShellWord[], text: string, interprets: boolean): readonly Body[] | undefined {
  const spans: Span[] = [];
  let [expands, returns, within]: [boolean, Span | undefined, Span | undefined] = [false, undefined, undefined];
  for (const word of words) {
    const quote = /^["']/.exec(word.text)?.[0];
    if (quote === undefined || (word.text.length > 1 && !word.text.endsWith(quote))) return undefined;
    if (text.slice(word.span.start, word.span.end) !== word.text) return undefined;
    expands ||= quote === '"';
    within = { start: word.span.start + 1, end: word.span.end - 1 };
    for (const line of linesInside(text, { start: word.span.start + 1, end: word.span.end - 1 }, true)) {
      const kept = withoutReturn(text, line, interprets);
      if (kept.end < line.end) returns ??= { start: kept.end, end: line.end };
      if (jobLine.test(text.slice(kept.start, kept.end))) spans.push(kept);
    }
  }
  return spans.length > 0 ? [{ spans, asLines: false, expands, ...(within && { within }), ...(returns && { returns }) }] : undefined;
}

/** What is printed last is no line end, and nothing that somebody else puts in. */
function isOpenBody({ spans, asLines, within }: Body, text: string, interprets: boolean): boolean {
  const { start, end } = within ?? spans.at(-1) ?? { start: 0, end: 0 };
  return !asLines && !(interprets ? /(?:\\n|\n|%[sb])$/ : /\n$/).test(text.slice(start, end));
}

/** `\r` at the end of a line, as `printf` takes it. */
const withoutReturn = (text: string, { start, end }: Span, interprets: boolean): Span => ({
  start,
  end: interprets && text.slice(start, end).endsWith('\\r') ? end - 2 : end,
});
