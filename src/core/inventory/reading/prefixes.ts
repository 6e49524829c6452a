import { linesOf } from './lines';
import { firstLines, without, type Cut, type Printed } from './printed';

const month = String.raw`(?:Jan|Feb|Ma[ryi]|Mär|A[pv]r|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])[a-z]{0,6}\.?`;
const weekday = String.raw`(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Mo|Di|Mi|Do|Fr|Sa|So)[,.]? )?`;
const clock = String.raw`\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?[AP]M)?`;
const zone = String.raw`(?:Z| ?[+-]\d\d:?\d\d| (?:UTC|GMT|MSK|JST|KST|IST|BST|SGT|[ECMP][SD]T|(?:A|C|E|W)ES?T|CES?T))?`;
const dated = String.raw`(?:\d{4}[-/.]\d\d[-/.]\d\d|\d{1,2}[-/. ]{1,2}(?:\d{1,2}|${month})[-/. ,]{1,2}\d{2,4}|${month} {1,2}\d{1,2},? \d{4})[T ,:]{1,2}${clock}${zone}`;
const undated = String.raw`${month} {1,2}\d{1,2} ${clock}${zone}(?: \d{4}(?=[\]:\s]))?`;
const stamp = (of: string): RegExp => new RegExp(String.raw`^(?:<\d{1,3}>1? ?)?\[?${weekday}${of}\]?:?(?: |$)`);

/** What stands before each line of a list that was kept in a log, numbered, quoted or drawn a frame around. No list has it itself. */
const certain: readonly RegExp[] = [
  stamp(dated),
  stamp(undated),
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?(?: |$)/,
  /^\[ {0,12}\d{1,12}(?:\.\d{1,9})?\](?: |$)/,
  /^\[\d\d:\d\d\](?: |$)/,
  /^\d{10}(?:\.\d{1,9}|\d{3})?(?: |$)/,
  // What runs of a pipeline say of themselves before the time.
  new RegExp(String.raw`^[^\t\n]{1,80}\t[^\t\n]{1,80}\t(?=${dated})`),
  /^(?:INFO|DEBUG|NOTICE):[\w.-]{1,40}:/,
  /^[│┃║](?: |$)/,
  /^> ?/,
];

/** Who wrote it, behind the time. */
const senders: readonly RegExp[] = [
  /^[\w.-]{1,80} [\w./()@-]{1,80}(?:\[\d+\])?:(?: |$)/,
  /^[\w.-]{1,80} [\w./-]{1,80} (?:\d+|-) [\w-]{1,40} (?:-|\[[^\]\n]{0,200}\])(?: |$)/,
  /^(?:stdout|stderr) [FP](?: |$)/,
  /^\d\d[OE][ +]/,
  /^##\[\w+\]/,
  /^(?:- )?(?:\[[\w .:-]{1,40}\] )?[\w.$-]{0,80}(?: - )?\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN)\]? *(?:\[[\w .:-]{1,40}\] )?(?:[\w.$-]{1,80} )?[:-] ?/,
];

const indent = /^[ \t]+/;
const number = /^ {0,8}(\d{1,9})(?:\t|[:.)]? )/;

/** More than one prefix stands before a line where what was logged is logged again. */
const most = 4;

/** Without what stands before each line, if it stands before every one. */
export function withoutPrefixes(given: Printed): Printed {
  let printed = given;
  let isStamped = false;
  for (let round = 0; round < most; round++) {
    const stamps = prefixCuts(printed.text, certain);
    const cuts = stamps.length > 0 || !isStamped ? stamps : prefixCuts(printed.text, senders, true);
    if (cuts.length === 0) break;
    isStamped = true;
    printed = without(printed, cuts);
  }
  const [first = ''] = firstLines(printed.text, 1);
  if (number.exec(first)?.[1] === '1') return without(printed, numberCuts(printed.text));
  const least = indent.exec(first)?.[0].length;
  if (least === undefined) return printed;
  let width = least;
  for (const { text: line } of linesOf(printed.text)) if (line.trim() !== '') width = Math.min(width, indent.exec(line)?.[0].length ?? 0);
  return width === 0
    ? printed
    : without(
        printed,
        cutEach(printed.text, () => width),
      );
}

/** With `areAlike` only what is the same before each line, but for its numbers. */
function prefixCuts(text: string, patterns: readonly RegExp[], areAlike = false): Cut[] {
  const firsts = firstLines(text, 3);
  for (const pattern of patterns) {
    const first = firsts.flatMap((line) => pattern.exec(line)?.[0] ?? [])[0];
    if (first === undefined) continue;
    const cuts = cutMost(text, (line) => {
      const found = pattern.exec(line)?.[0];
      return areAlike && found !== undefined && unnumbered(found) !== unnumbered(first) ? undefined : found?.length;
    });
    if (cuts.length > 0) return cuts;
  }
  return [];
}

/** The first word may be a host, and another one is another host. */
const unnumbered = (prefix: string): string => prefix.replaceAll(/ .*/g, (rest) => rest.replaceAll(/\d+/g, '0'));

function numberCuts(text: string): Cut[] {
  let last = 0;
  const cuts = cutEach(text, (line) => {
    const found = number.exec(line);
    return Number(found?.[1]) === ++last ? found?.[0].length : undefined;
  });
  // A list of one line has no numbers.
  return cuts.length > 1 ? cuts : [];
}

/** Some terminals fill their lines with spaces, and copies have them. One may belong to a column. */
const paddingOf = (line: string): number | undefined => {
  const width = line.length - line.trimEnd().length;
  return width > 1 && !/\t$/.test(line) ? width : undefined;
};

export const withoutPadding = (printed: Printed): Printed => {
  const [first = ''] = firstLines(printed.text, 1);
  return paddingOf(first) === undefined ? printed : without(printed, cutEach(printed.text, paddingOf, 'end'));
};

/** Nothing if a line that is not empty has none. */
export function cutEach(text: string, widthOf: (line: string) => number | undefined, side: 'start' | 'end' = 'start'): Cut[] {
  const { cuts, others } = allCuts(text, widthOf, side);
  return others === 0 ? cuts : [];
}

/** Nothing if more than a few lines have none: who shows a log says something himself, before it and behind. */
export function cutMost(text: string, widthOf: (line: string) => number | undefined): Cut[] {
  const { cuts, others } = allCuts(text, widthOf, 'start');
  return others <= 2 + cuts.length / 20 && others < cuts.length ? cuts : [];
}

function allCuts(text: string, widthOf: (line: string) => number | undefined, side: 'start' | 'end') {
  const cuts: Cut[] = [];
  let others = 0;
  for (const { start, text: line } of linesOf(text)) {
    if (line.trim() === '') continue;
    const width = widthOf(line);
    const from = side === 'start' ? start : start + line.length - (width ?? 0);
    if (width === undefined) others++;
    else cuts.push([from, from + width]);
  }
  return { cuts, others };
}
