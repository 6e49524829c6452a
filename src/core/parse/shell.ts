import { parse, type Command, type SyntaxNode, type Word } from 'unbash';
import type { Span } from '../text/span';
import type { SyntaxFault } from './fault';
import { readFlow } from './shell-flow';
import { eachChild, nestsTooDeeply, placesIn, type PlaceOf } from './shell-nodes';

export interface ShellScript {
  /** Every simple command in source order, at any depth: functions, substitutions, subshells. */
  readonly commands: readonly ShellCommand[];
  readonly faults: readonly SyntaxFault[];
  /** Variables that are assigned once, unconditionally, with a literal: their value and where it stands. */
  readonly constants: ReadonlyMap<string, ShellWord>;
  /** The elements of arrays that are assigned once, unconditionally. */
  readonly arrays: ReadonlyMap<string, readonly ShellWord[]>;
  /** `for` loops over words. */
  readonly loops: readonly ShellLoop[];
  /** Places whose outcome decides what runs next: conditions of `if` and loops, and what stands before `&&` or `||`. */
  readonly conditions: readonly Span[];
}

export interface ShellLoop {
  readonly variable: string;
  readonly words: readonly ShellWord[];
  readonly body: Span;
}

export interface ShellCommand {
  /** The command that really runs, wrappers removed (`sudo -u x psql` runs `psql`); absent if it is computed. */
  readonly name: string | undefined;
  /** The name's word and its arguments. */
  readonly words: readonly ShellWord[];
  /** Wrappers before it, outermost first: `sudo`, `nohup`, `env`, `timeout` … with their own words. */
  readonly wrappers: readonly (readonly ShellWord[])[];
  readonly assignments: readonly { readonly name: string; readonly value: ShellWord | undefined; readonly span: Span }[];
  readonly heredocs: readonly Heredoc[];
  /** Files it reads from or writes to by redirection. */
  readonly redirects: readonly { readonly operator: string; readonly target: ShellWord }[];
  readonly span: Span;
  /** The commands of the pipeline that it is part of, itself included; alone: only itself. */
  readonly pipeline: readonly ShellCommand[];
  /** Name of the function whose body holds it. */
  readonly inFunction: string | undefined;
  /** What runs if it fails, where the script says so (`x || …`, `if x`); empty if nothing does. */
  readonly onFailure: Span | undefined;
}

export interface ShellWord {
  /** As written, quotes included. */
  readonly text: string;
  /** What the shell makes of it if that is certain: literals, and constants of the script. */
  readonly value: string | undefined;
  readonly span: Span;
}

export interface Heredoc {
  /** Between the opening line and the closing delimiter. */
  readonly span: Span;
  /** Expansions are performed in the body (the delimiter is not quoted). */
  readonly expands: boolean;
}

/** Options with a value, by wrapper: what must be skipped to find the command behind it. */
const wrappers: Readonly<Record<string, { readonly valued: readonly string[]; readonly operands: number }>> = {
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
};

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
  return { commands: [], faults: [fault], constants: new Map(), arrays: new Map(), loops: [], conditions: [] };
}

