import { shownPath } from '../../package/nested-path';
import type { Severity } from '../../rules/finding';
import type { Range } from '../../text/lines';

/** A piece of a line. Texts are plain: whoever writes the document escapes them. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  /** A place of the package, as people write it: `scripts/a.sh:12`. */
  | { readonly at: string }
  /** The id of a rule, which the document explains. */
  | { readonly rule: string }
  /** With the number that stands before it, if there is one. */
  | { readonly severity: Severity; readonly count?: number }
  /** To be filled in by a person. */
  | { readonly blank: string };

export type Line = readonly Inline[];

export type Block =
  | { readonly kind: 'text'; readonly line: Line }
  | { readonly kind: 'quiet'; readonly line: Line }
  | { readonly kind: 'heading'; readonly line: Line; readonly id?: string }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  /** Each item is something to do. */
  | { readonly kind: 'checklist'; readonly items: readonly Line[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: Line])[] }
  /** Lines of a file or a script. */
  | { readonly kind: 'lines'; readonly text: string }
  /** Markdown of ours: pages of rules. */
  | { readonly kind: 'prose'; readonly markdown: string }
  | { readonly kind: 'findings'; readonly items: readonly FindingItem[] }
  /** Detail that stands behind a line which says what it comes to: a page has it folded away until somebody opens it, paper has it open. */
  | { readonly kind: 'fold'; readonly summary: Line; readonly blocks: readonly Block[] }
  | { readonly kind: 'picture'; readonly picture: Picture };

export interface FindingItem {
  readonly at: string;
  readonly message: string;
  /** The line of the file; `''` if there is none. */
  readonly excerpt: string;
  readonly fix?: string;
  /** What else is to be said of it: waived, known, less than certain. */
  readonly notes: readonly string[];
}

/** Drawn without a library. `text` says all that it shows, for who cannot see it. */
export interface Picture {
  readonly title: string;
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** `look` is a class of the document's style. Lengths are pixels. */
export type Shape =
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly look: string }
  | { readonly kind: 'line'; readonly x: number; readonly y: number; readonly toX: number; readonly toY: number; readonly look: string }
  | { readonly kind: 'label'; readonly x: number; readonly y: number; readonly text: string; readonly anchor?: 'middle' | 'end' };

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export const placeAt = ({ path, range }: { readonly path: string; readonly range: Range }): { readonly at: string } => ({
  at: `${shownPath(path)}:${range.start.line + 1}`,
});

export const text = (...line: Line): Block => ({ kind: 'text', line });
export const quiet = (...line: Line): Block => ({ kind: 'quiet', line });
export const heading = (...line: Line): Block => ({ kind: 'heading', line });
export const table = (head: readonly string[], rows: readonly (readonly Line[])[]): Block => ({ kind: 'table', head, rows });

export const fold = (summary: Line, blocks: readonly Block[]): Block => ({ kind: 'fold', summary, blocks });

/** `''` and what is not there are left out. */
export const section = (id: string, title: string, blocks: readonly (Block | undefined)[]): Section | undefined => {
  const there = blocks.filter((block) => block !== undefined);
  return there.length > 0 ? { id, title, blocks: there } : undefined;
};

/** Who has to do it; where nobody is known, a person writes a name there. */
export const ownerLine = (owner: string | undefined): Line => (owner === undefined ? [{ blank: 'Owner' }] : ['Owner: ', { strong: owner }]);

/** Pieces with something between each two of them. */
export const between = (pieces: readonly Inline[], separator: string): Line =>
  pieces.flatMap((piece, at) => (at === 0 ? [piece] : [separator, piece]));
