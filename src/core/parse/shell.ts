import { parse, type Command, type SyntaxNode, type Word } from 'unbash';
import type { Span } from '../text/span';
import { collectConstants, shellWord } from './shell-constants';
import { readFlow } from './shell-flow';
import { eachChild, nestsTooDeeply, placesIn } from './shell-nodes';
import type { ShellScript, ShellLoop, ShellFunction, ShellCommand, ShellWord } from './shell-script';
import { baseName } from '../text/path';

export type { ShellScript, ShellLoop, ShellFunction, ShellCommand, ShellWord, Heredoc } from './shell-script';

/** Options with a value, by wrapper: what must be skipped to find the command behind it. */
const wrappers: ReadonlyMap<string, { readonly valued: readonly string[]; readonly operands: number }> = new Map(
  Object.entries({
    sudo: {
      valued: ['-u', '--user', '-g', '--group', '-h', '--host', '-p', '--prompt', '-C', '-D', '-R', '-T', '-U', '-r', '-t'],
      operands: 0,
    },
    doas: { valued: ['-u', '-C'], operands: 0 },
    runuser: { valued: ['-u', '--user', '-g', '--group'], operands: 0 },
    env: { valued: ['-u', '--unset', '-C', '--chdir'], operands: 0 },
    nohup: { valued: [], operands: 0 },
    exec: { valued: ['-a'], operands: 0 },
    command: { valued: [], operands: 0 },
    builtin: { valued: [], operands: 0 },
    time: { valued: ['-f', '-o'], operands: 0 },
    nice: { valued: ['-n', '--adjustment'], operands: 0 },
    ionice: { valued: ['-c', '-n', '--class', '--classdata'], operands: 0 },
    setsid: { valued: [], operands: 0 },
    stdbuf: { valued: ['-i', '-o', '-e'], operands: 0 },
    timeout: { valued: ['-s', '--signal', '-k', '--kill-after'], operands: 1 },
    chroot: { valued: [], operands: 1 },
    flock: { valued: ['-w', '--timeout', '-E'], operands: 1 },
  }),
);

/**
 * Reads a POSIX or bash script. Never throws; what cannot be read becomes a fault and the rest is still found.
 * Inside escaped backtick substitutions the parser works on decoded text: those commands carry the span of the
 * whole substitution.
 */
export function parseShell(text: string): ShellScript {
  try {
    if (!nestsTooDeeply(text)) return readScript(text);
  } catch (error) {
    // Thousands of nested functions exhaust the parser's stack.
    if (!(error instanceof RangeError)) throw error;
  }
  const fault = { code: 'shell-syntax', span: { start: 0, end: Math.min(1, text.length) }, detail: 'nested too deeply to be read' };
  return { commands: [], faults: [fault], ...noVariables, loops: [], functions: [], conditions: [], branches: [] };
}

