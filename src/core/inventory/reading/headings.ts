import { together, type Labelled } from './labels';
import { linesOf, type TextLine } from './lines';
import { firstLines, madeOf, type Printed, type Stretch } from './printed';

/** What loops over hosts, and tools that ask many, print before what one of them has answered; the group names one host or several. */
const framed =
  /^(?:(?:={2,}>?|-{2,}>?|#{1,6}|\*{2,}|>{2,}) ?|Finished on )(?:host(?:name)?: ?)?([\w[][\w.[\],-]{0,199})(?: \(\d+\))?(?: (?:={2,}|<={2,}|-{2,}|#+|\*{2,}|<{2,})|={2,}|#+|\*{2,})?:?$/i;
/** With what it printed set in below. */
const above = /^(\S{1,200}):$/;
/** Between two lines of dashes. */
const between = /^(\S{1,200})(?: \(\d+\))?$/;
const dashes = /^-{5,}$/;
/** Names of hosts have digits or dots. Other words above a list may say what it is, and not whose. */
const numbered = /^(?:(?:[a-z][\w-]{0,60})?\d[\w-]{0,60}|[a-z\d][\w-]{0,60}(?:\.[a-z\d][\w-]{0,60}){1,8})$/i;
const named = /^[a-z\d][\w.-]{0,120}$/i;
const file = /\.(?:txt|log|out|lst|list|json|csv|tsv|ya?ml|conf|service)$/i;

interface Block {
  readonly hosts: readonly string[];
  readonly lines: TextLine[];
}

/**
 * What each host has answered, if a heading stands above each. With `areHosts` every word in a frame is the name of one: who asks knows that
 * the lists below are of one kind.
 */
export function byHeadings(printed: Printed, areHosts = false): Labelled | undefined {
  // Nothing is said before the first heading, so most files are told by one line.
  const [first = ''] = firstLines(printed.text, 1).map((line) => line.trimEnd());
  if (![framed, above, dashes, numbered].some((form) => form.test(first))) return undefined;
  const blocks: Block[] = [];
  const lines = [...linesOf(printed.text)];
  const textAt = (index: number): string => lines[index]?.text.trimEnd() ?? '';
  // Between lists of several columns a word that stands alone is a heading.
  const alone = lines.filter(({ text }) => /^\S+\s*$/.test(text));
  const isBare = alone.length * 4 <= lines.length && alone.every(({ text }) => numbered.test(text.trimEnd()));
  for (const [index, line] of lines.entries()) {
    const hosts = hostsIn(textAt(index), textAt(index - 1), textAt(index + 1), areHosts ? named : numbered, isBare);
    const block = blocks.at(-1);
    const isFrame =
      dashes.test(textAt(index)) &&
      (hostsIn(textAt(index + 1), textAt(index), textAt(index + 2), numbered, false).length > 0 || block?.lines.length === 0);
    if (hosts.length > 0) blocks.push({ hosts, lines: [] });
    else if (block && !isFrame) block.lines.push(line);
    else if (textAt(index) !== '' && !isFrame) return undefined;
  }
  if (blocks.length === 0 || blocks.some(({ lines: own }) => own.every(({ text }) => text.trim() === ''))) return undefined;
  return together(
    blocks.flatMap(({ hosts, lines: own }) => {
      const answer = madeOf(printed, setOut(own));
      return hosts.map((name) => [name, answer] as const);
    }),
  );
}

function hostsIn(line: string, before: string, after: string, host: RegExp, isBare: boolean): readonly string[] {
  if (isBare && numbered.test(line)) return [line];
  if (dashes.test(before) && dashes.test(after)) return namesOf(between.exec(line)?.[1], host);
  const name = framed.exec(line)?.[1] ?? (/^[ \t]/.test(after) ? above.exec(line)?.[1] : undefined);
  return namesOf(name?.replace(/:$/, ''), host);
}

/** `app01`, `app01,app02`, `app[01-12,20]` */
function namesOf(text = '', host: RegExp): readonly string[] {
  const names = (text.match(/[^,[]+(?:\[[^\]]*\][^,[]*)?/g) ?? []).flatMap((one) => {
    const [, head = '', ranges, tail = ''] = /^([\w.-]*)\[([\d,-]{1,80})\]([\w.-]*)$/.exec(one) ?? [];
    return ranges === undefined ? one : ranges.split(',').flatMap((range) => numbers(range).map((number) => head + number + tail));
  });
  return names.length <= 1_000 && names.every((name) => host.test(name) && !file.test(name)) ? names : [];
}

function numbers(range: string): readonly string[] {
  const [first = '', last = first] = range.split('-');
  const count = Math.min(Math.max(Number(last) - Number(first) + 1, 0), 1_001);
  return Array.from({ length: count }, (_, index) => String(Number(first) + index).padStart(first.length, '0'));
}

/** The lines without what all of them are set in by. */
function setOut(lines: readonly TextLine[]): Stretch[] {
  let width = Infinity;
  for (const { text } of lines) if (text.trim() !== '') width = Math.min(width, text.length - text.trimStart().length);
  return lines.map(({ start, text, next }) => ({ start: start + Math.min(width, text.length), end: next }));
}
