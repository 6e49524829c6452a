import { wantedSystem, type WantedSystem } from '../../inventory/systems';
import type { ShellNode, ShellScript, ShellTest, ShellWord } from '../../parse/shell-script';
import { binaryTest } from '../../parse/shell-tests';
import { insideOf } from '../../parse/shell-tree';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';

/** A place where a script asks which system the host runs, and goes on with some of them alone. */
export interface SystemGuard {
  /** The question. */
  readonly span: Span;
  /** As the script names them, and what that means. */
  readonly wanted: readonly { readonly text: string; readonly system: WantedSystem }[];
  /** It asks os-release or lsb_release itself; what a variable of its own is called may mean something else. */
  readonly isSure: boolean;
}

interface Guard extends SystemGuard {
  readonly about: ShellWord;
}

/** What os-release(5) and lsb-release call the system; a family of systems (`ID_LIKE`) is another question. */
const sureName = /os-release|lsb_release|\$\{?(?:ID|DISTRIB_ID)\b/;
const likelyName = /\$\{?(?:OS(?:_?(?:ID|NAME|RELEASE|DISTRO))?|DIST(?:RO\w*)?|OSRELEASE|LINUX_DIST\w*)\b/i;
const version = /^["']?\$\{?(?:VERSION_ID|VERSION_CODENAME|DISTRIB_RELEASE|DISTRIB_CODENAME)\}?["']?$/;

/** `$(lsb_release -sc)`: `jammy` is no name of a system. */
const asksVersion = /lsb_release\s[^|)`]*(?:-\w*[cr]|--codename|--release)/;

/** The guards of a script, in its order. */
export const systemGuards = fileFact('shell', ({ syntax: { tree, assigned } }): readonly SystemGuard[] => {
  const ending = endingFunctions(tree);
  const found: SystemGuard[] = [];
  const visit = (node: ShellNode, isAsked: boolean): void => {
    const guard = guardOf(node, ending);
    if (guard && !isOfOther(guard.about, assigned)) found.push({ ...guard, isSure: guard.isSure && !isAsked });
    const asks = isAsked || node.kind === 'if' || node.kind === 'case' || node.kind === 'while';
    for (const inner of insideOf(node)) visit(inner, asks);
  };
  visit(tree, false);
  return found;
});

/** `ID=$(id -un)`, `DIST=$(mktemp -d)`: the script has put something else in a variable of this name. */
function isOfOther({ text }: ShellWord, assigned: ShellScript['assigned']): boolean {
  const given = assigned.get(/\$\{?(\w+)/.exec(text)?.[1] ?? '') ?? [];
  return given.length > 0 && given.every((value) => /^["']?(?:\$\(|`)/.test(value) && !asksSystem.test(value));
}

