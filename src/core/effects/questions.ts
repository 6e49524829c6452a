import type { ShellNode, ShellTest } from '../parse/shell-script';
import { binaryTest, unaryTest } from '../parse/shell-tests';
import type { ShellCommand, ShellWord } from '../parse/shell-script';
import { unknown } from '../parse/shell-template';
import type { Course } from './course';
import type { Condition, Test } from './effect';
import { noValue, valuesOf, type Variables } from './values';

/** Programs that answer a question about the host, and the operand that they ask about. */
const asking: ReadonlyMap<string, string> = new Map([
  ...['command', 'which', 'type', 'hash', 'whence'].map((name) => [name, 'command'] as const),
  ...['getent', 'id'].map((name) => [name, 'account'] as const),
  ...['pgrep', 'pidof'].map((name) => [name, 'process'] as const),
  ...['mountpoint', 'findmnt'].map((name) => [name, 'mount'] as const),
  ...['dpkg', 'dpkg-query', 'rpm', 'apk', 'pacman', 'rpmquery', 'dpkg-statoverride', 'dpkg-divert'].map(
    (name) => [name, 'package'] as const,
  ),
  ...['systemctl', 'service', 'invoke-rc.d', 'deb-systemd-helper', 'initctl'].map((name) => [name, 'unit'] as const),
  ...[
    'grep',
    'egrep',
    'fgrep',
    'diff',
    'cmp',
    'ls',
    'find',
    'file',
    'stat',
    'test',
    '[',
    'expr',
    'ping',
    'nc',
    'ss',
    'lsof',
    'crontab',
    'sudo',
    'timedatectl',
  ].map((name) => [name, 'other'] as const),
]);

/** Questions by their names: `is_installed`, `needs_migration`. */
const askingName =
  /^_*(is|has|have|are|can|should|need|needs|check|test|confirm|ask|want|wants|must|does|was|will|in|if|exists?|contains?|valid(ate)?|verify|detect)[_-]|_(exists?|is_\w+|installed|running|available|enabled|needed|present|active|ok|p)$|\?$/i;

/** Whether a command asks something, by its name; `undefined`: that depends on what it does. */
export function asks(command: ShellCommand): boolean | undefined {
  const { name, words } = command;
  if (name === undefined) return undefined;
  if (name === 'systemctl' || name === 'deb-systemd-helper')
    return words.some(({ value }) => /^(is-|status|show|cat|list-|was-|debian-)/.test(value ?? ''));
  if (name === 'dpkg' || name === 'rpm')
    return words.some(({ value }) =>
      /^(-[slLWqVK]|--(status|get-selections|compare-versions|validate-\w+|query|list\w*|print-\w+|verify|assert-\w+))/.test(value ?? ''),
    );
  if (asking.has(name)) return true;
  return askingName.test(name) ? true : undefined;
}

/** What the outcome of a node tells, as far as it can be worked out. */
export const testOf = (node: ShellNode, course: Course): Pick<Condition, 'test' | 'values' | 'older'> =>
  asked(course, (variables) => testIn(node, variables));

/** A test, and by which variables it was filled in, where files that are read in may set them. */
export function asked(course: Course, make: (variables: Variables) => Test): Pick<Condition, 'test' | 'values' | 'older'> {
  const { variables, readIn, evaluated } = course;
  const values = new Set<string>();
  const test = make({
    get: (name) => {
      const known = variables.get(name);
      if (known === undefined) return undefined;
      if (known.isMaybe || evaluated?.get(name) === known) return noValue;
      values.add(name);
      return known;
    },
  });
  if (test.is === 'unknown') return {};
  const older = readIn ? [...values].filter((name) => readIn.get(name) === variables.get(name)) : [];
  return { test, ...(readIn && values.size > 0 && { values: [...values] }), ...(older.length > 0 && { older }) };
}

