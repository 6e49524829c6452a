import type { Span } from '../text/span';
import type { Heredoc, ShellCommand, ShellNode, ShellScript, ShellWord } from './shell-script';

/** Where what a command prints goes because of what stands around it: `{ echo a; echo b; } > FILE`, `( … ) | tee FILE`, `lines_of_it > FILE`. */
export interface Outlet {
  readonly file: ShellWord;
  /** What is there stays, or something was printed there before. */
  readonly isMore: boolean;
}

/** Of commands whose output goes where a group, a loop or the call of their function sends it. */
export function outletsAround({ tree }: ShellScript): ReadonlyMap<ShellCommand, Outlet> {
  const found = new Map<ShellCommand, Outlet>();
  const bodies = new Map<string, ShellNode>();
  const walkedBy = new Set<string>();
  const used = new Set<ShellWord>();
  const walk = (node: ShellNode, outlet: Outlet | undefined): void => {
    switch (node.kind) {
      case 'command': {
        const { command } = node;
        const own = outletOf(command.redirects) ?? outlet;
        const body = bodies.get(command.name ?? '');
        if (body && own && !walkedBy.has(command.name ?? '')) {
          walkedBy.add(command.name ?? '');
          walk(body, own);
        } else if (outlet && own === outlet) {
          found.set(command, { ...outlet, isMore: outlet.isMore || used.has(outlet.file) });
          used.add(outlet.file);
        }
        return;
      }
      case 'list':
        for (const item of node.items) walk(item, outlet);
        return;
      case 'chain':
        for (const part of node.parts) walk(part, outlet);
        return;
      case 'pipe':
        node.parts.forEach((part, at) => {
          const next = node.parts[at + 1];
          walk(part, next ? teeOf(next) : outlet);
        });
        return;
      case 'if':
        for (const { body } of node.branches) walk(body, outlet);
        if (node.otherwise) walk(node.otherwise, outlet);
        return;
      case 'case':
        for (const { body } of node.items) walk(body, outlet);
        return;
      case 'redirected':
        walk(node.body, outletOf(node.redirects) ?? outlet);
        return;
      case 'function':
        bodies.set(node.name, node.body);
        walk(node.body, undefined);
        return;
      case 'for':
      case 'while':
      case 'subshell':
      case 'background':
        walk(node.body, outlet);
        return;
      case 'test':
    }
  };
  walk(tree, undefined);
  return found;
}

function outletOf(redirects: ShellCommand['redirects']): Outlet | undefined {
  const last = redirects.findLast(({ operator, target }) => /^>(?:>|\|)?$/.test(operator) && !/^&?\d$/.test(target.text));
  return last && { file: last.target, isMore: last.operator === '>>' };
}

function teeOf(node: ShellNode): Outlet | undefined {
  if (node.kind !== 'command' || node.command.name !== 'tee') return undefined;
  const [, ...given] = node.command.words;
  const file = given.find(({ text }) => !text.startsWith('-'));
  return file && { file, isMore: given.some(({ text }) => /^(?:-\w*a|--append)/.test(text)) };
}

/** What stands in a variable that is given a text once: a word in quotes, or a here-document (`X=$(cat <<EOF …)`, `read -d '' X <<EOF`). */
export function textsOfVariables({ commands, assigned }: ShellScript): ReadonlyMap<string, ShellWord | Heredoc> {
  const found = new Map<string, ShellWord | Heredoc>();
  const heredocs = commands.flatMap((command) => (command.name === 'cat' ? command.heredocs : []));
  for (const { name: program, words, assignments, heredocs: own } of commands) {
    for (const { name, value, elements, key, isMore } of assignments) {
      if (!value || elements || key !== undefined || isMore || assigned.get(name)?.length !== 1) continue;
      const inside = /^"?\$\(\s*cat\b/.test(value.text)
        ? heredocs.find(({ span }) => span.start >= value.span.start && span.end <= value.span.end)
        : undefined;
      if (inside) found.set(name, inside);
      else if (/^["']/.test(value.text) && !/^"[^"]*\$\(/.test(value.text)) found.set(name, value);
    }
    const [body] = own;
    const name = words.at(-1)?.value;
    if (program === 'read' && body && name !== undefined && /^[A-Za-z_]\w*$/.test(name)) found.set(name, body);
  }
  return found;
}

/** The variable of `"$UNIT"` and `${UNIT}`. */
export const variableIn = ({ text }: ShellWord): string | undefined => /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(text)?.[1];

/** Words that `echo` and `printf` print, without options; `interprets`: `\n` ends a line. */
export function printedWords({ name, words }: ShellCommand): {
  readonly words: readonly ShellWord[];
  readonly interprets: boolean;
  readonly options: string;
} {
  const isOption = name === 'echo' ? /^-[neE]+$/ : /^--$/;
  const end = words.findIndex(({ text }, at) => at > 0 && !isOption.test(text));
  const options = words
    .slice(1, end < 0 ? undefined : end)
    .map(({ text }) => text)
    .join('');
  return { words: end < 0 ? [] : words.slice(end), interprets: name === 'printf' || options.includes('e'), options };
}

/** The lines inside of a word in quotes, whose ends may be written as `\n`. Empty ones are left out. */
export function linesInside(text: string, { start, end }: Span, interprets: boolean): readonly Span[] {
  const lines: Span[] = [];
  let from = start;
  for (const { 0: lineEnd, index } of text.slice(start, end).matchAll(interprets ? /\\n|\n/g : /\n/g)) {
    lines.push({ start: from, end: start + index });
    from = start + index + lineEnd.length;
  }
  return [...lines, { start: from, end }].filter((line) => line.end > line.start);
}
