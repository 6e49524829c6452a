import { fileSpan, MappedTextBuilder, type MappedText } from './mapped-text';
import { fillerOf, type Filler } from './shell-fill';
import type { Heredoc, ShellCommand, ShellScript, ShellWord } from './shell-script';
import { parseUnit, type UnitFile } from './systemd';
import type { Span } from '../text/span';

/** Files that systemd reads as units or drop-ins, as scripts name them, also below a root of their own. */
const unitPlace = /systemd\/(?:system|user)\/[^/"'\s]+\.(?:service|socket|timer|target|path|mount)(?:\.d\/[^/"'\s]+\.conf)?["']?$/;

/** Of one script; nobody writes more. */
const maxUnits = 1000;

/**
 * The units that a script writes: as here-documents (`cat >… <<EOF`, `tee … <<EOF`, `cat <<EOF | tee …`) and line by line with `echo` and
 * `printf`. Spans are the script's.
 */
export function writtenUnits(script: ShellScript, text: string): readonly UnitFile[] {
  if (!text.includes('systemd/')) return [];
  const fill = fillerOf(script);
  const units: UnitFile[] = [];
  const printed = new Map<string, { builder: MappedTextBuilder; expands: boolean }>();
  for (const command of script.commands) {
    const to = targetOf(command, fill);
    if (to === undefined || units.length + printed.size >= maxUnits) continue;
    const body = command.heredocs.at(-1);
    const lines = body ? undefined : printedBy(command, text);
    if (body) units.push(read(text, body, to, fill));
    else if (lines) {
      const before = to.isMore ? printed.get(to.path) : undefined;
      if (before === undefined && to.isMore && printed.size > 0) continue;
      const builder = before?.builder ?? new MappedTextBuilder();
      for (const line of lines) {
        builder.copy(text.slice(line.start, line.end), line.start);
        builder.escape('\n', line.end, 0);
      }
      printed.set(to.path, { builder, expands: (before?.expands ?? false) || /^"/.test(printedWord(command)?.text ?? '') });
    }
  }
  for (const [path, { builder, expands }] of printed) {
    const unit = placed(builder.build(undefined));
    if (unit.sections.length > 0) units.push({ ...(expands ? filledUnit(unit, fill) : unit), written: { to: path, expands } });
  }
  return units;
}

function read(text: string, { span, expands }: Heredoc, { path }: Target, fill: Filler): UnitFile {
  const body = text.slice(span.start, span.end);
  // Of `\\\\` at the end of a line the shell leaves the one that systemd goes on with.
  const said = text.slice(0, span.start) + (expands ? body.replace(/\\\\(?=\r?\n)/g, ' \\') : body);
  const unit = parseUnit(said, span.start);
  return { ...(expands ? filledUnit(unit, fill) : unit), written: { to: path, expands } };
}

/** Command lines are left as they are written: their places are told by their characters. */
const isCommandLine = /^(?:Exec|Environment)/;

const filledUnit = (unit: UnitFile, fill: Filler): UnitFile => ({
  ...unit,
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
function placed(mapped: MappedText): UnitFile {
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

const printedWord = ({ words }: ShellCommand): ShellWord | undefined => (words.length === 2 ? words[1] : undefined);

/** The lines that `echo 'x'` and `printf 'x\n'` print, as they are written; `undefined`: it prints something else as well. */
function printedBy(command: ShellCommand, text: string): readonly Span[] | undefined {
  const word = printedWord(command);
  if (!word || !/^(?:echo|printf)$/.test(command.name ?? '') || text.slice(word.span.start, word.span.end) !== word.text) return undefined;
  const quote = /^["']/.exec(word.text)?.[0];
  if (quote !== undefined && (word.text.length < 2 || !word.text.endsWith(quote) || word.text.slice(1, -1).includes(quote)))
    return undefined;
  const inside = quote === undefined ? word.span : { start: word.span.start + 1, end: word.span.end - 1 };
  const lines: Span[] = [];
  let from = inside.start;
  const ends = command.name === 'printf' ? /\\n|\n/g : /\n/g;
  for (const { 0: end, index } of text.slice(inside.start, inside.end).matchAll(ends)) {
    lines.push({ start: from, end: inside.start + index });
    from = inside.start + index + end.length;
  }
  return [...lines, { start: from, end: inside.end }].filter(({ start, end }) => end > start);
}

interface Target {
  readonly path: string;
  /** What is there stays. */
  readonly isMore: boolean;
}

function targetOf(command: ShellCommand, fill: Filler): Target | undefined {
  const next = command.pipeline[command.pipeline.indexOf(command) + 1];
  const found = [
    ...command.redirects.flatMap(({ operator, target }) => (/^>/.test(operator) ? [{ word: target, isMore: operator === '>>' }] : [])),
    ...[command, next].flatMap((each) => {
      if (each?.name !== 'tee') return [];
      const isMore = each.words.some(({ text }) => /^(?:-\w*a|--append)/.test(text));
      return each.words.slice(1).map((word) => ({ word, isMore }));
    }),
  ];
  const targets = found.map(({ word, isMore }) => ({ path: plainly(word, fill), isMore }));
  return targets.find(({ path }) => unitPlace.test(path));
}

const plainly = ({ value, text }: ShellWord, fill: Filler): string => value ?? fill(text).replace(/["']/g, '');
