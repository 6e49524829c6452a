import type { Span } from '../../../text/span';
import type { Strings, StringToken } from '../../code/strings';
import type { MappedTextBuilder } from '../../mapped-text';
import type { Frame } from './frames';

/** A text that a call sends. */
export interface Sent {
  readonly write: (builder: MappedTextBuilder) => void;
  /** The call has it run outside of the transaction. */
  readonly isAlone: boolean;
}

/** Characters of the arguments of one call; a seed may be long. */
const maxArguments = 200_000;

/** What may stand around the text: `sa.text(`, `DB::raw(`, `sql=`. */
const before = /^(?:\s|\(|new\b|(?:sa\.)?(?:sql\.)?text(?=\s*\()|DB::raw(?=\s*\()|sql\s*=|sql\s*:|psycopg2?\.sql\.SQL(?=\s*\())*/;

/** What joins pieces of one text. */
const between = /^[\s+.\\]*$/;

/** The texts that a call is given, as written out; none: nobody can tell. */
export function sentTexts(text: string, strings: Strings, call: Span, frame: Frame): readonly Sent[] {
  const { masked } = strings;
  const end = Math.min(masked.length, call.end + maxArguments);
  let at = call.end + (/^\s*\(?\s*/.exec(masked.slice(call.end, call.end + 200))?.[0].length ?? 0);
  if (frame.before) at += frame.before.exec(masked.slice(at, at + 200))?.[0].length ?? 0;
  at += before.exec(masked.slice(at, at + 400))?.[0].length ?? 0;
  const joint = frame.language === 'PHP' ? '.' : '+';
  const isPython = frame.language === 'Python';
  const isAlone = frame.outsideCall?.test(masked.slice(call.end, Math.min(end, call.end + 4000)).split(';', 1)[0] ?? '') === true;
  if (masked[at] === '[') {
    return listed(masked, strings, at + 1, end, joint).map((run) => ({
      write: (builder) => writeRun(text, run, builder, isPython),
      isAlone,
    }));
  }
  const own = runAt(masked, strings, at, end, joint);
  const run = own.length > 0 ? own : assigned(masked, strings, at, call.start, joint);
  return run.length > 0 ? [{ write: (builder) => writeRun(text, run, builder, isPython), isAlone }] : [];
}

/** Pieces that make one text: strings, and what is filled in between them. */
type Run = readonly (StringToken | Span)[];

const isToken = (piece: StringToken | Span): piece is StringToken => 'from' in piece;

/** The text that begins here, piece by piece, up to a comma or the bracket that closes. */
function runAt(masked: string, { tokens }: Strings, from: number, end: number, joint: string): Run {
  const run: (StringToken | Span)[] = [];
  let index = firstAt(tokens, from);
  let at = from;
  for (let token = tokens[index]; token && token.start < end; token = tokens[++index]) {
    if (token.start < at) continue;
    if (!between.test(masked.slice(at, token.start))) {
      // `'ALTER TABLE ' . $prefix . 'users'`
      const operand = run.length > 0 ? operandAt(masked, at, joint) : undefined;
      if (operand === undefined) return run;
      run.push({ start: at, end: operand });
      at = operand;
      if (token.start < at) continue;
      if (!between.test(masked.slice(at, token.start))) return run;
    }
    run.push(token);
    // A heredoc's text stands behind the line.
    at = token.end;
  }
  const operand = run.length > 0 ? operandAt(masked, at, joint) : undefined;
  if (operand !== undefined) run.push({ start: at, end: operand });
  return run;
}

/** Characters of what stands between two strings. */
const maxOperand = 200;

/** Where the expression ends that is joined to the text here: ` . $this->getTable('entry')`. */
function operandAt(masked: string, from: number, joint: string): number | undefined {
  const start = /^\s*([+.])\s*/.exec(masked.slice(from, from + 80));
  if (start?.[1] !== joint) return undefined;
  const begin = from + start[0].length;
  let depth = 0;
  for (let at = begin; at < Math.min(masked.length, begin + maxOperand); at++) {
    const char = masked[at] ?? '';
    if (depth === 0 && /[,;)\]}]/.test(char)) return at > begin ? at : undefined;
    if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char)) depth--;
    else if (depth === 0 && (char === joint || /["'`]/.test(char))) return at > begin ? at : undefined;
  }
  return undefined;
}

function firstAt(tokens: readonly StringToken[], from: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tokens[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `["…", ("…", [values]), …]`: of each the first text. */
function listed(masked: string, strings: Strings, from: number, end: number, joint: string): readonly Run[] {
  const runs: Run[] = [];
  let at = from;
  while (at < end) {
    at += /^[\s(,[]*/.exec(masked.slice(at, at + 4000))?.[0].length ?? 0;
    if (masked[at] === ']' || masked[at] === ')') return runs;
    const run = runAt(masked, strings, at, end, joint);
    const last = run.at(-1);
    if (!last || (run[0]?.start ?? 0) > at + 1) return [];
    runs.push(run);
    at = last.end;
    // What belongs to it: `, [values])`.
    const more = /^\s*,\s*(?:\[[^[\]]{0,400}\]|None|\{[^{}]{0,400}\})\s*\)/.exec(masked.slice(at, at + 1000));
    at += more?.[0].length ?? /^\s*\)/.exec(masked.slice(at, at + 80))?.[0].length ?? 0;
  }
  return runs;
}

/** Characters before a call in which a name is given its text. */
const nearby = 20_000;

/** `sql = """…"""` and then `op.execute(sql)`: what the name was given last, if nothing else is done to it. */
function assigned(masked: string, strings: Strings, at: number, call: number, joint: string): Run {
  const name = /^(\$?[A-Za-z_]\w{0,60})(?=\s*[),;\n])/.exec(masked.slice(at, at + 80))?.[1];
  if (name === undefined) return [];
  const from = Math.max(0, call - nearby);
  const pattern = new RegExp(`(?<![\\w.>$])${name.replace('$', '\\$')}\\s*(?::\\s*str(?:ing)?\\s*)?([-+.*|]?=)(?![=>])\\s*\\(?\\s*`, 'g');
  const all = [...masked.slice(from, call).matchAll(pattern)];
  const last = all.at(-1);
  if (!last || last[1] !== '=') return [];
  const start = from + last.index + last[0].length;
  const skipped = before.exec(masked.slice(start, start + 200))?.[0].length ?? 0;
  return runAt(masked, strings, start + skipped, call, joint);
}

/** What escapes stand for. */
const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
]);

/** What drivers and `format` fill into a text of Python. */
const pythonHole = /^(?:%s|%d|%\(\w{1,60}\)s|\{[^{}\n]*\})/;

/** A value that a driver puts there: no operator of PostgreSQL, which has one on each side. */
const value = /^\?(?=\s*(?:[,);]|$|(?:and|or|where|order|limit)\b))/i;

/** What only the run tells, by the last name in it and what that is asked for: `${table}`, `${getTable_entry}`. */
function holeIn(text: string, start: number, end: number): string {
  const whole = text.slice(start, Math.min(end, start + maxOperand));
  const asked = /(?<!\w)(\w{1,60})\(\s{0,4}['"](\w{1,60})['"]/.exec(whole);
  if (asked) return `\${${asked[1] ?? ''}_${asked[2] ?? ''}}`;
  const open = whole.indexOf('(');
  const names = (open < 0 ? whole : whole.slice(0, open)).match(/[A-Za-z_]\w*/g);
  return `\${${names?.at(-1) ?? '_'}}`;
}

function writeRun(text: string, run: Run, builder: MappedTextBuilder, isPython: boolean): void {
  const blank = (start: number, end: number): void => {
    builder.computed = true;
    const [first = '', ...others] = holeIn(text, start, end);
    builder.escape(first, start, end - start);
    for (const char of others) builder.escape(char, end, 0);
  };
  for (const piece of run) {
    if (!isToken(piece)) {
      blank(piece.start, piece.end);
      continue;
    }
    const { from, to, isRaw, isDoubled } = piece;
    const filled = piece.hole ?? (isPython ? pythonHole : undefined);
    for (let at = from; at < to;) {
      const char = text[at] ?? '';
      const hole = char === '?' ? value : filled && /[#$%{]/.test(char) ? filled : undefined;
      const place = hole?.exec(text.slice(at, Math.min(to, at + 400)))?.[0];
      if (place !== undefined) {
        blank(at, at + place.length);
        at += place.length;
      } else if (char === '\\' && !isRaw && at + 1 < to) {
        const next = text[at + 1] ?? '';
        builder.escape(escapes.get(next) ?? next, at, 2);
        at += 2;
      } else if (isDoubled && char === '"') {
        builder.escape('"', at, 2);
        at += 2;
      } else builder.copy(char, at++);
    }
  }
}
