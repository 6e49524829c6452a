import { aroundIn } from '../../text/around';
import { span, type Span } from '../../text/span';
import { handedSecrets, handedTo } from '../../text/secrets/commands';
import { argumentsOf, options } from '../../text/secrets/command-options';
import type { Word } from '../../text/secrets/words';
import { fileSpan, plainText, type MappedText } from '../mapped-text';
import { isCarrier, nested } from '../nested';
import { parseShell } from '../shell';
import type { ShellBranch, ShellCommand, ShellScript, ShellWord } from '../shell-script';
import type { FoundArgument, FoundLiteral } from './found';
import { namedLiterals } from './in-config';
import { passwordFile } from './in-text';
import { sqlSecrets } from './in-sql';
import { judge, tellsOfSecret } from './judge';
import { said, unquoted, withName } from './places';

/** Commands of the shell itself, which no other process sees. */
const builtins = new Set(
  'echo printf export local declare typeset readonly read test [ [[ eval set unset : true false cd source . exit return trap shift let getopts hash type alias mapfile readarray'.split(
    ' ',
  ),
);
const assigning = new Set('export local declare typeset readonly env'.split(' '));

/** Commands that hand words on to another shell, on this host or another one. */
const runsWords =
  /^(?:su|ssh|bash|sh|dash|ksh|zsh|runuser|eval|script|watch|nsenter|docker|podman|kubectl|lxc|chroot|sudo|timeout|xargs|parallel|machinectl)$/;

const secretOption =
  /^--?((?:[a-z][\w-]{0,60}[-_])?\w{0,20}(?:pass(?:w(?:or)?d|phrase|code)?|pwd|pw|secret|token|(?:api|access|secret|private|auth|master)[-_]?key|credentials?))(?:=|$)/i;

/** What a word has that names a secret, or an address that may hold one: most commands have none, and looking closer takes time. */
const tells = /pass|pw|secret|token|key|credential|auth|:\/\//i;

type Told = FoundLiteral | FoundArgument;

/** Scripts inside scripts; more is nothing that a person wrote. */
const maxDepth = 3;

/**
 * Secrets that a script gives to variables, to commands and to what it writes. `named`: the text has words that name secrets; without them
 * only options of known commands tell.
 */
export function shellSecrets(text: string, script: ShellScript, named: boolean, depth = 0): Told[] {
  if (!named && !/netrc/.test(text) && !script.commands.some(mayTell)) return [];
  return [...secretsOf(text, script), ...(depth < maxDepth ? secretsInside(text, script, named, depth) : [])];
}

/** Of scripts that other shells are handed: `bash <<END`, `ssh app01 '…'`. */
const secretsInside = (text: string, script: ShellScript, named: boolean, depth: number): Told[] =>
  script.commands.flatMap((command) =>
    isCarrier(command.name ?? '')
      ? nested(command, script, plainText(text), 'kept').flatMap(({ script: inner }) => (inner ? lineSecrets(inner, named, depth + 1) : []))
      : [],
  );

/** Of a command line, or a script that a shell is handed, at their places in the file. */
export const lineSecrets = (line: MappedText, named: boolean, depth = 0): Told[] =>
  line.text.length > maxInside
    ? []
    : shellSecrets(line.text, parseShell(line.text), named, depth).map((each) => ({
        ...each,
        span: fileSpan(line, each.span),
        value: fileSpan(line, each.value),
      }));

/** Characters of a script inside another one. */
const maxInside = 100_000;

function secretsOf(text: string, script: ShellScript): Told[] {
  const functions = new Set(script.functions.map(({ name }) => name));
  const found = script.commands.flatMap((command) => [
    ...assigned(text, command),
    ...handed(text, command, functions),
    ...written(text, command),
    ...fed(text, command),
    ...writtenLists(text, command),
    ...statements(text, command),
  ]);
  return found.map((each) =>
    each.kind === 'literal' && isForTrials(script, text, each.span.start) ? { ...each, sure: 'possible' } : each,
  );
}

