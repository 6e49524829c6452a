import type { TextEdit } from '../../text/edit';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import { span, type Span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import type { ConfigContents, ConfigEntry, ConfigSection } from './contents';
import { afterBreak, lineEnd } from './line-values';
import { inSequence } from './move';
import { below } from './paths';

/** Where the text of an entry stands. */
export interface Member {
  /** Key, sign and value. */
  readonly span: Span;
  /** The key as written, dots included. */
  readonly nameSpan: Span;
  /** Key of the container that the member is written in. */
  readonly home: string;
}

/** What members are written in: the file, a table, a block. */
export interface Container {
  readonly key: string;
  /** Where the first line of its members begins; absent if none can be added before others. */
  readonly start?: number;
  /** Blanks before a first member. */
  readonly indent: string;
}

export interface Scan {
  readonly members: ReadonlyMap<ConfigEntry, Member>;
  readonly sections: readonly ConfigSection[];
  readonly containers: readonly Container[];
  readonly faults: readonly SyntaxFault[];
}

/** How a language writes members. */
export interface MemberWords {
  /** A dotted key as written in its container; `undefined` if it cannot be. */
  key(key: string): string | undefined;
  value(value: unknown): string | undefined;
  readonly sign: string;
  /** Between members that are written as in JSON. */
  readonly comma: string;
  /** What may stand behind a member in its line, up to the line's end. */
  readonly tail: RegExp;
  /** Opens a container at the end of the file; absent: dotted keys are written where they are. */
  header?(key: string): string | undefined;
}

/** A language whose members stand in lines, and in braces. */
export function memberContents(text: string, scan: (text: string) => Scan, words: MemberWords): ConfigContents {
  const found = scan(text);
  const { members, sections, faults } = found;
  const sound = faults.length === 0;
  const memberOf = (entry: ConfigEntry): Member | undefined => (sound ? members.get(entry) : undefined);
  return {
    entries: [...members.keys()],
    sections,
    faults,
    insert(key, value) {
      const raw = words.value(value);
      return sound && raw !== undefined ? insertMember(text, found, words, key, raw) : [];
    },
    remove(entry) {
      const member = memberOf(entry);
      return member ? removeMember(text, member.span, words) : [];
    },
    rename(entry, key) {
      const member = memberOf(entry);
      if (!member) return [];
      const rest = below(member.home, key);
      const name = rest === undefined ? undefined : words.key(rest);
      const flat = text.slice(member.nameSpan.start, member.nameSpan.end).includes('.');
      if (name !== undefined && containerOf(found, key)?.key === member.home && (flat || !rest?.includes('.')))
        return [{ span: member.nameSpan, text: styled(text, member.nameSpan, name) }];
      const tail = words.tail.exec(text.slice(entry.valueSpan.end, lineEnd(text, entry.valueSpan.end)))?.[0].trimEnd() ?? '';
      const raw = text.slice(entry.valueSpan.start, entry.valueSpan.end) + tail;
      return inSequence(text, removeMember(text, member.span, words), (left) => insertMember(left, scan(left), words, key, raw));
    },
    replace(entry, value) {
      const raw = words.value(value);
      return memberOf(entry) && raw !== undefined ? [{ span: entry.valueSpan, text: raw }] : [];
    },
  };
}

/** The innermost container that the key belongs in; of several with one key, the last. */
function containerOf({ containers }: Scan, key: string): Container | undefined {
  let best: Container | undefined;
  for (const container of containers)
    if (below(container.key, key) !== undefined && (!best || container.key.length >= best.key.length)) best = container;
  return best;
}

function insertMember(text: string, scan: Scan, words: MemberWords, key: string, raw: string): readonly TextEdit[] {
  const { members, sections, containers } = scan;
  if ([...members.keys(), ...sections].some((other) => other.key === key || below(key, other.key) !== undefined)) return [];
  const home = containerOf(scan, key);
  if (!home) return [];
  const rest = below(home.key, key) ?? key;
  if (home.key === '' && rest.includes('.') && words.header && containers.length > 1) return openContainer(text, words, key, raw);
  const name = words.key(rest);
  if (name === undefined) return [];
  const like = [...members].filter(([, member]) => member.home === home.key && ownsLines(text, member.span, words)).at(-1);
  if (!like) return home.start === undefined ? [] : insertAt(text, home.start, home.indent + name + words.sign + raw);
  const [entry, { span: at, nameSpan }] = like;
  const lead = text.slice(lineSpanAt(text, at.start).start, at.start);
  const sign = text.slice(nameSpan.end, entry.valueSpan.start);
  const behind = lineEnd(text, at.end);
  const line = lead + styled(text, nameSpan, name) + (/^ *[=:] *$/.test(sign) ? sign.replace(/ +/g, ' ') : words.sign) + raw;
  const added = insertAt(text, afterBreak(text, behind), text[at.end] === ',' ? `${line},` : line);
  // As JSON has it.
  return words.comma !== '' && text[nameSpan.start] === '"' && text[at.end] !== ','
    ? [{ span: span(at.end, at.end), text: words.comma }, ...added]
    : added;
}

/** In quotes where its neighbours, or the one before it, are. */
const styled = (text: string, like: Span, name: string): string =>
  text[like.start] === '"' && !name.includes('.') ? JSON.stringify(name) : name;

function openContainer(text: string, words: MemberWords, key: string, raw: string): readonly TextEdit[] {
  const dot = key.lastIndexOf('.');
  const [header, name] = [words.header?.(key.slice(0, dot)), words.key(key.slice(dot + 1))];
  if (header === undefined || name === undefined) return [];
  const newline = lineEndOf(text);
  const gap = text === '' || text.endsWith(newline + newline) ? '' : newline;
  return insertAt(text, text.length, `${gap}${header}${newline}${name}${words.sign}${raw}`);
}

function insertAt(text: string, at: number, line: string): readonly TextEdit[] {
  const newline = lineEndOf(text);
  const open = at === text.length && at > 0 && !/[\r\n]$/.test(text);
  return [{ span: span(at, at), text: open ? newline + line : line + newline }];
}

/** Nothing but blanks before it, and a comma or a comment behind. */
function ownsLines(text: string, { start, end }: Span, { tail }: MemberWords): boolean {
  return /^[ \t]*$/.test(text.slice(lineSpanAt(text, start).start, start)) && tail.test(text.slice(end, lineEnd(text, end)));
}

function removeMember(text: string, member: Span, words: MemberWords): readonly TextEdit[] {
  const { start, end } = member;
  if (ownsLines(text, member, words)) {
    const line = lineSpanAt(text, start).start;
    const edge = lineEnd(text, end);
    const after = afterBreak(text, edge);
    const before = after > edge ? 0 : (/(\r\n|\r|\n)$/.exec(text.slice(Math.max(0, line - 2), line))?.[0].length ?? 0);
    const own = { span: span(line - before, after), text: '' };
    const last = /^\s*[}\]]/.test(text.slice(after, after + 200)) && text[end] !== ',';
    const open = last ? /,\s*$/.exec(text.slice(Math.max(0, line - 200), line))?.[0].length : undefined;
    return open === undefined ? [own] : [{ span: span(line - open, line - open + 1), text: '' }, own];
  }
  const comma = /^[ \t]*,[ \t]*/.exec(text.slice(end, lineEnd(text, end)))?.[0].length;
  if (comma !== undefined) return [{ span: span(start, end + comma), text: '' }];
  const before = text.slice(lineSpanAt(text, start).start, start);
  const list = before.trimEnd().endsWith(',') ? before.length - before.lastIndexOf(',') : 0;
  return [{ span: span(start - list, end + (list === 0 && text[end] === ' ' && before.endsWith(' ') ? 1 : 0)), text: '' }];
}
