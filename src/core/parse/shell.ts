import { parse, type Command, type Redirection, type SyntaxNode, type TestExpression, type Word } from 'unbash';
import type { Span } from '../text/span';
import { collectConstants, elementOf, plainKey, shellWord, valueWith } from './shell-constants';
import { readFlow } from './shell-flow';
import { childrenOf, nestsTooDeeply, placesIn, type PlaceOf } from './shell-nodes';
import { templateOfAssignment } from './shell-template';
import type { ShellNode, ShellTest } from './shell-script';
import { binaryTest, unaryTest } from './shell-tests';
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
    pkexec: { valued: ['--user'], operands: 0 },
    runuser: { valued: ['-u', '--user', '-g', '--group'], operands: 0, unless: /^(-|-l|--login|-c|--command)$/ },
    env: { valued: ['-u', '--unset', '-C', '--chdir'], operands: 0, unless: /^-(?:[iv0]*S|-split-string)/ },
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
      valued: [
        '-p',
        '--property',
        '-u',
        '--unit',
        '-M',
        '-H',
        '--uid',
        '--gid',
        '-E',
        '--setenv',
        '--on-active',
        '--on-calendar',
        '--on-boot',
        '--on-startup',
        '--on-unit-active',
        '--on-unit-inactive',
        '--description',
        '--slice',
      ],
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
  const variables = collectConstants(placeOf);
  const commands: WrittenCommand[] = [];
  /** Words of which a part may turn out to be a constant. */
  const open: { value: string | undefined }[] = [];
  const loops: ShellLoop[] = [];
  const functions: ShellFunction[] = [];
  const tree = listOf(placeOf(root), visit(root, { inFunction: undefined, within: undefined, isCertain: true }));
  const { constants, arrays, assigned } = variables.found();
  for (const word of open) word.value = valueWith(word as ShellWord, constants);
  // `retry() { until "$@"; do …`: the script's own comes before a program of that name.
  const own = new Set(functions.map(({ name }) => name));
  for (const command of commands) Object.assign(command, unwrap(command.words, own));
  const { conditions, branches } = readFlow(tree, (command, next) => void ((command as WrittenCommand).onFailure = next));
  commands.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return { tree, commands, faults, constants, arrays, assigned, loops, functions, conditions, branches };

  /** The steps of a node, and of all that is expanded on the way to it, in order. */
  function visit(node: SyntaxNode, scope: Scope): readonly ShellNode[] {
    const span = scope.within ?? placeOf(node);
    const sometimes = scope.isCertain ? { ...scope, isCertain: false } : scope;
    switch (node.type) {
      case 'Command': {
        const command = addCommand(node, scope);
        return [
          { kind: 'command', span, command, inside: childrenOf(node).flatMap((child) => visit(child, { ...scope, pipeline: undefined })) },
        ];
      }
      case 'Pipeline': {
        const own = { ...sometimes, pipeline: [] as ShellCommand[] };
        const parts = node.commands.map((child) => whole(child, child.type === 'Command' ? own : sometimes));
        return [{ kind: 'pipe', span, parts, negated: node.prefixes.some(({ type }) => type === 'Negation') }];
      }
      case 'Statement': {
        const inner = visit(node.command, scope);
        return node.background ? [{ kind: 'background', span, body: listOf(span, inner) }] : inner;
      }
      case 'AndOr':
        return [{ kind: 'chain', span, parts: node.commands.map((child) => whole(child, sometimes)), operators: node.operators }];
      case 'If': {
        const branches = [node, ...node.elif].map(({ clause, then }) => ({ test: whole(clause, sometimes), body: whole(then, sometimes) }));
        return [{ kind: 'if', span, branches, ...(node.else && { otherwise: whole(node.else, sometimes) }) }];
      }
      case 'Case': {
        const items = node.items.map(({ pattern, body }) => ({
          patterns: pattern.map((at) => wordIn(at, scope)),
          body: whole(body, sometimes),
        }));
        const asked = each([node.word, ...node.items.flatMap(({ pattern }) => pattern)], sometimes);
        return [...asked, { kind: 'case', span, word: wordIn(node.word, scope), items }];
      }
      case 'For':
      case 'Select': {
        const words = node.wordlist?.map((at) => wordIn(at, scope));
        if (words && node.type === 'For' && !scope.within) loops.push({ variable: node.name.value, words, body: placeOf(node.body) });
        variables.loop(node.name.value, node.wordlist ?? none);
        const before = each(node.wordlist ?? none, sometimes);
        const body = whole(node.body, sometimes);
        const isMenu = node.type === 'Select' && { isMenu: true as const };
        return [...before, { kind: 'for', span, variable: node.name.value, ...(words && { words }), body, ...isMenu }];
      }
      case 'ArithmeticFor':
        // `for ((;;))`: nothing is asked.
        if (!node.test && !node.update) {
          const test: ShellNode = { kind: 'list', span: { start: span.start, end: span.start }, items: none };
          return [{ kind: 'while', span, isUntil: false, test, body: whole(node.body, sometimes) }];
        }
        return [{ kind: 'for', span, variable: '', body: whole(node.body, scope) }];
      case 'While':
        return [
          { kind: 'while', span, isUntil: node.kind === 'until', test: whole(node.clause, sometimes), body: whole(node.body, sometimes) },
        ];
      case 'Function': {
        const name = node.name.value;
        if (!scope.within) functions.push({ name, nameSpan: placeOf(node.name), span: placeOf(node) });
        return [{ kind: 'function', span, name, body: whole(node.body, { ...sometimes, inFunction: name }) }];
      }
      case 'Subshell':
      case 'CommandExpansion':
      case 'ProcessSubstitution': {
        const isDecoded = node.type === 'CommandExpansion' && node.script?.source !== undefined;
        const outside = node.type === 'ProcessSubstitution' ? scope : sometimes;
        const inner: Scope = isDecoded && !scope.within ? { ...outside, within: span } : outside;
        const steps = childrenOf(node).flatMap((child) => visit(child, inner));
        return steps.length > 0 ? [{ kind: 'subshell', span, body: listOf(span, steps), ...(isDecoded && { isDecoded }) }] : none;
      }
      case 'Coproc':
        return [{ kind: 'background', span, body: whole(node.body, scope) }];
      case 'Redirected': {
        const own = redirectionsOf(node.redirects, scope);
        return [...each(node.redirects, scope), { kind: 'redirected', span, ...own, body: whole(node.command, scope) }];
      }
      case 'TestCommand':
        return [...each(childrenOf(node), scope), { kind: 'test', span, test: testOf(node.expression, (at) => wordIn(at, scope)) }];
      case 'ArithmeticCommand':
        return [...each(childrenOf(node), scope), { kind: 'test', span, test: { is: 'unknown' } }];
      default:
        return each(childrenOf(node), scope);
    }
  }

  /** Of several nodes. */
  function each(nodes: readonly SyntaxNode[], scope: Scope): readonly ShellNode[] {
    const [only] = nodes;
    if (only && nodes.length === 1) return visit(only, scope);
    return nodes.length === 0 ? none : nodes.flatMap((child) => visit(child, scope));
  }

  function whole(child: SyntaxNode, scope: Scope): ShellNode {
    return listOf(scope.within ?? placeOf(child), visit(child, scope));
  }

  function addCommand(node: Command, scope: Scope): ShellCommand {
    const { within } = scope;
    variables.command(node, scope.isCertain);
    const argument = (at: Command['args'][number]): ShellWord =>
      at.type === 'Word'
        ? wordIn(at, scope)
        : {
            text: at.text,
            value: undefined,
            template: templateOfAssignment(at),
            ...(at.value.type === 'ArrayValue' && { elements: at.value.elements.map((one) => wordIn(one, scope, elementOf)) }),
            span: within ?? placeOf(at),
          };
    const command: WrittenCommand = {
      // Known when all variables are.
      name: undefined,
      words: node.name ? [argument(node.name), ...node.args.map(argument)] : node.args.map(argument),
      wrappers: none,
      assignments: eachOf(node.prefix, (at) =>
        at.type === 'Assignment'
          ? {
              name: at.name,
              value: at.value.type === 'Word' ? wordIn(at.value, scope) : undefined,
              ...(at.value.type === 'ArrayValue' && { elements: at.value.elements.map((one) => wordIn(one, scope, elementOf)) }),
              ...(at.index && { key: plainKey(at.index.text) }),
              ...(at.append && { isMore: true as const }),
              span: within ?? placeOf(at),
            }
          : undefined,
      ),
      ...redirectionsOf(node.redirects, scope),
      span: within ?? placeOf(node),
      pipeline: none,
      inFunction: scope.inFunction,
      onFailure: undefined,
    };
    scope.pipeline?.push(command);
    command.pipeline = scope.pipeline ?? [command];
    commands.push(command);
    return command;
  }

  function wordIn(at: Word, { within }: Scope, read: (at: Word, placeOf: PlaceOf) => ShellWord = shellWord): ShellWord {
    const own = read(at, placeOf);
    const word = within ? { ...own, span: within } : own;
    if (word.template !== undefined) open.push(word);
    return word;
  }

  function redirectionsOf(redirects: readonly Redirection[], scope: Scope): Pick<ShellCommand, 'heredocs' | 'redirects'> {
    return {
      heredocs: eachOf(redirects, (at) =>
        at.type === 'HereDoc' ? { span: scope.within ?? placeOf(at.body), expands: !at.delimiter?.quoted } : undefined,
      ),
      redirects: eachOf(redirects, (at) =>
        (at.type === 'Redirect' || at.type === 'HereString') && at.target
          ? { operator: at.operator, target: wordIn(at.target, scope) }
          : undefined,
      ),
    };
  }
}