/** A branch that only runs where the product is tried out: `if [[ -n $test_profile ]]`. */
const isForTrials = ({ branches }: ShellScript, text: string, at: number): boolean =>
  branchesAround(branches, at).some(({ question }) => forTrials.test(text.slice(question.start, question.end)));

const branchesAround = aroundIn(({ body }: ShellBranch) => body);

const forTrials = /\$\{?\w*test(?:ing|_?(?:profile|mode|run|only))/i;

/** Whether a command could be given a secret without a word that says so. */
const mayTell = ({ name = '', wrappers }: ShellCommand): boolean =>
  wrappers.length > 0 || options.has(name) || argumentsOf.has(name) || runsWords.test(name);

function assigned(text: string, { name, words, assignments }: ShellCommand): FoundLiteral[] {
  const given = assignments.flatMap(({ name: variable, value, span: at }) => (value ? [{ variable, value: value.span, at }] : []));
  if (name !== undefined && assigning.has(name)) {
    for (const { text: word, span: at } of words.slice(1)) {
      const [, variable] = /^["']?([A-Za-z_]\w{0,80})=./.exec(word) ?? [];
      if (variable === undefined || said(text, at) !== word) continue;
      const lead = word.indexOf('=') + 1;
      const quoted = /^["']/.test(word);
      given.push({ variable, value: span(at.start + lead, at.end - (quoted ? 1 : 0)), at });
    }
  }
  return given.flatMap(({ variable, value, at }) => {
    if (!tellsOfSecret(variable)) return [];
    const own = unquoted(text, value);
    const fallback = /^\$\{\w{1,80}:?[-=]([^${}`]{3,256})\}$/.exec(said(text, own))?.[1];
    const inner = fallback === undefined ? own : unquoted(text, span(own.end - 1 - fallback.length, own.end - 1));
    // What a script computes is none of its own secrets.
    if (/(?<!\\)[$`]/.test(said(text, inner)) && text.charAt(inner.start - 1) !== "'") return [];
    const judged = judge(variable, said(text, inner));
    const from = span(at.start, at.start + variable.length);
    return judged
      ? [{ kind: 'literal' as const, span: withName(text, from, inner), value: inner, name: variable, variable, ...judged }]
      : [];
  });
}

function handed(text: string, command: ShellCommand, functions: ReadonlySet<string>): (FoundLiteral | FoundArgument)[] {
  const { name, words } = command;
  if (
    name === undefined ||
    (builtins.has(name) && name !== 'eval') ||
    /^(?:grep|egrep|sed|awk|log|die|error|warn|info|usage|help|cat|man)$/.test(name)
  ) {
    return name === 'echo' || name === 'printf' ? pipedIn(text, command) : [];
  }
  const takes = (program: string): boolean => options.has(program) || argumentsOf.has(program) || program === 'htpasswd';
  const runs = runsWords.test(name);
  const isKnown = runs || takes(name) || command.wrappers.some(([first]) => takes(first?.value ?? ''));
  if (!isKnown && !words.some(({ text: own }) => tells.test(own))) return [];
  // What runs it may take a secret itself, as sshpass does.
  const own = [...command.wrappers.flat(), ...words].map((word) => asWord(text, word));
  const found = isKnown ? handedTo(text, own, []).filter(({ how }) => how === 'argument') : [];
  if (runs) {
    for (const word of own)
      if (word.quoted && /\s/.test(word.text)) found.push(...handedSecrets(text, word, 1).filter(({ how }) => how === 'argument'));
  }
  const places: (Pick<At, 'value' | 'from' | 'program' | 'sure'> & { name: string; isOverwritten?: true | undefined })[] = found.map(
    ({ value, from, program, isOverwritten }) => ({
      value,
      from,
      program,
      sure: 'certain',
      name: `an argument of ${program}`,
      isOverwritten,
    }),
  );
  for (const [index, word] of own.entries()) places.push(...byName(name, word, own[index + 1], own[index - 1]));
  const told = new Set<number>();
  return places.flatMap(({ value: { start, end }, from, program, sure, name: option, isOverwritten = false }) => {
    if (told.has(start)) return [];
    told.add(start);
    return secretsAt(text, {
      value: span(start, end),
      from,
      program,
      option,
      isOverwritten,
      sure: functions.has(name) ? 'possible' : sure,
      visible: !functions.has(name),
    });
  });
}

interface At {
  readonly value: Span;
  readonly from: number;
  readonly program: string;
  readonly option: string;
  readonly isOverwritten: boolean;
  readonly sure: FoundArgument['sure'];
  readonly visible: boolean;
}

function secretsAt(text: string, { value, from, program, option, isOverwritten, sure, visible }: At): (FoundLiteral | FoundArgument)[] {
  const own = unquoted(text, value);
  const secret = said(text, own);
  if (secret.length < 2 || /[\n]/.test(secret)) return [];
  const whole = withName(text, span(from, from), own);
  const computed = /(?<!\\)[$`]/.test(secret) && text.charAt(own.start - 1) !== "'";
  if (!computed && /^(?:-|file:|env:|fd:|pass:(?:''|"")?$|\/|\.\/|stdin$|@)/.test(secret)) return [];
  const judged = computed
    ? undefined
    : judge(/token$/.test(option) ? 'token' : /secret|token|key/i.test(option) ? option : 'password', secret);
  // A word that is no secret by itself says nothing of the option.
  if (!computed && !judged) return [];
  // Files and numbers of descriptors are no secrets.
  if (computed && /(?:file|path|dir|_fd|\.\w{2,5})\}?"?$|\//i.test(secret)) return [];
  return [
    ...(visible ? [{ kind: 'argument' as const, span: whole, value: own, program, isOverwritten, sure }] : []),
    ...(judged ? [{ kind: 'literal' as const, span: whole, value: own, name: option, ...judged }] : []),
  ];
}

/** `--db-password x`, `-e DB_PASSWORD=x`, `-H 'Authorization: Bearer x'`, `scheme://user:$PASSWORD@host`. */
function byName(program: string, word: Word, next: Word | undefined, before: Word | undefined) {
  const own = word.text;
  const [head, option] = secretOption.exec(own) ?? [];
  const sure = /^[a-z][a-z0-9.-]*$/.test(program) ? ('likely' as const) : ('possible' as const);
  if (head !== undefined && option !== undefined && tellsOfSecret(option) && (own.startsWith('--') || option.length > 4)) {
    const name = `${own.startsWith('--') ? '--' : '-'}${option}`;
    if (head.endsWith('=')) return [{ value: span(word.start + head.length, word.end), from: word.start, program, sure, name }];
    return next && !next.text.startsWith('-') ? [{ value: next, from: word.start, program, sure, name }] : [];
  }
  const [given, variable] = /^(?:--from-literal=)?([A-Za-z_][\w.-]{0,80})=(?=.)/.exec(own) ?? [];
  if (
    given !== undefined &&
    variable !== undefined &&
    tellsOfSecret(variable) &&
    (given.startsWith('--from-literal') ||
      (before && /^(?:-e|--env|--build-arg|--from-literal|--set|--set-string|-D|-P|-c)$/.test(before.text)))
  ) {
    return [{ value: span(word.start + given.length, word.end), from: word.start, program, sure: 'certain' as const, name: variable }];
  }
  const [lead] =
    /^(?:--header=["']?)?(?:proxy-)?(?:authorization|(?:private|job|deploy|auth|access)-token|x-[\w-]{0,40}(?:token|key|secret)|api-?key)\s{0,4}:\s{0,4}(?:(?:bearer|basic|token)\s{1,4})?/i.exec(
      own,
    ) ?? [];
  if (lead !== undefined && (lead.startsWith('--header') || (before && /^(?:-\w*H|--header|\S*\.extra[hH]eader)$/.test(before.text)))) {
    return [
      {
        value: span(word.start + lead.length, word.end),
        from: word.start,
        program,
        sure: 'certain' as const,
        name: 'an HTTP header with a token',
      },
    ];
  }
  const [upTo] =
    /^[a-z][\w+.-]{1,20}:\/\/[^\s?]{1,300}\?(?:[^\s&]{1,200}&){0,20}(?:access_token|auth_token|token|api_?key|client_secret|password)=/i.exec(
      own,
    ) ?? [];
  if (upTo !== undefined) {
    const value = /^[^&\s]*/.exec(own.slice(upTo.length))?.[0] ?? '';
    const start = word.start + upTo.length;
    return [{ value: span(start, start + value.length), from: start, program, sure: 'certain' as const, name: 'an address with a token' }];
  }
  const [address, password] = /^[a-z][\w+.-]{1,20}:\/\/[^\s:/@]{0,80}:(\$[^@\s/]{1,120})@/i.exec(own) ?? [];
  if (address !== undefined && password !== undefined) {
    const start = word.start + address.length - 1 - password.length;
    return [
      { value: span(start, start + password.length), from: start, program, sure: 'certain' as const, name: 'a password of an address' },
    ];
  }
  return [];
}

/** `echo x | passwd --stdin`: no other process sees it, and the script holds it. */
function pipedIn(text: string, command: ShellCommand): FoundLiteral[] {
  const [first, second] = command.pipeline;
  if (first !== command || !second) return [];
  const piped = command.words.map((word) => asWord(text, word));
  const reader = second.wrappers.flat().concat(second.words);
  return handedTo(
    text,
    reader.map((word) => asWord(text, word)),
    piped,
  ).flatMap(({ value, how, program }) => {
    const own = unquoted(text, value);
    const secret = said(text, own).replace(/\\n$/, '');
    const judged = how === 'input' && !/[$`]/.test(secret) ? judge('password', secret) : undefined;
    return judged
      ? [{ kind: 'literal' as const, span: own, value: own, name: `the input of ${program || (second.name ?? 'a command')}`, ...judged }]
      : [];
  });
}

/** Lines that chpasswd reads from a here-document or a here-string. */
function fed(text: string, { name, heredocs, redirects, pipeline }: ShellCommand): FoundLiteral[] {
  if (name !== 'chpasswd' && !(name === 'cat' && pipeline.at(-1)?.name === 'chpasswd')) return [];
  const strings = redirects.filter(({ operator }) => operator === '<<<').map(({ target }) => unquoted(text, target.span));
  return [...heredocs.map(({ span: at }) => at), ...strings].flatMap((part) =>
    [...said(text, part).matchAll(/^[ \t]*([^\s:$]{1,64}):([^\r\n$`]{3,256})$/gm)].flatMap(
      ({ 0: all, 1: user = '', 2: secret = '', index }): FoundLiteral[] => {
        const value = span(part.start + index + all.length - secret.length, part.start + index + all.length);
        const judged = judge('password', secret, user);
        return judged ? [{ kind: 'literal', span: value, value, name: 'the input of chpasswd', user, ...judged }] : [];
      },
    ),
  );
}

/** `.pgpass` and `.netrc` that a script writes. */
function writtenLists(text: string, command: ShellCommand): FoundLiteral[] {
  const last = command.pipeline.at(-1) ?? command;
  const to = [
    ...[...command.redirects, ...last.redirects].flatMap(({ operator, target }) => (/^&?>/.test(operator) ? [target] : [])),
    ...(last.name === 'tee' ? last.words.slice(1) : []),
  ].find(({ text: file }) => /(?:netrc|pgpass(?:\.conf)?)["']?$/.test(file));
  if (!to) return [];
  const path = unquoted(to.text, span(0, to.text.length));
  const isPrinted = command.name === 'echo' || command.name === 'printf';
  const parts = [
    ...command.heredocs.map(({ span: at }) => at),
    ...(isPrinted ? command.words.slice(1).map(({ span: at }) => unquoted(text, at)) : []),
  ];
  return parts.flatMap((part) =>
    passwordFile(said(to.text, path), said(text, part).replaceAll('\\n', '\n ')).map((each) => {
      const at = span(part.start + each.value.start, part.start + each.value.end);
      return { ...each, span: at, value: at };
    }),
  );
}

/** Assignments in texts that a script writes: here-documents, `echo 'password=x' >> file`. */
function written(text: string, command: ShellCommand): FoundLiteral[] {
  const { name, words, heredocs } = command;
  // What goes to the terminal is for people.
  const goesOn = isWritten(command);
  const parts: Span[] = name === 'cat' && !goesOn ? [] : heredocs.map(({ span: at }) => at);
  const own = words.slice(1).filter(({ span: at, text: word }) => word.length > 8 && said(text, at) === word);
  if ((name === 'echo' || name === 'printf') && goesOn) parts.push(...own.map(({ span: at }) => unquoted(text, at)));
  // Fields of a form, or of an object.
  if (name === 'curl' || name === 'wget')
    parts.push(
      ...own.flatMap(({ span: at }) => (sends.test(text.slice(Math.max(0, at.start - 24), at.start)) ? [unquoted(text, at)] : [])),
    );
  if (name === 'sed') parts.push(...own.flatMap(({ span: at }) => putIn(text, unquoted(text, at))));
  return parts.flatMap((part) => {
    const own = said(text, part);
    if (!/pass|pw|psk|secret|token|key|credential/i.test(own)) return [];
    return namedLiterals(text, own, part.start, (value) => !/[$`\\]/.test(value)).filter(
      ({ value }) => !isSaid(own, value.start - part.start),
    );
  });
}

/** Options of curl and wget with what is sent. */
const sends = /\s(?:-d|-F|--(?:data(?:-\w+)?|form(?:-\w+)?|json|post-data|body-data))[ =]$/;

/** Whether what a command prints goes to a file or another command. */
const isWritten = ({ redirects, pipeline }: ShellCommand, command = pipeline.at(-1)): boolean =>
  redirects.some(
    ({ operator, target }) => /^&?>/.test(operator) && !/^(?:\d|-|&\d|\/dev\/(?:stderr|stdout|tty|null))$/.test(target.text),
  ) ||
  (pipeline.length > 1 && command?.name !== 'less' && command?.name !== 'more');

/** What `sed` puts in the place of what it finds: `s/password=.*\/password=x/`. */
function putIn(text: string, part: Span): Span[] {
  const own = said(text, part);
  const sign = /^[^s]{0,40}s([/|#,@!~:%])/.exec(own)?.[1];
  if (sign === undefined) return [];
  const first = own.indexOf(sign);
  const second = own.indexOf(sign, first + 1);
  const third = own.indexOf(sign, second + 1);
  return second < 0 || third < 0 ? [] : [span(part.start + second + 1, part.start + third)];
}

/** Usage texts: options that stand in the middle of a sentence. */
const isSaid = (text: string, at: number): boolean =>
  /(?:^|\n)[ \t]{0,20}(?:usage|options?|examples?|e\.g\.|#)|--\w[\w-]{0,40}[= ]$/i.test(text.slice(Math.max(0, at - 60), at));

/** SQL in texts and here-documents. */
function statements(text: string, command: ShellCommand): FoundLiteral[] {
  const { name, words, heredocs } = command;
  if (name === 'grep' || ((name === 'echo' || name === 'printf') && !isWritten(command))) return [];
  return [...words.slice(1).map(({ span: at }) => at), ...heredocs.map(({ span: at }) => at)]
    .filter(({ start, end }) => end - start > 16)
    .flatMap((part) => sqlSecrets(text, part))
    .filter(({ value }) => !/(?<!\\)[$`]/.test(said(text, value)));
}

function asWord(text: string, { span: at }: ShellWord): Word {
  const own = unquoted(text, at);
  return { start: own.start, end: own.end, text: said(text, own), before: '', quoted: own.start > at.start };
}
