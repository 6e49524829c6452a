import { readBatch } from '../parse/windows/batch';
import { readPowerShell } from '../parse/windows/powershell';
import type { WindowsCommand, WindowsScript, WindowsWord } from '../parse/windows/windows-command';
import { isKnown, unknown, type Template } from '../parse/shell-template';
import { changesNothing, cmdlets, looksOnly, programs, serviceVerb, type WindowsForm } from './commands/windows';
import { handedToShell, type EffectKind, type ScriptEffects, type Step } from './effect';
import { stepsOfWords } from './known-programs';
import { asksPerson } from './windows-prompts';

type Language = 'PowerShell' | 'Windows batch';

/** A script in a script in a script; nobody writes more. */
const deepest = 3;

/** What a script of Windows does, as far as its literal commands tell; what else it holds is one step that nobody knows. Never throws. */
export function windowsEffects(
  { commands, constants, lists, functions, parts = new Map() }: WindowsScript,
  language: Language,
): ScriptEffects {
  const script: Script = { language, functions, depth: 0 };
  const steps = commands.flatMap((command) => stepsOf(command, script));
  const rest = { start: 0, end: 0 };
  const why = `what expressions and conditions of this script in ${language} do`;
  const last: Step = { ...blank, kind: 'unknown', target: '', span: rest, command: rest, by: language, why };
  const variables = [
    ...[...constants].map(([name, value]) => ({ name, values: [value], isEach: false })),
    ...[...lists].map(([name, values]) => ({ name, values, isEach: true })),
  ];
  return {
    steps: [...steps, last],
    functions: Array.from(parts, ([name, own]) => ({ name, steps: own.flatMap((command) => stepsOf(command, script)) })),
    conditions: [],
    variables,
    sets: [],
    commands: commands.length + 1,
    stopsOnError: false,
  };
}

const blank = { options: [], condition: -1, onError: 'goes-on', isCode: true } as const;

interface Script {
  readonly language: Language;
  readonly functions: ReadonlySet<string>;
  readonly depth: number;
}

function stepsOf(command: WindowsCommand, script: Script): readonly Step[] {
  const { words, span, isSure, writes } = command;
  const [name] = words;
  if (!name) return [];
  const options = words.flatMap(({ value, isQuoted }) => (isQuoted ? [] : (/^[-/](\w+)$/.exec(value)?.[1]?.toLowerCase() ?? [])));
  const like: Step = {
    ...blank,
    options,
    kind: 'unknown',
    target: '',
    span: name.span,
    command: span,
    by: name.value,
    ...(!isSure && { isOneOf: true as const }),
  };
  const written = writes.map(({ file, appends }): Step => ({
    ...like,
    kind: appends ? 'file.append' : 'file.write',
    target: file.value,
    span: file.span,
  }));
  const isShell = script.language === 'PowerShell';
  const said = saidBy(command, like, script);
  const asks = asksPerson(programOf(name), words.slice(1), isShell);
  return [...(asks ? [{ ...like, kind: 'prompt' as const }] : []), ...said, ...written];
}

/** A command by its name alone, in small letters. */
const programOf = ({ value }: WindowsWord): string =>
  value
    .toLowerCase()
    .replace(/^.*[\\/]/, '')
    .replace(/\.(exe|com)$/, '');