/** A list of one step is that step, if nothing else stands in it. */
function listOf(span: Span, items: readonly ShellNode[]): ShellNode {
  const [only] = items;
  const isWhole = only && items.length === 1 && only.span.start === span.start && only.span.end === span.end;
  return isWhole ? only : { kind: 'list', span, items };
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

/** A command while the script is read. */
type WrittenCommand = { -readonly [K in keyof ShellCommand]: ShellCommand[K] };

interface Scope {
  /** What stands there runs once, and not only sometimes. */
  readonly isCertain: boolean;
  readonly inFunction: string | undefined;
  /** Span to report for nodes whose offsets index decoded text. */
  readonly within: Span | undefined;
  readonly pipeline?: ShellCommand[] | undefined;
}

/** `undefined` if it is computed. */
function programOf([word]: readonly ShellWord[]): string | undefined {
  return word?.value === undefined ? undefined : baseName(word.value);
}

/** Takes the wrappers off; `own`: names that are none. */
export function unwrap(words: readonly ShellWord[], own?: ReadonlySet<string>): Pick<ShellCommand, 'name' | 'words' | 'wrappers'> {
  const found: (readonly ShellWord[])[] = [];
  let rest = words;
  for (;;) {
    const program = programOf(rest) ?? '';
    const wrapper = own?.has(program) && rest[0]?.value === program ? undefined : wrappers.get(program);
    if (!wrapper) return { name: programOf(rest), wrappers: found, words: rest };
    let at = 1;
    let operands = wrapper.operands;
    for (; at < rest.length; at++) {
      // `--identifier="$NAME"` is an option whatever the variable holds.
      const value = rest[at]?.value ?? rest[at]?.text ?? '';
      if (value === '--') continue;
      if (value.startsWith('-')) {
        if (wrapper.unless?.test(value)) return { name: programOf(rest), wrappers: found, words: rest };
        if (wrapper.valued.includes(value)) at++;
      } else if (/^[A-Za-z_]\w*=/.test(rest[at]?.text ?? '')) continue;
      else if (operands > 0) operands--;
      else break;
    }
    if (at >= rest.length) return { name: programOf(rest), wrappers: found, words: rest };
    found.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
}