function readScript(text: string): ShellScript {
  const root = parse(text);
  const faults = (root.errors ?? []).map(({ message, pos }) => ({
    code: 'shell-syntax',
    span: { start: Math.min(pos, text.length), end: Math.min(pos + 1, text.length) },
    detail: message,
  }));
  const placeOf = placesIn(text);
  const { constants, arrays } = collectConstants(root, placeOf);
  const { conditions, onFailure } = readFlow(root, placeOf);
  const commands: ShellCommand[] = [];
  const loops: ShellLoop[] = [];
  visit(root, { inFunction: undefined, within: undefined });
  commands.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return { commands, faults, constants, arrays, loops, conditions };

  function visit(node: SyntaxNode, scope: Scope): void {
    if (node.type === 'Command') addCommand(node, scope);
    if (node.type === 'For' && node.wordlist && !scope.within) {
      const words = node.wordlist.map((at) => shellWord(at, constants, placeOf));
      loops.push({ variable: node.name.value, words, body: placeOf(node.body) });
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
    const word = (at: Word): ShellWord => ({ ...shellWord(at, constants, placeOf), ...(scope.within && { span: scope.within }) });
    const all = [node.name, ...node.args].flatMap((at) =>
      at?.type === 'Word' ? [word(at)] : at ? [{ text: at.text, value: undefined, span: scope.within ?? placeOf(at) }] : [],
    );
    const unwrapped = unwrap(all);
    const command: ShellCommand = {
      name: unwrapped.words[0]?.value?.replace(/^.*\//, ''),
      words: unwrapped.words,
      wrappers: unwrapped.wrappers,
      assignments: node.prefix.flatMap((at) =>
        at.type === 'Assignment'
          ? [
              {
                name: at.name,
                value: at.value.type === 'Word' ? word(at.value) : undefined,
                span: scope.within ?? placeOf(at),
              },
            ]
          : [],
      ),
      heredocs: node.redirects.flatMap((at) =>
        at.type === 'HereDoc' ? [{ span: scope.within ?? placeOf(at.body), expands: !at.delimiter?.quoted }] : [],
      ),
      redirects: node.redirects.flatMap((at) =>
        (at.type === 'Redirect' || at.type === 'HereString') && at.target ? [{ operator: at.operator, target: word(at.target) }] : [],
      ),
      span: scope.within ?? placeOf(node),
      pipeline: scope.pipeline ?? [],
      inFunction: scope.inFunction,
      onFailure: onFailure.get(node),
    };
    (command.pipeline as ShellCommand[]).push(command);
    commands.push(command);
  }
}

interface Scope {
  readonly inFunction: string | undefined;
  /** Span to report for nodes whose offsets index decoded text. */
  readonly within: Span | undefined;
  readonly pipeline?: ShellCommand[];
}

const shellWord = (at: Word, constants: ReadonlyMap<string, ShellWord>, placeOf: PlaceOf): ShellWord => ({
  text: at.text,
  value: literalValue(at, constants),
  span: placeOf(at),
});

function unwrap(words: readonly ShellWord[]): { wrappers: (readonly ShellWord[])[]; words: readonly ShellWord[] } {
  const found: (readonly ShellWord[])[] = [];
  let rest = words;
  for (;;) {
    const wrapper = wrappers[rest[0]?.value?.replace(/^.*\//, '') ?? ''];
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

function collectConstants(root: SyntaxNode, placeOf: PlaceOf): Pick<ShellScript, 'constants' | 'arrays'> {
  // An assigned value is one word or, of an array, a list.
  const seen = new Map<string, ShellWord | readonly ShellWord[] | undefined>();
  const none = new Map<string, ShellWord>();
  const note = (name: string, value: ShellWord | readonly ShellWord[] | undefined) => seen.set(name, seen.has(name) ? undefined : value);
  const visit = (node: SyntaxNode, certain: boolean): void => {
    if (node.type === 'Assignment') {
      const { value } = node;
      const whole = certain && !node.append && !node.index;
      if (value.type === 'ArrayValue') note(node.name, whole ? value.elements.map((at) => shellWord(at, none, placeOf)) : undefined);
      else note(node.name, whole && literalValue(value, none) !== undefined ? shellWord(value, none, placeOf) : undefined);
    }
    if (node.type === 'For' || node.type === 'Select') note(node.name.value, undefined);
    if (node.type === 'Command' && ['read', 'getopts', 'mapfile', 'readarray', 'printf'].includes(node.name?.value ?? '')) {
      for (const argument of node.args)
        if (argument.type === 'Word' && /^[A-Za-z_]\w*$/.test(argument.value)) note(argument.value, undefined);
    }
    const branches = ['If', 'Case', 'While', 'AndOr', 'Function', 'For', 'CommandExpansion', 'Subshell', 'Pipeline'].includes(node.type);
    // `local x=…` and a prefix `X=1 cmd` are not script-wide, but a second assignment makes the name uncertain all the same.
    const prefixed =
      node.type === 'Command' && node.name !== undefined && !['readonly', 'export', 'declare', 'typeset'].includes(node.name.value);
    eachChild(node, (child) => visit(child, certain && !branches && !prefixed));
  };
  visit(root, true);
  const constants = new Map<string, ShellWord>();
  const arrays = new Map<string, readonly ShellWord[]>();
  for (const [name, value] of seen) {
    if (value && 'text' in value) constants.set(name, value);
    else if (value) arrays.set(name, value);
  }
  return { constants, arrays };
}

/** The word's value if no expansion but that of a constant is needed for it. */
function literalValue(word: Word, constants: ReadonlyMap<string, ShellWord>): string | undefined {
  if (!word.parts) return word.value;
  let value = '';
  const add = (parts: readonly NonNullable<Word['parts']>[number][]): boolean =>
    parts.every((part) => {
      switch (part.type) {
        case 'Literal':
        case 'SingleQuoted':
        case 'AnsiCQuoted':
          value += part.value;
          return true;
        case 'DoubleQuoted':
        case 'LocaleString':
          return add(part.parts);
        case 'SimpleExpansion':
        case 'ParameterExpansion': {
          if (part.type === 'ParameterExpansion' && (part.operation || part.prefix || part.index)) return false;
          const name = part.type === 'ParameterExpansion' ? part.parameter : part.text.slice(1);
          const known = constants.get(name)?.value;
          value += known ?? '';
          return known !== undefined;
        }
        default:
          return false;
      }
    });
  return add(word.parts) ? value : undefined;
}