/** What tells which system it is. */
const asksSystem = /release|lsb|uname|hostnamectl|issue|distr|debian|redhat|\$\{?(?:OS|ID)\b|python|facter|ostype/i;

/** One system that a script goes on with: the words that it is compared with. */
interface Taken {
  readonly name?: ShellWord;
  readonly version?: ShellWord;
}

/** `about`: the word that is looked at first. */
interface Accepted {
  readonly about: ShellWord;
  readonly isSure: boolean;
  readonly taken: readonly Taken[];
}

function guardOf(node: ShellNode, ending: ReadonlySet<string>): Guard | undefined {
  const accepted = acceptedBy(node, ending);
  if (!accepted || accepted.taken.length === 0) return undefined;
  const { about, isSure, taken } = accepted;
  const wanted = taken.flatMap(({ name, version }) => {
    const text = [name, version].flatMap((word) => (word ? [word.value ?? word.template ?? ''] : [])).join(' ');
    const system = name && systemNamed(text);
    return system ? [{ text, system }] : [];
  });
  return wanted.length === taken.length ? { span: about.span, wanted, isSure, about } : undefined;
}

/** `debian-11`, `ubuntu*`, `arch`; of a pattern with other signs nobody here knows what it takes. */
function systemNamed(pattern: string): WantedSystem | undefined {
  const name = pattern.replace(/[-_. ]?\*$/, '').toLowerCase();
  if (/[*?[\]]/.test(name)) return undefined;
  return wantedSystem(name) ?? (/^[a-z]{3,20}$/.test(name) ? { id: name } : undefined);
}

/** `undefined`: it is no question after which the script may end. */
function acceptedBy(node: ShellNode, ending: ReadonlySet<string>): Accepted | undefined {
  if (node.kind === 'case') {
    const others = node.items.at(-1);
    if (others?.patterns.every(({ text }) => text !== '*') !== false || !ends(others.body, ending)) return undefined;
    const kept = node.items.slice(0, -1).filter(({ body }) => !ends(body, ending));
    return either(kept.flatMap(({ patterns }) => patterns.map((pattern) => compared(node.word, pattern))));
  }
  if (node.kind === 'if') {
    const [first, ...more] = node.branches;
    if (first && more.length === 0 && !node.otherwise) return ends(first.body, ending) ? asked(testOf(first.test), false) : undefined;
    if (!node.otherwise || !ends(node.otherwise, ending)) return undefined;
    return either(node.branches.map(({ test, body }) => (ends(body, ending) ? undefined : asked(testOf(test), true))));
  }
  if (node.kind === 'chain' && node.parts.length === 2) {
    const [question, answer] = node.parts;
    return question && answer && ends(answer, ending) ? asked(testOf(question), node.operators[0] === '||') : undefined;
  }
  return undefined;
}

/** Which system the host may run if a question is answered so; `undefined`: any. */
function asked(test: ShellTest, isYes: boolean): Accepted | undefined {
  if (test.is === 'not') return asked(test.of, !isYes);
  if (test.is === 'equal') return isYes ? compared(test.word, test.pattern) : undefined;
  if (test.is !== 'any' && test.is !== 'all') return undefined;
  const each = test.of.map((one) => asked(one, isYes));
  return (test.is === 'any') === isYes ? either(each) : both(each);
}

function compared(about: ShellWord, pattern: ShellWord): Accepted | undefined {
  // `[ "x$ID" = "xubuntu" ]`: an old way to ask it of what may be empty.
  if (/^["']?x\$/.test(about.text) && pattern.value?.startsWith('x')) return compared(bare(about), bare(pattern));
  if (version.test(about.text) || asksVersion.test(about.text)) return { about, isSure: true, taken: [{ version: pattern }] };
  const isSure = sureName.test(about.text) && !about.text.includes('ID_LIKE');
  return isSure || likelyName.test(about.text) ? { about, isSure, taken: [{ name: pattern }] } : undefined;
}

const bare = ({ text, value, ...word }: ShellWord): ShellWord => ({ ...word, text: text.replace('x', ''), value: value?.slice(1) });

function either(all: readonly (Accepted | undefined)[]): Accepted | undefined {
  const known = all.flatMap((one) => one ?? []);
  const [first] = known;
  if (!first || known.length < all.length) return undefined;
  return { about: first.about, isSure: known.every(({ isSure }) => isSure), taken: known.flatMap(({ taken }) => taken) };
}

/** What else has to be true lets no other system through, so that it may be passed over as well. */
function both(all: readonly (Accepted | undefined)[]): Accepted | undefined {
  const [first, ...others] = all.flatMap((one) => one ?? []);
  return (
    first &&
    others.reduce((before, one) => {
      if (before.taken.length * one.taken.length > mostTaken) return before;
      const taken = before.taken.flatMap((other) => one.taken.map((own) => ({ ...own, ...other })));
      return { about: before.about, isSure: before.isSure && one.isSure, taken };
    }, first)
  );
}

/** Systems that one script names; nobody supports more. */
const mostTaken = 200;

function testOf(node: ShellNode): ShellTest {
  if (node.kind === 'test') return node.test;
  const last = node.kind === 'list' ? node.items.at(-1) : undefined;
  if (last) return testOf(last);
  if (node.kind === 'pipe' && node.negated && node.parts.length === 1 && node.parts[0]) return { is: 'not', of: testOf(node.parts[0]) };
  if (node.kind === 'chain' && new Set(node.operators).size === 1)
    return { is: node.operators[0] === '&&' ? 'all' : 'any', of: node.parts.map(testOf) };
  if (node.kind !== 'command' || !/^(?:\[|test)$/.test(node.command.name ?? '')) return { is: 'unknown' };
  const [word, operator, pattern, ...more] = node.command.words.slice(1).filter(({ text }) => text !== ']');
  return word && operator && pattern && more.length === 0 ? binaryTest(operator.text, word, pattern) : { is: 'unknown' };
}

/** Functions of the script that end it: `die`, `fail`. */
function endingFunctions(tree: ShellNode): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ShellNode): void => {
    if (node.kind === 'function' && ends(node.body, names)) names.add(node.name);
    for (const inner of insideOf(node)) visit(inner);
  };
  visit(tree);
  return names;
}

/** Whether it always ends the script, and not as done. */
function ends(node: ShellNode, ending: ReadonlySet<string>): boolean {
  if (node.kind === 'list') return node.items.some((item) => ends(item, ending));
  if (node.kind === 'redirected') return ends(node.body, ending);
  if (node.kind !== 'command') return false;
  const { name, words } = node.command;
  return name === 'exit' ? words[1]?.text !== '0' : name !== undefined && ending.has(name);
}