function saidBy(command: WindowsCommand, like: Step, script: Script): readonly Step[] {
  const [name, ...given] = command.words;
  if (!name) return [];
  if (!isKnown(name.value)) return [{ ...like, why: 'a command that is computed' }];
  const program = programOf(name);
  const isShell = script.language === 'PowerShell';
  if (script.functions.has(program)) return [];
  if (program === 'set' && !isShell) return /^\/p$/i.test(given[0]?.value ?? '') ? [{ ...like, kind: 'prompt' }] : [];
  const inner = handedOver(program, command, like, script);
  if (inner) return inner;
  if (/\.(ps1|psm1|bat|cmd|vbs|js|wsf|py|sh)$/i.test(program)) return [called(name, like)];
  // `sc` is another command in PowerShell, `sc.exe` is not.
  const isService = program === 'sc' && !(isShell && name.value.toLowerCase() === 'sc');
  if (isService || program === 'net' || program === 'net1') return [...ofService(program, given, like)];
  const form = (isShell ? cmdlets.get(program) : undefined) ?? (isShell && /^\w+-\w+$/.test(program) ? undefined : programs.get(program));
  if (form) return ofForm(form, command, like);
  if (changesNothing.has(program) || (isShell && looksOnly.test(program)) || /^[a-z]:$/.test(program)) return [];
  const asElsewhere = isShell && cmdlets.has(program) ? undefined : stepsOfWords([program, ...given.map(({ value }) => value)], like);
  if (asElsewhere) return asElsewhere;
  return [{ ...like, kind: 'unknown', why: `what ${name.value} does` }];
}

const called = (word: WindowsWord, like: Step): Step => ({
  ...like,
  kind: 'call',
  target: word.value.replaceAll('\\', '/'),
  span: word.span,
  args: [],
});

