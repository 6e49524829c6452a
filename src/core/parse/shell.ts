import { parse, type Command, type Redirection, type SyntaxNode, type TestExpression, type Word } from 'unbash';
import type { Span } from '../text/span';
import { collectConstants, shellWord } from './shell-constants';
import { readFlow } from './shell-flow';
import { childrenOf, nestsTooDeeply, placesIn } from './shell-nodes';
import { templateOfAssignment } from './shell-template';
import { binaryTest, unaryTest, type ShellNode, type ShellTest } from './shell-tree';
import type { ShellScript, ShellLoop, ShellFunction, ShellCommand, ShellWord } from './shell-script';
import { baseName } from '../text/path';

export type { ShellScript, ShellLoop, ShellFunction, ShellCommand, ShellWord, Heredoc } from './shell-script';

interface Wrapper {
  readonly valued: readonly string[];
  readonly operands: number;
  /** With such an option it is none: it is given a script (see `nested`), or only asks. */
  readonly unless?: RegExp;
}

/** Options with a value, by wrapper: what must be skipped to find the command behind it. */
const wrappers: ReadonlyMap<string, Wrapper> = new Map(
  Object.entries<Wrapper>({
    sudo: {
      valued: ['-u', '--user', '-g', '--group', '-h', '--host', '-p', '--prompt', '-C', '-D', '-R', '-T', '-U', '-r', '-t'],
      operands: 0,
    },
    doas: { valued: ['-u', '-C'], operands: 0 },
    runuser: { valued: ['-u', '--user', '-g', '--group'], operands: 0 },
    env: { valued: ['-u', '--unset', '-C', '--chdir'], operands: 0 },
    nohup: { valued: [], operands: 0 },
    exec: { valued: ['-a'], operands: 0 },
    command: { valued: [], operands: 0, unless: /^-[pvV]*[vV]/ },
    builtin: { valued: [], operands: 0 },
    time: { valued: ['-f', '-o'], operands: 0 },
    nice: { valued: ['-n', '--adjustment'], operands: 0 },
    ionice: { valued: ['-c', '-n', '--class', '--classdata'], operands: 0 },
    setsid: { valued: [], operands: 0 },
    stdbuf: { valued: ['-i', '-o', '-e'], operands: 0 },
    timeout: { valued: ['-s', '--signal', '-k', '--kill-after'], operands: 1 },
    chroot: { valued: ['--userspec', '--groups'], operands: 1 },
    flock: { valued: ['-w', '--timeout', '-E'], operands: 1, unless: /^-c$/ },
    gosu: { valued: [], operands: 1 },
    'su-exec': { valued: [], operands: 1 },
    setpriv: { valued: ['--reuid', '--regid', '--groups'], operands: 0 },
    unshare: { valued: ['-S', '-G', '--setuid', '--setgid', '-R', '--root', '-w', '--wd'], operands: 0 },
    nsenter: { valued: ['-t', '--target', '-S', '-G'], operands: 0 },
    strace: { valued: ['-o', '-e', '-s', '-p', '-u'], operands: 0 },
    chronic: { valued: [], operands: 0 },
    fakeroot: { valued: [], operands: 0 },
    eatmydata: { valued: [], operands: 0 },
    taskset: { valued: [], operands: 1 },
    chrt: { valued: [], operands: 1 },
    busybox: { valued: [], operands: 0 },
    unbuffer: { valued: [], operands: 0 },
    torsocks: { valued: [], operands: 0 },
    'systemd-inhibit': { valued: [], operands: 0 },
    'systemd-run': {
      valued: ['-p', '--property', '-u', '--unit', '-M', '-H', '--uid', '--gid', '-E', '--setenv', '--on-active', '--on-calendar'],
      operands: 0,
    },
    'systemd-cat': { valued: ['-t', '--identifier', '-p', '--priority'], operands: 0 },
    'xvfb-run': { valued: ['-n', '-s', '-f', '-e', '-p', '-w'], operands: 0 },
    'ssh-agent': { valued: [], operands: 0 },
    sshpass: { valued: ['-p', '-f', '-d', '-P'], operands: 0 },
    faketime: { valued: [], operands: 1 },
    retry: { valued: ['-t', '-d', '-n', '-s'], operands: 0 },
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
  const tree = { kind: 'list', span: { start: 0, end: text.length }, items: [] } as const;
  return { tree, commands: [], faults: [fault], ...noVariables, loops: [], functions: [], conditions: [], branches: [] };
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
  const tree = listOf(placeOf(root), visit(root, { inFunction: undefined, within: undefined }));
  commands.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return { tree, commands, faults, constants, arrays, assigned, loops, functions, conditions, branches };

  /** The steps of a node, and of all that is expanded on the way to it, in order. */
  function visit(node: SyntaxNode, scope: Scope): readonly ShellNode[] {
    const span = scope.within ?? placeOf(node);
    const each = (nodes: readonly SyntaxNode[], inner = scope) => (nodes.length > 0 ? nodes.flatMap((child) => visit(child, inner)) : none);
    const whole = (child: SyntaxNode, inner = scope): ShellNode => listOf(scope.within ?? placeOf(child), visit(child, inner));
    const word = (at: Word): ShellWord => {
      const own = shellWord(at, constants, placeOf);
      return scope.within ? { ...own, span: scope.within } : own;
    };
    switch (node.type) {
      case 'Command': {
        const command = addCommand(node, scope);
        return [
          { kind: 'command', span, command, inside: childrenOf(node).flatMap((child) => visit(child, { ...scope, pipeline: undefined })) },
        ];
      }
      case 'Pipeline': {
        const own = { ...scope, pipeline: [] as ShellCommand[] };
        const parts = node.commands.map((child) => whole(child, child.type === 'Command' ? own : scope));
        return [{ kind: 'pipe', span, parts, negated: node.prefixes.some(({ type }) => type === 'Negation') }];
      }
      case 'Statement': {
        const inner = visit(node.command, scope);
        return node.background ? [{ kind: 'background', span, body: listOf(span, inner) }] : inner;
      }
      case 'AndOr':
        return [{ kind: 'chain', span, parts: node.commands.map((child) => whole(child)), operators: node.operators }];
      case 'If': {
        const branches = [node, ...node.elif].map(({ clause, then }) => ({ test: whole(clause), body: whole(then) }));
        return [{ kind: 'if', span, branches, ...(node.else && { otherwise: whole(node.else) }) }];
      }
      case 'Case': {
        const items = node.items.map(({ pattern, body }) => ({ patterns: pattern.map(word), body: whole(body) }));
        return [...visit(node.word, scope), { kind: 'case', span, word: word(node.word), items }];
      }
      case 'For':
      case 'Select': {
        const words = node.wordlist?.map(word);
        if (words && node.type === 'For' && !scope.within) loops.push({ variable: node.name.value, words, body: placeOf(node.body) });
        const before = each(node.wordlist ?? none);
        return [...before, { kind: 'for', span, variable: node.name.value, ...(words && { words }), body: whole(node.body) }];
      }
      case 'ArithmeticFor':
        return [{ kind: 'while', span, isUntil: false, test: listOf(span, none), body: whole(node.body) }];
      case 'While':
        return [{ kind: 'while', span, isUntil: node.kind === 'until', test: whole(node.clause), body: whole(node.body) }];
      case 'Function': {
        const name = node.name.value;
        if (!scope.within) functions.push({ name, nameSpan: placeOf(node.name), span: placeOf(node) });
        return [{ kind: 'function', span, name, body: whole(node.body, { ...scope, inFunction: name }) }];
      }
      case 'Subshell':
      case 'CommandExpansion':
      case 'ProcessSubstitution': {
        const isDecoded = node.type === 'CommandExpansion' && node.script?.source !== undefined;
        const inner: Scope = isDecoded && !scope.within ? { ...scope, within: span } : scope;
        const steps = childrenOf(node).flatMap((child) => visit(child, inner));
        return steps.length > 0 ? [{ kind: 'subshell', span, body: listOf(span, steps) }] : none;
      }
      case 'Coproc':
        return [{ kind: 'background', span, body: whole(node.body) }];
      case 'Redirected': {
        const own = redirectionsOf(node.redirects, word, scope.within);
        return [...each(node.redirects), { kind: 'redirected', span, ...own, body: whole(node.command) }];
      }
      case 'TestCommand':
        return [...each(childrenOf(node)), { kind: 'test', span, test: testOf(node.expression, word) }];
      case 'ArithmeticCommand':
        return [...each(childrenOf(node)), { kind: 'test', span, test: { is: 'unknown' } }];
      default:
        return each(childrenOf(node));
    }
  }

  function addCommand(node: Command, scope: Scope): ShellCommand {
    const { within } = scope;
    const word = (at: Word): ShellWord => {
      const own = shellWord(at, constants, placeOf);
      return within ? { ...own, span: within } : own;
    };
    const argument = (at: Command['args'][number]): ShellWord =>
      at.type === 'Word'
        ? word(at)
        : {
            text: at.text,
            value: undefined,
            template: templateOfAssignment(at),
            ...(at.value.type === 'ArrayValue' && { elements: at.value.elements.map(word) }),
            span: within ?? placeOf(at),
          };
    const unwrapped = unwrap(node.name ? [argument(node.name), ...node.args.map(argument)] : node.args.map(argument));
    const command = {
      name: programOf(unwrapped.words),
      words: unwrapped.words,
      wrappers: unwrapped.wrappers,
      assignments: eachOf(node.prefix, (at) =>
        at.type === 'Assignment'
          ? {
              name: at.name,
              value: at.value.type === 'Word' ? word(at.value) : undefined,
              ...(at.value.type === 'ArrayValue' && { elements: at.value.elements.map(word) }),
              ...(at.append && { isMore: true as const }),
              span: within ?? placeOf(at),
            }
          : undefined,
      ),
      ...redirectionsOf(node.redirects, word, within),
      span: within ?? placeOf(node),
      pipeline: none as readonly ShellCommand[],
      inFunction: scope.inFunction,
      onFailure: onFailure.get(node),
    };
    scope.pipeline?.push(command);
    command.pipeline = scope.pipeline ?? [command];
    commands.push(command);
    return command;
  }

  function redirectionsOf(
    redirects: readonly Redirection[],
    word: (at: Word) => ShellWord,
    within: Span | undefined,
  ): Pick<ShellCommand, 'heredocs' | 'redirects'> {
    return {
      heredocs: eachOf(redirects, (at) =>
        at.type === 'HereDoc' ? { span: within ?? placeOf(at.body), expands: !at.delimiter?.quoted } : undefined,
      ),
      redirects: eachOf(redirects, (at) =>
        (at.type === 'Redirect' || at.type === 'HereString') && at.target ? { operator: at.operator, target: word(at.target) } : undefined,
      ),
    };
  }
}

/** A list of one step is that step. */
function listOf(span: Span, items: readonly ShellNode[]): ShellNode {
  const [only] = items;
  return only && items.length === 1 ? only : { kind: 'list', span, items };
}

function testOf(expression: TestExpression, word: (at: Word) => ShellWord): ShellTest {
  switch (expression.type) {
    case 'TestGroup':
      return testOf(expression.expression, word);
    case 'TestNot': {
      const of = testOf(expression.operand, word);
      return expression.negations.length % 2 === 1 ? { is: 'not', of } : of;
    }
    case 'TestLogical':
      return { is: expression.operator === '&&' ? 'all' : 'any', of: expression.operands.map((one) => testOf(one, word)) };
    case 'TestUnary':
      return unaryTest(expression.operator, word(expression.operand));
    case 'TestBinary':
      return binaryTest(expression.operator, word(expression.left), word(expression.right));
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
  readonly pipeline?: ShellCommand[] | undefined;
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
        if (wrapper.unless?.test(value)) return { wrappers: found, words: rest };
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
