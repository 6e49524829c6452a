import type { TextEdit } from '../../text/edit';
import { lineSpanAt } from '../../text/lines';
import { span, type Span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import type { ConfigContents, ConfigEntry, ConfigSection } from './contents';
import { afterBreak } from './line-values';
import { joined } from './paths';

/** A name and its arguments, as servers of their own format take them: `proxy_pass http://app;`. */
export interface Directive {
  /** Dotted, with the blocks around it; arguments of blocks are no part of it. */
  readonly key: string;
  readonly keySpan: Span;
  /** The first argument's start to the last one's end; empty if there is none. */
  readonly valueSpan: Span;
  /** A single argument without its quotes, several as they stand. */
  readonly value: string;
  /** All of it, with what ends it. */
  readonly span: Span;
}

export interface Directives {
  readonly directives: readonly Directive[];
  readonly blocks: readonly ConfigSection[];
  readonly faults: readonly SyntaxFault[];
}

/** UTF-16 units. Configuration of this size is generated. */
const maxLength = 2 * 1024 * 1024;

/** What no server of these needs quotes for. */
const plainWord = /^[\w./:@%,+=-]+$/;

/**
 * Directives as entries. The order of directives matters, and many stand repeatedly: they are renamed, changed and removed where they
 * are, and none is inserted.
 */
export function directiveContents(text: string, scan: (text: string) => Directives): ConfigContents {
  if (text.length > maxLength) {
    const faults = [{ code: 'too-large', span: span(0, 1), detail: `more than ${maxLength} characters` }];
    return { entries: [], sections: [], faults, insert: () => [], remove: () => [], rename: () => [], replace: () => [] };
  }
  const { directives, blocks, faults } = scan(text);
  const byEntry = new Map<ConfigEntry, Directive>(
    directives.map((directive) => {
      const { key, keySpan, value, valueSpan } = directive;
      return [{ key, keySpan, value, valueSpan }, directive];
    }),
  );
  return {
    entries: [...byEntry.keys()],
    sections: blocks,
    faults,
    insert: () => [],
    remove(entry) {
      const directive = byEntry.get(entry);
      return directive ? [{ span: withItsLine(text, directive.span), text: '' }] : [];
    },
    rename(entry, key) {
      const home = entry.key.slice(0, entry.key.lastIndexOf('.') + 1);
      const name = key.slice(home.length);
      return key.startsWith(home) && /^\w+$/.test(name) ? [{ span: entry.keySpan, text: name }] : [];
    },
    replace: (entry, value) => (entry.value !== '' ? replaced(text, entry.valueSpan, String(value)) : []),
  };
}

/** In the quotes that stand there. */
function replaced(text: string, at: Span, value: string): readonly TextEdit[] {
  const quote = /^["']/.exec(text.slice(at.start, at.start + 1))?.[0] ?? '';
  return plainWord.test(value) ? [{ span: at, text: quote + value + quote }] : [];
}

/** Its line as a whole where nothing else stands in it. */
function withItsLine(text: string, { start, end }: Span): Span {
  const [first, last] = [lineSpanAt(text, start), lineSpanAt(text, end)];
  const alone = text.slice(first.start, start).trim() === '' && text.slice(end, last.end).trim() === '';
  return alone ? span(first.start, afterBreak(text, last.end)) : span(start, end);
}

/** A directive in the block `home`, by the places of its words; `end`: behind what ends it, else behind its last word. */
export function directiveOf(text: string, home: string, name: Span, args: readonly Span[], end?: number): Directive {
  const valueSpan = span(args[0]?.start ?? name.end, args.at(-1)?.end ?? name.end);
  const key = joined(home, text.slice(name.start, name.end));
  return { key, keySpan: name, valueSpan, value: argumentValue(text, args), span: span(name.start, end ?? valueSpan.end) };
}

/** One argument as it is meant, several as they are written. */
function argumentValue(text: string, words: readonly Span[]): string {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return '';
  const raw = text.slice(first.start, last.end);
  const quoted = words.length === 1 && /^(["'])[^]*\1$/.test(raw) && raw.length > 1;
  return quoted ? raw.slice(1, -1).replace(/\\(["'\\])/g, '$1') : raw;
}