/** Programs and commands that are given another one: `cmd /c …`, `start /wait …`, `powershell -File x.ps1`, `Start-Process msiexec …`. */
function handedOver(program: string, { words, ...command }: WindowsCommand, like: Step, script: Script): readonly Step[] | undefined {
  const given = words.slice(1);
  const { language, depth } = script;
  const again = (rest: readonly WindowsWord[], from: Language = language): readonly Step[] =>
    depth < deepest && rest.length > 0 ? stepsOf({ ...command, words: rest }, { ...script, language: from, depth: depth + 1 }) : [];
  const text = (word: WindowsWord, from: Language): readonly Step[] => {
    if (!isKnown(word.value) || depth >= deepest) return [{ ...like, why: handedToShell }];
    const found = from === 'PowerShell' ? readPowerShell(word.value).commands : readBatch(word.value).commands;
    return found.flatMap((one) =>
      stepsOf(
        {
          ...one,
          span: like.command,
          isSure: one.isSure && command.isSure,
          words: one.words.map((inner) => ({ ...inner, span: word.span })),
        },
        { ...script, language: from, depth: depth + 1 },
      ),
    );
  };
  if (program === '.' || program === '&') {
    const [file] = given;
    return file ? [{ ...called(file, like), ...(program === '.' && { kind: 'source' as const }) }] : [];
  }
  if (program === 'cmd') {
    const at = given.findIndex(({ value }) => /^\/[ck]$/i.test(value));
    const rest = at < 0 ? [] : given.slice(at + 1);
    const [only] = rest;
    return only && rest.length === 1 ? text(only, 'Windows batch') : again(rest, 'Windows batch');
  }
  if (program === 'powershell' || program === 'pwsh') {
    const at = given.findIndex(({ value }) => /^-(f|file|c|command|e|en|enc|encodedcommand)$/i.test(value));
    const option = given[at]?.value.toLowerCase() ?? '';
    const [first, ...rest] = at < 0 ? given.filter(({ value }) => !value.startsWith('-')).slice(-1) : given.slice(at + 1);
    if (!first) return [{ ...like, why: handedToShell }];
    if (option.startsWith('-f') || /\.ps1$/i.test(first.value)) return [called(first, like)];
    if (option.startsWith('-e')) return [{ ...like, why: handedToShell }];
    return rest.length === 0 && first.isQuoted ? text(first, 'PowerShell') : again([first, ...rest], 'PowerShell');
  }
  if (program === 'call' || (program === 'start' && language === 'Windows batch')) {
    const rest = given.filter(
      ({ value, isQuoted }, index) =>
        !/^\/(wait|b|min|max|i|low|high|d)$/i.test(value) && !(program === 'start' && isQuoted && index === 0),
    );
    const [first] = rest;
    if (!first?.value.startsWith(':')) return again(rest);
    // A part of this file, with words of its own.
    return [{ ...like, kind: 'call', target: first.value.toLowerCase(), args: rest.slice(1).map(({ value }) => value) }];
  }
  if (program === 'start-process' || program === 'saps' || (program === 'start' && language === 'PowerShell')) {
    const file = argumentOf(words, 'filepath');
    const list = parameterOf(words, 'argumentlist args');
    if (!file) return undefined;
    const inner = list && isKnown(list.value) && list.value !== '' ? (readBatch(list.value).commands[0]?.words ?? []) : [];
    return again([{ ...file, isQuoted: false }, ...inner.map((word) => ({ ...word, span: list?.span ?? file.span }))], 'Windows batch');
  }
  if (program === 'invoke-expression' || program === 'iex') {
    const [code] = given;
    const fetched = fetchedFor(command);
    if (fetched) return [{ ...like, kind: 'script.run', target: 'PowerShell', from: fetched.value, span: fetched.span }];
    return code && isKnown(code.value) ? text(code, 'PowerShell') : [{ ...like, why: handedToShell }];
  }
  if (/^(cscript|wscript|mshta|rundll32|wmic|installutil|mofcomp)$/.test(program)) {
    const file = given.find(({ value }) => !/^\/\//.test(value));
    return [file && program.endsWith('script') ? called(file, like) : { ...like, why: `what ${program} runs` }];
  }
  return undefined;
}

/** The address of what a command is handed that fetches something: `iwr … | iex`, `iex (irm …)`. */
function fetchedFor({ inner = [], piped }: Pick<WindowsCommand, 'inner' | 'piped'>): WindowsWord | undefined {
  const fetching = [...inner, ...(piped ? [piped] : [])].find(
    ({ words: [name] }) => cmdlets.get((name?.value ?? '').toLowerCase())?.kind === 'network.fetch',
  );
  if (!fetching) return piped ? fetchedFor(piped) : undefined;
  return argumentOf(fetching.words, 'uri source');
}

/** `sc stop Dten`, `sc \\server create …`, `net stop "Dten Agent"`, `net user x /add`. */
function ofService(program: string, given: readonly WindowsWord[], like: Step): readonly Step[] {
  const words = given.filter(({ value }) => !value.startsWith('\\\\') || program !== 'sc');
  const [verb, target] = words;
  const word = verb?.value.toLowerCase() ?? '';
  const by = `${program} ${word}`;
  const step = (kind: EffectKind): readonly Step[] => [{ ...like, kind, by, target: target?.value ?? '', span: target?.span ?? like.span }];
  const kind = serviceVerb(word);
  if (kind) return target ? step(kind) : [];
  if (program === 'sc') {
    if (/^(query\w*|qc|qdescription|qfailure|getdisplayname|getkeyname|enumdepend|sdshow)$/.test(word)) return [];
    const text = words.map(({ value }) => value.toLowerCase()).join(' ');
    if (/\bstart= ?disabled\b/.test(text)) return step('unit.disable');
    if (/\bstart= ?(auto|delayed-auto|demand)\b/.test(text)) return step('unit.enable');
    return /^(config|failure|description|sdset|triggerinfo|privs|sidtype|failureflag)$/.test(word)
      ? step('unit.install')
      : [{ ...like, why: `what ${by} does` }];
  }
  const has = (option: RegExp): boolean => words.some(({ value }) => option.test(value));
  if (/^(users?)$/.test(word))
    return target ? step(has(/^\/add$/i) ? 'user.create' : has(/^\/del(ete)?$/i) ? 'user.delete' : 'user.change') : [];
  if (/^(local)?group$/.test(word)) return target ? step(has(/^\/add$/i) && words.length === 3 ? 'group.create' : 'user.change') : [];
  if (word === 'use' || word === 'share') return target ? step('mount.change') : [];
  return /^(view|statistics|config|accounts|time|session|file|help|helpmsg)?$/.test(word) ? [] : [{ ...like, why: `what ${by} does` }];
}

function ofForm(form: WindowsForm, command: WindowsCommand, like: Step): readonly Step[] {
  const { words, piped } = command;
  const given = words.slice(1);
  const other = form.when?.find(([argument]) => given.some(({ value }) => argument.test(value)));
  if (other) return other[1] ? ofForm(other[1], command, like) : [];
  if (form.isNameless) return [{ ...like, kind: form.kind }];
  const operands = plainArguments(words).slice(form.skip ?? 0);
  const named = form.target ? parameterOf(words, form.target) : undefined;
  const target = named ?? (form.isLast ? (operands.length > 1 ? operands.at(-1) : undefined) : operands[0]);
  const from = form.isLast && target !== operands[0] ? operands[0] : undefined;
  // `Get-Service dten | Stop-Service`.
  const handed = piped ? argumentOf(piped.words, 'name displayname path id') : undefined;
  const said = target ?? handed;
  const mode = form.kind === 'file.mode' ? words.find((word) => grants.test(word.value)) : undefined;
  return (said ? listed(said) : [{ value: unknown, span: like.span }]).map(({ value, span }) => ({
    ...like,
    kind: form.kind,
    target: value,
    span,
    ...(from && { from: from.value }),
    ...(form.erases && { erases: true as const }),
    ...(mode && { mode: { value: mode.value, span: mode.span } }),
  }));
}

/** Who may do what, of `icacls` and `cacls`: `Everyone:(OI)(CI)F`. */
const grants = /^\S[^:]*:(?:\([A-Z,]+\))*[A-Z]+$/i;

/** `Stop-Service a, b`. */
const listed = ({ value, span, isList }: WindowsWord): readonly { readonly value: Template; readonly span: WindowsWord['span'] }[] =>
  (isList ? value.split(',').filter((one) => one !== '') : [value]).map((one) => ({ value: one, span }));

/** Switches of cmdlets: what follows them is no value of theirs. */
const switches =
  /^-(force|recurse|passthru|usebasicparsing|wait|nonewwindow|whatif|confirm(:.*)?|verbose|asplaintext|append|nonewline|noclobber|ea:.*|container|runnow|followsymlink|allowclobber|skipcertificatecheck)$/i;

/** The value of a parameter, which may be cut short where it stays clear: `-Dest`. */
function parameterOf(words: readonly WindowsWord[], names: string): WindowsWord | undefined {
  for (const name of names.split(' ')) {
    const at = words.findIndex(({ value, isQuoted }, index) => {
      const [, own = ''] = /^[-/](\w+)$/.exec(isQuoted ? '' : value.toLowerCase()) ?? [];
      return index > 0 && own !== '' && (own === name || (own.length > 2 && name.startsWith(own)));
    });
    const found = at < 0 ? undefined : words[at + 1];
    if (found) return found;
  }
  return undefined;
}

/** Arguments that are no parameter of a cmdlet, no value of one, and no switch of a program. */
function plainArguments(words: readonly WindowsWord[]): readonly WindowsWord[] {
  const isCmdlet =
    /^\w+-\w+$/.test(words[0]?.value ?? '') || words.some(({ value, isQuoted }) => !isQuoted && /^-[A-Za-z]{3,}$/.test(value));
  const found: WindowsWord[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    if (!word) break;
    if (!word.isQuoted && /^-[A-Za-z]/.test(word.value)) {
      if (isCmdlet && !switches.test(word.value)) at++;
    } else if (word.isQuoted || !/^\/[\w?:-]+$/.test(word.value)) found.push(word);
  }
  return found;
}

const argumentOf = (words: readonly WindowsWord[], names: string): WindowsWord | undefined =>
  parameterOf(words, names) ?? plainArguments(words)[0];