function testIn(node: ShellNode, variables: Variables): Test {
  switch (node.kind) {
    case 'test':
      return filled(node.test, variables);
    case 'pipe': {
      const [only] = node.parts;
      const of: Test = only && node.parts.length === 1 ? testIn(only, variables) : { is: 'unknown' };
      return node.negated ? negated(of) : of;
    }
    case 'list': {
      const last = node.items.at(-1);
      return last ? testIn(last, variables) : { is: 'unknown' };
    }
    case 'redirected':
      return testIn(node.body, variables);
    case 'chain': {
      const [operator] = node.operators;
      if (!node.operators.every((one) => one === operator)) return { is: 'unknown' };
      return { is: operator === '&&' ? 'all' : 'any', of: node.parts.map((part) => testIn(part, variables)) };
    }
    case 'command':
      return testOfCommand(node.command, variables);
    default:
      return { is: 'unknown' };
  }
}

const negated = (of: Test): Test => (of.is === 'unknown' ? of : { is: 'not', of });

function testOfCommand({ name, words }: ShellCommand, variables: Variables): Test {
  if (name === '[' || name === 'test') {
    const given = words.slice(1, name === '[' && words.at(-1)?.text === ']' ? -1 : undefined);
    return filled(bracketTest(given), variables);
  }
  const what = asking.get(name ?? '');
  const operand = words.slice(1).findLast(({ text }) => !text.startsWith('-'));
  if (name === 'true' || name === ':') return { is: 'all', of: [] };
  if (name === 'false') return { is: 'any', of: [] };
  if (what === undefined || what === 'other' || !operand) return { is: 'unknown' };
  return { is: 'there', what, word: single(operand, variables) };
}

/** `[ a = b -a -n c ]`; `-o` binds less than `-a`. */
function bracketTest(words: readonly ShellWord[]): ShellTest {
  for (const [operator, is] of [
    ['-o', 'any'],
    ['-a', 'all'],
  ] as const) {
    const at = words.findIndex(({ text }, index) => text === operator && index > 0);
    if (at > 0) return { is, of: [bracketTest(words.slice(0, at)), bracketTest(words.slice(at + 1))] };
  }
  const [first, second, third] = words;
  if (first?.text === '!' && words.length > 1) return { is: 'not', of: bracketTest(words.slice(1)) };
  if (words.length === 1 && first) return { is: 'not', of: { is: 'empty', word: first } };
  if (words.length === 2 && first && second) return unaryTest(first.text, second);
  return first && second && third && words.length === 3 ? binaryTest(second.text, first, third) : { is: 'unknown' };
}

function filled(test: ShellTest, variables: Variables): Test {
  switch (test.is) {
    case 'all':
    case 'any':
      return { is: test.is, of: test.of.map((one) => filled(one, variables)) };
    case 'not':
      return negated(filled(test.of, variables));
    case 'equal':
      return { is: 'match', word: single(test.word, variables), patterns: [single(test.pattern, variables)] };
    case 'empty':
      return { is: 'empty', word: single(test.word, variables) };
    case 'less':
      return { is: 'less', word: single(test.word, variables), than: single(test.than, variables) };
    case 'file':
      return { is: 'there', what: test.operator, word: single(test.word, variables) };
    case 'unknown':
      return test;
  }
}

/** The value of a word that has one. */
export function single(word: ShellWord, variables: Variables): string {
  const { values } = valuesOf(word, variables);
  return values.length === 1 ? (values[0] ?? unknown) : unknown;
}

/** The question of one item of a `case`: its patterns, and none of those before it. */
export function caseTest(word: string, patterns: readonly string[], before: readonly string[]): Test {
  const own: Test = { is: 'match', word, patterns };
  return before.length === 0 || before.length > maxBefore
    ? own
    : { is: 'all', of: [{ is: 'not', of: { is: 'match', word, patterns: [...before] } }, own] };
}

/** Patterns of a `case` that are looked at again for each item behind them. */
const maxBefore = 32;