function readScript(text: string): ShellScript {
  const root = parse(text);
  const faults = (root.errors ?? []).map(({ message, pos }) => ({
    code: 'shell-syntax',
    span: { start: Math.min(pos, text.length), end: Math.min(pos + 1, text.length) },
    detail: message,
  }));
  const placeOf = placesIn(text);
  const { constants, arrays, assigned } = collectConstants(root, placeOf);
  const { conditions, branches, onFailure } = readFlow(root, placeOf);
  const commands: ShellCommand[] = [];
  const loops: ShellLoop[] = [];
  const functions: ShellFunction[] = [];
  visit(root, { inFunction: undefined, within: undefined });
  commands.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return { commands, faults, constants, arrays, assigned, loops, functions, conditions, branches };

  function visit(node: SyntaxNode, scope: Scope): void {
    if (node.type === 'Command') addCommand(node, scope);
    if (node.type === 'For' && node.wordlist && !scope.within) {
      const words = node.wordlist.map((at) => shellWord(at, constants, placeOf));
      loops.push({ variable: node.name.value, words, body: placeOf(node.body) });
    }
    if (node.type === 'Function' && !scope.within) {
      functions.push({ name: node.name.value, nameSpan: placeOf(node.name), span: placeOf(node) });
    }
    if (node.type === 'Pipeline') {
      const own = { ...scope, pipeline: [] as ShellCommand[] };
      eachChild(node, (child) => visit(child, child.type === 'Command' ? own : scope));
      return;
    }
    const decoded = node.type === 'CommandExpansion' && node.script?.source !== undefined;
    const inner: Scope = {
      inFunction: node.type === 'Function' ? node.name.value : scope.inFunction,
      within: scope.within ?? (decoded ? placeOf(node) : undefined),
    };
    eachChild(node, (child) => visit(child, inner));
  }

  function addCommand(node: Command, scope: Scope): void {
    const { within } = scope;
    const word = (at: Word): ShellWord => {
      const own = shellWord(at, constants, placeOf);
      return within ? { ...own, span: within } : own;
    };
    const argument = (at: Command['args'][number]): ShellWord =>
      at.type === 'Word' ? word(at) : { text: at.text, value: undefined, span: within ?? placeOf(at) };
    const unwrapped = unwrap(node.name ? [argument(node.name), ...node.args.map(argument)] : node.args.map(argument));
    const command = {
      name: programOf(unwrapped.words),
      words: unwrapped.words,
      wrappers: unwrapped.wrappers,
      assignments: eachOf(node.prefix, (at) =>
        at.type === 'Assignment'
          ? { name: at.name, value: at.value.type === 'Word' ? word(at.value) : undefined, span: within ?? placeOf(at) }
          : undefined,
      ),
      heredocs: eachOf(node.redirects, (at) =>
        at.type === 'HereDoc' ? { span: within ?? placeOf(at.body), expands: !at.delimiter?.quoted } : undefined,
      ),
      redirects: eachOf(node.redirects, (at) =>
        (at.type === 'Redirect' || at.type === 'HereString') && at.target ? { operator: at.operator, target: word(at.target) } : undefined,
      ),
      span: within ?? placeOf(node),
      pipeline: none as readonly ShellCommand[],
      inFunction: scope.inFunction,
      onFailure: onFailure.get(node),
    };
    scope.pipeline?.push(command);
    command.pipeline = scope.pipeline ?? [command];
    commands.push(command);
  }
}

const noVariables = { constants: new Map(), arrays: new Map(), assigned: new Map() };

const none: readonly never[] = [];

/** What is found among parts that most commands have none of. */
function eachOf<P, F>(parts: readonly P[], find: (part: P) => F | undefined): readonly F[] {
  return parts.length === 0 ? none : parts.map(find).filter((found) => found !== undefined);
}

interface Scope {
  readonly inFunction: string | undefined;
  /** Span to report for nodes whose offsets index decoded text. */
  readonly within: Span | undefined;
  readonly pipeline?: ShellCommand[];
}

/** `undefined` if it is computed. */
function programOf([word]: readonly ShellWord[]): string | undefined {
  return word?.value === undefined ? undefined : baseName(word.value);
}

function unwrap(words: readonly ShellWord[]): { wrappers: (readonly ShellWord[])[]; words: readonly ShellWord[] } {
  const found: (readonly ShellWord[])[] = [];
  let rest = words;
  for (;;) {
    const wrapper = wrappers.get(programOf(rest) ?? '');
    if (!wrapper) return { wrappers: found, words: rest };
    let at = 1;
    let operands = wrapper.operands;
    for (; at < rest.length; at++) {
      const value = rest[at]?.value;
      if (value === '--') continue;
      if (value?.startsWith('-')) {
        if (wrapper.valued.includes(value)) at++;
      } else if (/^[A-Za-z_]\w*=/.test(rest[at]?.text ?? '')) continue;
      else if (operands > 0) operands--;
      else break;
    }
    if (at >= rest.length) return { wrappers: found, words: rest };
    found.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
}
