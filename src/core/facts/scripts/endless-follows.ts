import { insideOf } from '../../parse/shell-tree';
import type { ShellCommand, ShellNode } from '../../parse/shell-script';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';
import { startsBeside } from './endless-waits';

/** A command that never ends by itself, and that somebody reads who waits for one line of it. */
export interface EndlessFollow {
  /** From the program to its last argument. */
  readonly span: Span;
  readonly by: string;
}

/** `tail -f log | grep -m1 ready`, `grep -q ready <(journalctl -f)`, `inotifywait /run/dten`, `docker wait job`. */
export const endlessFollows = fileFact('shell', ({ syntax, text }): readonly EndlessFollow[] => {
  const found: EndlessFollow[] = [];
  const left: ShellNode[] = [syntax.tree];
  for (let node = left.pop(); node && found.length < maxFollows; node = left.pop()) {
    // Nobody waits for what runs beside the script.
    if (node.kind === 'background') continue;
    const reader = readerOf(node, text);
    const follower = reader && endlessIn(reader.from);
    if (follower) found.push(toldOf(follower));
    else if (node.kind === 'command' && waitsForEver(node.command, text)) found.push(toldOf(node.command));
    left.push(...insideOf(node));
  }
  return found.sort((a, b) => a.span.start - b.span.start);
});

const maxFollows = 20;

const toldOf = ({ name = '', words, span }: ShellCommand): EndlessFollow => ({
  by: name,
  span: { start: words[0]?.span.start ?? span.start, end: words.at(-1)?.span.end ?? span.end },
});

/** What a node reads, if it ends with the first line that it looks for. */
function readerOf(node: ShellNode, text: string): { readonly from: readonly ShellNode[] } | undefined {
  if (node.kind === 'pipe') {
    const last = node.parts.at(-1);
    return last &&
      node.parts.length > 1 &&
      endsEarly.test(text.slice(last.span.start, Math.min(last.span.end, last.span.start + maxReader)))
      ? { from: node.parts.slice(0, -1) }
      : undefined;
  }
  if (node.kind !== 'command' || node.inside.length === 0 || node.command.wrappers.some(isTimeout)) return undefined;
  return endsEarly.test(text.slice(node.span.start, node.span.end)) ? { from: node.inside } : undefined;
}

/** Of a reader so much is looked at: whoever waits for a line writes little. */
const maxReader = 2000;

/** `grep -m1`, `grep -q`, `sed '/x/ q'`, `awk '… { exit }'`, `head -1`, a loop that is left. */
const endsEarly = new RegExp(
  [
    '^[ef]?grep\\b[^|\\n]*\\s(-[a-pr-zA-Z]*q\\w*|-[a-ln-zA-Z]*m\\s?\\d+|--quiet|--silent|--max-count)(\\s|=|$)',
    '^sed\\b[^|\\n]*(/|\\{|;)\\s*[qQ]\\b',
    '^g?awk\\b[^|]*\\bexit\\b',
    '^head\\b',
    '^while\\b[^]*\\b(break|exit|return)\\b',
  ].join('|'),
);

function endlessIn(nodes: readonly ShellNode[]): ShellCommand | undefined {
  const left = [...nodes];
  for (let node = left.pop(); node; node = left.pop()) {
    if (node.kind === 'command' && follows(node.command)) return node.command;
    left.push(...insideOf(node));
  }
  return undefined;
}

const isTimeout = ([wrapper]: ShellCommand['wrappers'][number]): boolean => wrapper?.value === 'timeout';

/** It goes on with what comes later. `--pid`: until another process has ended. */
function follows({ name = '', words, wrappers }: ShellCommand): boolean {
  const given = words.slice(1).map(({ text }) => text);
  const has = (pattern: RegExp): boolean => given.some((word) => pattern.test(word));
  if (wrappers.some(isTimeout)) return false;
  switch (name) {
    case 'tail':
      return has(/^(-[a-eg-zA-EG-Z\d]*[fF]\w*|--follow(=\w+)?)$/) && !has(/^--pid/);
    case 'journalctl':
      return has(/^(-[a-eg-zA-Z]*f[a-zA-Z]*|--follow)$/);
    case 'docker':
    case 'podman':
    case 'kubectl':
    case 'oc':
    case 'docker-compose':
      return has(/^logs$/) && has(/^(-f|--follow|-[a-z]*f)$/);
    case 'dmesg':
      return has(/^(-w|--follow)$/);
    default:
      return false;
  }
}

/** It waits for one thing that happens, and has no bound of its own, or was told to have none. */
function waitsForEver({ name = '', words, wrappers, pipeline }: ShellCommand, text: string): boolean {
  if (wrappers.some(isTimeout)) return false;
  const given = words.slice(1).map((word) => word.text);
  const has = (pattern: RegExp): boolean => given.some((word) => pattern.test(word));
  switch (name) {
    case 'inotifywait':
      return pipeline.length < 2 && !has(/^(-[a-z]*[tmd]\d*|--timeout(=.*)?|--monitor|--daemon)$/);
    // Until another process has ended, which the script may have started itself.
    case 'tail':
      return has(/^--pid/) && has(/^(-[a-eg-zA-EG-Z\d]*[fF]\w*|--follow(=\w+)?)$/) && !startsBeside(text);
    case 'docker':
    case 'podman':
      return given[0] === 'wait';
    // A time below zero is a week, and without one only Deployments have a deadline (kubectl wait, kubectl rollout status).
    case 'kubectl':
    case 'oc':
      return has(/^wait$/)
        ? /(?:^|\s)--timeout[= ]-\d/.test(given.join(' '))
        : has(/^rollout$/) &&
            has(/^status$/) &&
            has(/^(statefulsets?|sts|daemonsets?|ds)(\.apps)?(\/|$)/) &&
            !has(/^--(timeout|watch=false)/) &&
            !has(/^-w=false$/);
    default:
      return false;
  }
}
