import { baseName } from '../path';
import { span, type Span } from '../span';
import { secretIn } from './assignments';
import { argumentsOf, options, type Argument, type Option } from './command-options';
import { brokenQuotes, handedOver, pipedSecrets, readsSecret } from './handed-over';
import { formed } from './in-word';
import { signs } from './signs';
import { readQuoted } from './value';
import { wordsOf, type Word } from './words';

/** Words of a command that are looked at, and how deep commands in quotes are followed. */
const mostWords = 400;
const deepest = 3;

/** What a command is given that is a secret, or stands for one. */
export interface Handed {
  readonly value: Span;
  /** Others on the host see arguments, and not what is piped. */
  readonly how: 'argument' | 'input';
  /** The word that it is in, or the option before it. */
  readonly from: number;
  /** The command that takes it. */
  readonly program: string;
  /** As soon as it has begun it overwrites the argument. */
  readonly isOverwritten?: true;
}

/** Secrets that options and arguments of known commands hold, wherever in a text the commands stand. */
export const commandSecrets = (text: string): Span[] => [
  ...handedSecrets(text, span(0, text.length)).flatMap(({ value }) => secretIn(text, value)),
  ...handedOver(text),
  ...brokenQuotes(text),
];

/** The same of a part of a text, with what only stands for a secret. `depth`: of quotes that it stands in. */
export function handedSecrets(text: string, within: Span, depth = 0): Handed[] {
  const found: Handed[] = [];
  let earlier: Word[] = [];
  let command: Word[] = [];
  const finish = (): void => {
    if (command.length > 0) found.push(...handedTo(text, command, command[0]?.before === '|' ? earlier : []));
    earlier = command;
    command = [];
  };
  for (const line of depth === 0 ? linesThatTell(text, within) : [within]) {
    for (const word of wordsOf(text, line)) {
      if (word.before !== '') finish();
      if (word.quoted && depth < deepest && /\s/.test(word.text)) found.push(...handedSecrets(text, word, depth + 1));
      if (command.length < mostWords) command.push(word);
    }
    finish();
  }
  return found;
}

const programs = [...new Set([...options.keys(), ...argumentsOf.keys()])];

/** What stands on every line that is told anything of: names of commands, and words of those that read secrets. */
const mayTell = new RegExp(
  `(?<![\\w-])(?:${programs.map((name) => name.replace('.', '\\.')).join('|')})(?![\\w-])` +
    '|passwd|sudo|(?<![\\w-])su\\s|cryptsetup|kinit|-stdin|-fd(?![\\w-])|(?<=\\s)stdin|--with-token',
  'g',
);

/** Such words, and those of two characters: most texts have none. */
const names = signs(
  ['passwd', 'sudo', 'cryptsetup', 'kinit', '-stdin', '-fd', 'stdin', '--with-token', ...programs.filter(({ length }) => length > 2)]
    .join('|')
    .toLowerCase(),
);
const shortNames = new RegExp(`(?:${programs.filter(({ length }) => length === 2).join('|')})(?<![\\w-]..)(?![\\w-])|su(?<![\\w-]su)\\s`);

/** Lines with those that they go on in: most lines of a script give nothing away, and splitting them takes the most time. */
function* linesThatTell(text: string, { start, end }: Span): Generator<Span> {
  if (!names(text) && !shortNames.test(text)) return;
  let done = start;
  mayTell.lastIndex = start;
  for (let match = mayTell.exec(text); match && match.index < end; match = mayTell.exec(text)) {
    const line = span(Math.max(done, logicalStart(text, match.index)), Math.min(end, logicalEnd(text, match.index)));
    yield line;
    done = line.end;
    mayTell.lastIndex = done;
  }
}

const goesOn = (text: string, lineEnd: number): boolean => /\\\r?$/.test(text.slice(Math.max(0, lineEnd - 2), lineEnd));

function logicalStart(text: string, at: number): number {
  let start = text.lastIndexOf('\n', at - 1) + 1;
  while (start > 0 && goesOn(text, start - 1)) start = text.lastIndexOf('\n', start - 2) + 1;
  return start;
}

function logicalEnd(text: string, at: number): number {
  for (let from = at; ;) {
    const end = text.indexOf('\n', from);
    if (end < 0) return text.length;
    if (!goesOn(text, end)) return end;
    from = end + 1;
  }
}

