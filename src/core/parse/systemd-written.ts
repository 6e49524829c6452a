import { fileSpan, MappedTextBuilder, type MappedText } from './mapped-text';
import { linesInside, outletsAround, printedWords, textsOfVariables, variableIn, type Outlet } from './printed';
import { fillerOf, type Filler } from './shell-fill';
import type { Heredoc, ShellCommand, ShellScript, ShellWord } from './shell-script';
import { parseUnit, type UnitFile } from './systemd';
import type { Span } from '../text/span';

/** Files that systemd reads as units or drop-ins, as scripts name them, also below a root of their own. */
export const unitPlace = /systemd\/(?:system|user)\/[^/"'\s]+\.(?:service|socket|timer|target|path|mount)(?:\.d\/[^/"'\s]+\.conf)?["']?$/;

/** Of one script; nobody writes more. */
const maxUnits = 1000;

/**
 * The units that a script writes: as here-documents (`cat >… <<EOF`, `tee … <<EOF`, `cat <<EOF | tee …`) and line by line with `echo` and
 * `printf`, also by groups and out of variables. Spans are the script's.
 */
export function writtenUnits(script: ShellScript, text: string): readonly UnitFile[] {
  if (!text.includes('systemd/')) return [];
  const fill = fillerOf(script);
  const outlets = outletsAround(script);
  const texts = textsOfVariables(script);
  const units: UnitFile[] = [];
  const printed = new Map<string, { builder: MappedTextBuilder; expands: boolean }>();
  for (const command of script.commands) {
    const to = targetOf(command, outlets.get(command), fill);
    if (to === undefined || units.length + printed.size >= maxUnits) continue;
    const string = command.redirects.findLast(({ operator }) => operator === '<<<')?.target;
    const held = heldIn(string ? [string] : printedWords(command).words, command, texts);
    const body = command.heredocs.at(-1) ?? (held && !('text' in held) ? held : undefined);
    const isInGroup = outlets.has(command);
    const lines = body
      ? isInGroup && to.isMore
        ? { spans: linesInside(text, body.span, false), expands: body.expands }
        : undefined
      : printedBy(command, text, held && 'text' in held ? held : undefined);
    if (lines) {
      const before = to.isMore ? printed.get(to.path) : undefined;
      if (before === undefined && to.isMore && printed.size > 0 && !isInGroup) continue;
      const builder = before?.builder ?? new MappedTextBuilder();
      for (const line of lines.spans) {
        builder.copy(text.slice(line.start, line.end), line.start);
        builder.escape('\n', line.end, 0);
      }
      printed.set(to.path, { builder, expands: (before?.expands ?? false) || lines.expands });
    } else if (body) units.push(read(text, body, to, fill));
  }
  for (const [path, { builder, expands }] of printed) {
    const unit = placedUnit(builder.build(undefined));
    if (unit.sections.length > 0) units.push({ ...(expands ? filledUnit(unit, fill, text) : unit), written: { to: path, expands } });
  }
  return units;
}

