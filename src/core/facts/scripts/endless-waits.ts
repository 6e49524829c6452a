import { insideOf } from '../../parse/shell-tree';
import type { ShellNode } from '../../parse/shell-script';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';

/** A loop that waits, and that nothing ends but what it waits for. */
export interface EndlessWait {
  /** Where the loop begins. */
  readonly start: number;
  /** From its first word to the end of its question. */
  readonly head: Span;
  /** Where its first command begins. */
  readonly body: number;
  readonly isUntil: boolean;
  /** The question in words; empty: it is always answered alike, and a command ends the loop. */
  readonly test: string;
  /** It may end otherwise, or waits for something that surely ends. */
  readonly isUnsure: boolean;
}

/** Those of a script. */
export const endlessLoops = (tree: ShellNode, text: string): readonly EndlessWait[] =>
  loopsIn(tree).flatMap((loop) => endless(loop, text) ?? []);

export const endlessWaits = fileFact('shell', ({ syntax, text }): readonly EndlessWait[] => endlessLoops(syntax.tree, text));

type Loop = Extract<ShellNode, { kind: 'while' }>;

/** Loops of one script that are looked at. */
const maxLoops = 2000;

function loopsIn(tree: ShellNode): readonly Loop[] {
  const found: Loop[] = [];
  const left: ShellNode[] = [tree];
  for (let node = left.pop(); node && found.length < maxLoops; node = left.pop()) {
    if (node.kind === 'while') found.push(node);
    left.push(...insideOf(node));
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Of a loop, so much is looked at: whoever waits writes little. */
const maxLoop = 3000;

function endless({ span, test, body, isUntil }: Loop, text: string): EndlessWait | undefined {
  if (span.end - span.start > maxLoop) return undefined;
  const asked = text.slice(test.span.start, test.span.end).trim();
  const done = text.slice(body.span.start, body.span.end);
  const isConstant = asked === '' || /^(true|:|\[\s*1\s*\]|\[\s*true\s*\]|\(\(\s*1\s*\)\))$/.test(asked);
  const isWaiting = /\bsleep\b/.test(done) || /\bsleep\b/.test(asked) || (!isConstant && isIdle(body));
  if (!isWaiting || counts.test(asked) || counts.test(done) || /\bread\b|\bgetopts\b|^\((?!.*\/dev\/tcp\/)/.test(asked)) return undefined;
  if (isConstant && !/\b(break|return|exit)\b/.test(done)) return undefined;
  return {
    start: span.start,
    head: {
      start: span.start,
      end: isConstant ? span.start + (/^\w+/.exec(text.slice(span.start, span.start + 10))?.[0].length ?? 1) : test.span.end,
    },
    body: body.span.start,
    isUntil,
    test: isConstant ? '' : asked.replace(/\s+/g, ' ').slice(0, 80),
    isUnsure:
      (surelyEnds.test(asked) && startsBeside(text)) ||
      /\s-(lt|le|gt|ge)\s/.test(asked) ||
      (!isConstant && /\b(break|return|exit|kill|die)\b/.test(done)) ||
      (isConstant && /\bread\b/.test(done)),
  };
}

/** Numbers that change, the clock, and commands that take care of it. */
const counts = /\$\(\(|\(\(|\blet\b|\bexpr\b|\+=|-=|\+\+|--\)|\bSECONDS\b|\bEPOCH\w*|\bdate\b|\btimeout\b|\bseq\b/;

/** Commands that only tell that they wait. */
const tells = /^(echo|printf|:|true|date|log|info|logger|message|msg|wait)$/;

function isIdle(body: ShellNode): boolean {
  const left: ShellNode[] = [body];
  for (let node = left.pop(); node; node = left.pop()) {
    if (node.kind === 'command' && !(node.command.words.length > 0 && tells.test(node.command.name ?? ''))) return false;
    left.push(...insideOf(node));
  }
  return true;
}

/** Whether a script starts anything that it does not wait for at once. */
export const startsBeside = (text: string): boolean => /\$!|(?:^|[^&>|\\])&[ \t]*(?:\n|$|\))|\bnohup\b|\bcoproc\b/.test(text);

/** A process that the script itself may have started. */
const surelyEnds = /\bkill\s+-(0|s\s*0)\b|\bps\s|\/proc\/|\bjobs\b|\bpgrep\b|\bwait\b/;
