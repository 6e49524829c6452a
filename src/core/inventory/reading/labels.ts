import { groupBy } from '../../text/groups';
import { linesOf } from './lines';
import { firstLines, joined, madeOf, without, type Printed } from './printed';
import { readable } from './terminal';

/** What tools that ask several hosts or containers put before each line that one of them has printed; the group is its name. */
const labels: readonly RegExp[] = [
  /^[ \t]{0,8}(?:==> )?\[?([\w.@/-]{1,120})\]?(?: \([\w.-]{1,40}\))?(?: (?:std)?out)?(?: *:| *[|│]| ?[-=]?>)(?: |$)/,
  /^[ \t]{0,8}[[(]([\w.@/ -]{1,120})(?::\d+)?[\])](?: (?:std)?out)?:?(?: |$)/,
  // Who wrote it into a log
  /^([\w.-]{1,80}) [\w./()@-]{1,80}(?:\[\d+\])?:(?: |$)/,
  /^([\w.-]{1,80}) [\w./-]{1,80} (?:\d+|-) [\w-]{1,40} (?:-|\[[^\]\n]{0,200}\])(?: |$)/,
  // Lists of people
  /^[ \t]{0,8}([|*•–-])(?: |$)/,
];
/** The same words before each line, which are no sign themselves; or a file that was searched. */
const words: readonly RegExp[] = [
  /^(INFO|DEBUG|NOTICE|[a-z][\w-]{0,80}[.\d-][\w.-]{0,80} [a-z][\w-]{0,40}) /,
  /^([a-z][\w-]{0,80}[.\d-][\w.-]{0,80})[ \t]/,
  /^((?:[A-Z]:)?[\w.\\/-]{0,200}[./\\][\w.\\/-]{1,200}):(?:\d{1,9}:)?/,
];
/**
 * Words before what a list names that say something of it: it is a log of what was done or is to be done, or tells what is missing.
 * Without them, it would look like a list of what is there.
 */
const telling =
  /^[ \t[(]*(?:re-?)?(?:install|unpack|configur|setting|eras|remov|purg|delet|updat|upgrad|downgrad|miss|absent|not?$|no[tn]-|without|would|will|avail|obsol|err|fail|warn|candidate|depend|pre-depend|requir|need|suggest|recommend|enhanc|conflict|provid|break|replac|skip|kept|keep|held|hold|broken|new|old|before|after|from|to$|want|expect|latest|fixed|vulnerab|retriev|download|fetch|get|hit|ign|select|prepar|process|release|backup|snapshot|version|target|example|sample|plan|todo|task|step|simulat|dry|diff)/i;

/** Text that is put together again, and what each of several has printed, apart from the others. */
export interface Labelled {
  readonly printed: Printed;
  readonly parts: readonly string[];
}

/** The text without what says before each line who printed it; of several, what each has printed stands together, below a header. */
export function withoutLabels(printed: Printed): Labelled | undefined {
  const firsts = firstLines(printed.text, 3);
  for (const pattern of [...labels, ...words]) {
    if (!firsts.some((line) => pattern.test(line))) continue;
    const { named, others } = namedLines(printed.text, pattern);
    if (
      others > 2 + named.length / 20 ||
      others >= named.length ||
      named.some(({ name }) => telling.test(name) || !isCalled(name, pattern))
    )
      continue;
    const groups = groupBy(named, ({ name }) => name);
    if (groups.size === 1) return single(printed, named);
    // Nobody knows whose the other lines are.
    if (others > 0 || words.includes(pattern)) continue;
    return together(
      [...groups].map(([name, lines]) => [
        name,
        madeOf(
          printed,
          lines.map(({ from, next }) => ({ start: from, end: next })),
        ),
      ]),
    );
  }
  return undefined;
}

interface NamedLine {
  readonly name: string;
  readonly start: number;
  /** Behind the label. */
  readonly from: number;
  readonly next: number;
}

function namedLines(text: string, pattern: RegExp): { readonly named: readonly NamedLine[]; readonly others: number } {
  const named: NamedLine[] = [];
  let others = 0;
  for (const { start, next, text: line } of linesOf(text)) {
    if (line.trim() === '') continue;
    const found = pattern.exec(line);
    if (found) named.push({ name: found[1] ?? '', start, from: start + found[0].length, next });
    else others++;
  }
  return { named, others };
}

/** What says of which stream a line is; bullets. */
const streams = /^(?:(?:std)?out|default|INFO|DEBUG|NOTICE|[|*•–-])$/;
/** Whether it may be the name of a host or container: a word may say anything of what stands behind it, and a number counts something. */
const isCalled = (name: string, pattern: RegExp): boolean =>
  words.includes(pattern) || streams.test(name) || (/[a-z.]/i.test(name) && /[\d./]/.test(name));

function single(printed: Printed, named: readonly NamedLine[]): Labelled {
  const shorter = without(
    printed,
    named.map(({ start, from }) => [start, from] as const),
  );
  return { printed: shorter, parts: [shorter.text] };
}

/** What each host has printed, below the header that Ansible prints before it. */
export function together(hosts: readonly (readonly [name: string, printed: Printed])[]): Labelled {
  const parts = hosts.map(([name, printed]) => [name, readable(printed)] as const);
  return {
    printed: joined(
      parts.flatMap(([name, part]) => [
        { text: `${name.replaceAll(/[^\w.-]/g, '-').slice(0, 80)} | CHANGED | rc=0 >>\n`, at: () => part.at(0) },
        part,
      ]),
    ),
    parts: parts.map(([, { text }]) => text),
  };
}