/** What a variable holds that is all that a command prints: `echo "$UNIT"`, `cat <<< "$UNIT"`. */
function heldIn(
  [word, ...others]: readonly ShellWord[],
  { name }: ShellCommand,
  texts: ReturnType<typeof textsOfVariables>,
): ShellWord | Heredoc | undefined {
  const [only, ...more] =
    name === 'printf' && others.length > 0 && /^["']?%[sb](?:\\n)?["']?$/.test(word?.text ?? '') ? others : [word, ...others];
  const variable = only && more.length === 0 ? variableIn(only) : undefined;
  return variable === undefined ? undefined : texts.get(variable);
}

function read(text: string, { span, expands }: Heredoc, { path }: Target, fill: Filler): UnitFile {
  const body = text.slice(span.start, span.end);
  // Of `\\\\` at the end of a line the shell leaves the one that systemd goes on with.
  const said = text.slice(0, span.start) + (expands ? body.replace(/\\\\(?=\r?\n)/g, ' \\') : body);
  const unit = parseUnit(said, span.start);
  return { ...(expands ? filledUnit(unit, fill, said) : unit), written: { to: path, expands } };
}

/** Command lines are left as they are written: their places are told by their characters. */
const isCommandLine = /^(?:Exec|Environment)/;

/** A line that is nothing but what variables and commands hold: it may be an assignment, or empty. */
const isFilledIn = (line: string): boolean => /^(?:\$(?:\w+|\{[^{}]*\}|\([^()]*\))\s*)+$/.test(line.trim());

const filledUnit = (unit: UnitFile, fill: Filler, text: string): UnitFile => ({
  ...unit,
  faults: unit.faults.filter(({ span: { start, end } }) => !isFilledIn(text.slice(start, end))),
  sections: unit.sections.map((section) => ({
    ...section,
    directives: section.directives.map((directive) => {
      if (!directive.value.includes('$') || isCommandLine.test(directive.key)) return directive;
      return {
        ...directive,
        value: fill(directive.value),
        words: directive.words.map((word) => ({ ...word, value: fill(word.value) })),
      };
    }),
  })),
});

/** A unit whose text was put together, with the places of its pieces. */
export function placedUnit(mapped: MappedText): UnitFile {
  const at = (span: Span): Span => fileSpan(mapped, span);
  const unit = parseUnit(mapped.text);
  return {
    ...unit,
    faults: unit.faults.map((fault) => ({ ...fault, span: at(fault.span) })),
    sections: unit.sections.map((section) => ({
      ...section,
      span: at(section.span),
      directives: section.directives.map((directive) => ({
        ...directive,
        keySpan: at(directive.keySpan),
        valueSpan: at(directive.valueSpan),
        words: directive.words.map((word) => ({ ...word, span: at(word.span) })),
      })),
    })),
  };
}

/** The lines that `echo 'x'` and `printf 'x\n'` print, as they are written; `undefined`: it prints something else as well. `held`: by a variable that it prints. */
function printedBy(
  command: ShellCommand,
  text: string,
  held: ShellWord | undefined,
): { readonly spans: readonly Span[]; readonly expands: boolean } | undefined {
  if (!held && !/^(?:echo|printf)$/.test(command.name ?? '')) return undefined;
  const { words, interprets } = printedWords(command);
  const [first, ...others] = words;
  // `printf '%s\n' 'line' 'line'`: each on a line of its own.
  const isEach = command.name === 'printf' && others.length > 0 && /^["']?%s\\n["']?$/.test(first?.text ?? '');
  const said = held ? [held] : isEach ? others : others.length === 0 && first ? [first] : [];
  const spans: Span[] = [];
  for (const word of said) {
    if (text.slice(word.span.start, word.span.end) !== word.text) return undefined;
    const quote = /^["']/.exec(word.text)?.[0];
    if (quote !== undefined && (word.text.length < 2 || !word.text.endsWith(quote) || word.text.slice(1, -1).includes(quote)))
      return undefined;
    const inside = quote === undefined ? word.span : { start: word.span.start + 1, end: word.span.end - 1 };
    spans.push(...linesInside(text, inside, interprets && !isEach));
  }
  return said.length === 0 ? undefined : { spans, expands: said.some((word) => word.text.startsWith('"')) };
}

interface Target {
  readonly path: string;
  /** What is there stays. */
  readonly isMore: boolean;
}

function targetOf(command: ShellCommand, around: Outlet | undefined, fill: Filler): Target | undefined {
  const next = command.pipeline[command.pipeline.indexOf(command) + 1];
  const found = [
    ...command.redirects.flatMap(({ operator, target }) => (/^>/.test(operator) ? [{ word: target, isMore: operator === '>>' }] : [])),
    ...[command, next].flatMap((each) => {
      if (each?.name !== 'tee') return [];
      const isMore = each.words.some(({ text }) => /^(?:-\w*a|--append)/.test(text));
      return each.words.slice(1).map((word) => ({ word, isMore }));
    }),
    ...(around ? [{ word: around.file, isMore: around.isMore }] : []),
  ];
  const targets = found.map(({ word, isMore }) => ({ path: plainly(word, fill), isMore }));
  return targets.find(({ path }) => unitPlace.test(path));
}

const plainly = ({ value, text }: ShellWord, fill: Filler): string => value ?? fill(text).replace(/["']/g, '');