/** What the words of one command hold, the first of which is its name; `piped`: those of the command before it in a pipe. */
export function handedTo(text: string, words: readonly Word[], piped: readonly Word[]): Handed[] {
  const found: Handed[] = [];
  let known: readonly Option[] = [];
  let since = 0;
  let program = '';
  const told = new Set<string>();
  words.forEach((word, at) => {
    const name = baseName(word.text.replaceAll('\\', '/')).replace(/\.exe$/, '');
    const own = options.get(name);
    const args = argumentsOf.get(name);
    if (own) [known, since] = [own, at];
    if (own ?? args) program = name;
    // What it runs has options of its own.
    else if (program === 'sshpass' && !word.text.startsWith('-') && words[at - 1]?.text !== '-p') known = [];
    if (own || !word.text.startsWith('-')) told.add(name);
    const take = (values: readonly Span[], how: Handed['how'], of = program, isOverwritten?: true): void => {
      for (const value of values)
        found.push({ value, how, from: Math.min(word.start, value.start), program: of, ...(isOverwritten && { isOverwritten }) });
    };
    for (const each of args ?? []) take(argumentSecrets(text, words.slice(at + 1), each), 'argument');
    if (name === 'htpasswd') take(htpasswdSecret(words.slice(at + 1)), 'argument', name);
    const next = words[at + 1];
    if (word.text === '<<<' && next) {
      const line = words
        .slice(0, at)
        .map((each) => each.text)
        .join(' ');
      if (told.has('chpasswd')) take(formed(text, next, 'after-colon'), 'input');
      else if (readsSecret.test(line)) take([next], 'input');
    }
    if (at > since) for (const each of known) take(optionSecret(text, each, word, next, told), 'argument', program, each.overwritten);
  });
  for (const value of pipedSecrets(text, words, piped)) found.push({ value, how: 'input', from: value.start, program });
  return found;
}

function optionSecret(
  text: string,
  { names, form, glued, behind }: Option,
  word: Word,
  next: Word | undefined,
  told: ReadonlySet<string>,
): Span[] {
  if (behind !== undefined && !told.has(behind)) return [];
  for (const name of names) {
    if (word.text === name) return glued === 'only' || !next || next.text.startsWith('-') ? [] : formed(text, next, form);
    if (!word.text.startsWith(name)) continue;
    const long = name.startsWith('--');
    const at = word.start + name.length + (word.text.charAt(name.length) === '=' ? 1 : 0);
    if (long ? word.text.charAt(name.length) === '=' : glued !== undefined && name.length === 2) {
      return formed(text, readQuoted(text, at)?.span ?? span(at, word.end), form);
    }
  }
  // The last of several letters in one word: -su a:b
  if (
    /^-[a-zA-Z]{2,6}$/.test(word.text) &&
    glued !== 'only' &&
    next &&
    form === 'after-colon' &&
    names.some((name) => name.length === 2 && word.text.endsWith(name.slice(1)))
  ) {
    return formed(text, next, form);
  }
  return [];
}

function argumentSecrets(text: string, words: readonly Word[], { behind, after, nth, form }: Argument): Span[] {
  const from = behind ? words.findIndex((word) => behind.includes(word.text)) + 1 : 0;
  if (behind && from === 0) return [];
  const args = words.slice(from).filter((each) => !/^(?:-|\/\w+(?::|$))/.test(each.text));
  const before = after ? args.findIndex((each) => after.test(each.text)) + 1 : 0;
  if (after && before === 0) return [];
  const word = args[before + nth];
  return word ? formed(text, word, form) : [];
}

/** `htpasswd -b file user x` and `htpasswd -nb user x`. */
function htpasswdSecret(words: readonly Word[]): Span[] {
  const flags = words.filter((word) => /^-[a-zA-Z]+$/.test(word.text)).map((word) => word.text);
  if (!flags.some((flag) => flag.includes('b'))) return [];
  const rest = words.filter((word) => !word.text.startsWith('-') && !/^\d+$/.test(word.text));
  const secret = rest[flags.some((flag) => flag.includes('n')) ? 1 : 2];
  return secret ? [secret] : [];
}
