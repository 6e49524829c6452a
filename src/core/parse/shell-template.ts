import type { Assignment, Command, CommandExpansionPart, Statement, ParameterExpansionPart, Word, WordPart } from 'unbash';
import { changed, changeIn, changeOf } from './shell-changes';

/**
 * A word as far as it can be known: text in which `{open}name{close}` stands for a variable and `unknown` for what only the
 * run can tell. Names that begin with `@` are no variables: see `hereName` and `temporaryName`. Behind a name stands what is made of its value:
 * see `changeIn`.
 */
export type Template = string;

/** Stands for what cannot be known. */
export const unknown = '\0';
const open = '\u0001';
const close = '\u0002';
const orElse = '\u0003';

/** The folder of the script itself: `$(dirname "$0")`. */
export const hereName = '@here';
/** A name that `mktemp` makes. */
export const temporaryName = '@temporary';
/** The place of what only some way through the script sets: its value is the default, and nothing that a question can be answered by. */
export const maybeName = '@maybe';

/** The name of all arguments behind the first ones: what `shift 2` leaves. */
export const argumentsBehind = (by: number): string => `@+${by}`;

/** The place of a variable; `otherwise`: its value where nothing else is known (`${x:-y}`). */
export const hole = (name: string, otherwise?: Template): Template =>
  `${open}${name}${otherwise === undefined ? '' : `${orElse}${otherwise}`}${close}`;

const marks = new RegExp(`[${unknown}${open}${close}${orElse}]`, 'g');

interface Hole {
  readonly name: string;
  readonly otherwise: Template | undefined;
}

/** Puts something in the place of each variable, those in the defaults of others left alone. */
function replaceHoles(template: Template, put: (found: Hole, whole: Template) => Template): Template {
  let result = '';
  let at = 0;
  for (let start = template.indexOf(open); start >= 0; start = template.indexOf(open, at)) {
    const end = closeOf(template, start);
    const inner = template.slice(start + 1, end);
    const bar = inner.indexOf(orElse);
    const found = bar < 0 ? { name: inner, otherwise: undefined } : { name: inner.slice(0, bar), otherwise: inner.slice(bar + 1) };
    result += template.slice(at, start) + put(found, template.slice(start, end + 1));
    at = end + 1;
  }
  return at === 0 ? template : result + template.slice(at);
}

/** Where the variable ends that begins at `start`. */
function closeOf(template: Template, start: number): number {
  let depth = 0;
  for (let at = start; at < template.length; at++) {
    if (template[at] === open) depth++;
    else if (template[at] === close && --depth === 0) return at;
  }
  return template.length;
}

/** Puts values in the places of variables. `valueOf` answers `undefined` for those that stay open. */
export const fill = (template: Template, valueOf: (name: string) => Template | undefined): Template =>
  replaceHoles(
    template,
    ({ name, otherwise }, whole) =>
      valueOf(name) ?? changedValue(name, valueOf) ?? (otherwise?.includes(open) ? hole(name, fill(otherwise, valueOf)) : whole),
  );

/** Of `unit%.service`, where `unit` is known. */
function changedValue(of: string, valueOf: (name: string) => Template | undefined): Template | undefined {
  const found = changeIn(of);
  const value = found && valueOf(found.name);
  return value === undefined ? undefined : withChange(value, found?.change ?? '');
}

/** A value after a change: of another variable's value, the same change of that one. */
export function withChange(value: Template, change: string): Template {
  if (isKnown(value)) return changed(value, change) ?? unknown;
  const name = onlyHole(value);
  return name === undefined || value !== hole(name) || changeIn(name) ? unknown : hole(`${name}${change}`);
}

/** The variables that are still open in it. */
export function holesIn(template: Template): readonly string[] {
  const names: string[] = [];
  replaceHoles(template, ({ name, otherwise }, whole) => {
    names.push(name, ...(otherwise === undefined ? [] : holesIn(otherwise)));
    return whole;
  });
  return names;
}

/** The only variable of a template that is nothing else. */
export function onlyHole(template: Template): string | undefined {
  if (!template.startsWith(open) || closeOf(template, 0) !== template.length - 1) return undefined;
  return holesIn(template)[0];
}

/** Every variable that is still open has its default, or is not known. */
export const closed = (template: Template): Template =>
  replaceHoles(template, ({ otherwise }) => (otherwise === undefined ? unknown : closed(otherwise)));

/** What stands behind all that is not known: `/lib/common.sh` of `"$HERE/lib/common.sh"`. */
export const knownTail = (template: Template): string =>
  template.slice(Math.max(template.lastIndexOf(unknown), template.lastIndexOf(close)) + 1);

/** Nothing in it depends on the run. */
export const isKnown = (template: Template): boolean => !template.includes(unknown) && !template.includes(open);

/** A variable in it is still open. */
export const hasHole = (template: Template): boolean => template.includes(open);

/** Text of a file as a template: none of its characters means anything else. */
export const literal = (text: string): Template => text.replace(marks, '');

const ownPath = /(?:\$0|\$\{0\}|\$\{?BASH_SOURCE(?:\[0\])?\}?|\$\((?:readlink|realpath)[^\n()]{0,40}\))/.source;
const ownFolder = `(?:\\$\\(\\s*dirname\\s+(?:--\\s+)?"?${ownPath}"?\\s*\\)|\\$\\{(?:0|BASH_SOURCE(?:\\[0\\])?)%/\\*\\}|\`dirname\\s+"?${ownPath}"?\`)`;
/** The folder of the script, as people compute it: `$(dirname "$0")`, `$(cd "$(dirname "$0")/.." && pwd)`. */
const dirname = new RegExp(`^${ownFolder}$`);
const changedTo = new RegExp(
  `^[$\`]\\(?\\s*cd\\s+(?:-[LPe]+\\s+|--\\s+)?"?${ownFolder}"?(/[\\w./-]{1,80})?"?\\s*(?:>\\s*/dev/null\\s*)?(?:2>&1\\s*)?(?:&&|;)\\s*pwd(?:\\s+-[LP])?\\s*[)\`]$`,
);
const folderAbove = /^(?:\$\(|`)dirname\s+(?:--\s+)?"?\$\{?([A-Za-z_]\w*)\}?"?[)`]$/;
const temporary = /^[$`]\(?\s*mktemp\b/;

/** A substitution that gives the script's own folder, or one near it. */
function ownFolderOf(text: string): Template | undefined {
  if (dirname.test(text)) return hole(hereName);
  // `$(dirname "$SCRIPT_DIR")`.
  const above = folderAbove.exec(text)?.[1];
  if (above !== undefined) return `${hole(above)}/..`;
  const found = changedTo.exec(text);
  return found ? `${hole(hereName)}${found[1] ?? ''}` : undefined;
}

/** Of a parsed word. */
export function templateOf(word: Word): Template {
  return word.parts ? templateOfParts(word.parts) : literal(word.value);
}

/** Of `name=value` as an argument: `export DIR=/opt/dten`. */
export const templateOfAssignment = ({ name, value }: Assignment): Template =>
  `${name}=${value.type === 'Word' ? templateOf(value) : unknown}`;

const templateOfParts = (parts: readonly WordPart[]): Template => parts.map(templateOfPart).join('');

function templateOfPart(part: WordPart): Template {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return literal(part.value);
    case 'DoubleQuoted':
    case 'LocaleString':
      return templateOfParts(part.parts);
    case 'Glob':
    case 'BraceExpansion':
      return literal(part.text);
    case 'SimpleExpansion':
      return hole(part.text.slice(1));
    case 'ParameterExpansion':
      return templateOfExpansion(part);
    case 'CommandExpansion':
      return ownFolderOf(part.text) ?? (temporary.test(part.text) ? hole(temporaryName) : (printedBy(part) ?? unknown));
    default:
      return unknown;
  }
}

/** The command, or of `find … | sort` the first: sorting changes no word. */
function firstOf(node: Statement['command']): Command | undefined {
  if (node.type === 'Command') return node;
  const [first, ...others] = node.type === 'Pipeline' ? node.commands : [];
  const isSorted = others.every((one) => one.type === 'Command' && /^(?:sort|uniq|head|tail)$/.test(one.name?.value ?? ''));
  return first?.type === 'Command' && /^(?:ls|find)$/.test(first.name?.value ?? '') && isSorted ? first : undefined;
}

/** What `$(echo …)`, `$(printf %s …)` and `$(basename …)` come to, and what `$(ls …)` and `$(find …)` tell of each file. */
function printedBy({ script }: CommandExpansionPart): Template | undefined {
  const [only, ...others] = script?.commands ?? [];
  const command = only && firstOf(only.command);
  if (
    !command ||
    others.length > 0 ||
    command.redirects.some(({ operator }) => operator !== '>' || !/^(?:ls|find)$/.test(command.name?.value ?? ''))
  )
    return undefined;
  const words = command.args.filter((arg) => arg.type === 'Word').map((arg) => templateOf(arg));
  if (words.length !== command.args.length) return undefined;
  const [first = '', second] = words;
  switch (command.name?.value) {
    case 'echo':
      return first.startsWith('-') ? undefined : words.join(' ');
    case 'printf':
      return /^%s(\\n| )?$/.test(first) ? words.slice(1).join(first.endsWith(' ') ? ' ' : first === '%s' ? '' : '\n') : undefined;
    case 'basename': {
      const name = first.startsWith('-') || words.length > 2 ? unknown : withChange(first, '##*/');
      return second === undefined ? name : isKnown(second) ? withChange(name, `%${second}`) : unknown;
    }
    default:
      return filesFound(command.name?.value ?? '', words);
  }
}

/** What `find` and `ls` tell of each file: what is found stays open, and nothing may be. `words`: without the program. */
export function filesFound(program: string, words: readonly Template[]): Template | undefined {
  const found =
    program === 'find' ? foundBy(words) : program === 'ls' ? listedBy(words.filter((word) => !word.startsWith('-'))) : undefined;
  return found === undefined ? undefined : hole(maybeName, found);
}

/** `ls DIR/*.sh` tells paths, `ls DIR` only names. */
const listedBy = ([only, ...others]: readonly Template[]): Template | undefined =>
  only?.includes('*') && others.length === 0 ? only.replace(/\*+/g, unknown) : undefined;

/** `find DIR -name '*.sh'`. */
function foundBy(words: readonly Template[]): Template | undefined {
  const [folder, second] = words;
  if (folder === undefined || /^[-!(]/.test(folder) || (second !== undefined && !second.startsWith('-'))) return undefined;
  const name = words.includes('-name') ? (words[words.indexOf('-name') + 1] ?? '*') : '*';
  // A file of one name may lie deeper.
  return `${folder.replace(/\/$/, '')}/${/[*?]/.test(name) ? name.replace(/[*?]+/g, unknown) : `${unknown}/${name}`}`;
}

/** Arrays that the shell itself fills. */
const ofShell = /^(BASH_\w+|FUNCNAME|PIPESTATUS|COMP\w+|DIRSTACK|GROUPS)$/;

/**
 * The place of elements of an array: `name[@]` are all, one after the other, `name[!]` their keys, `name[key]` is one, and `name[?]` one of
 * them, nobody knows which. A key without quotes may be a variable.
 */
function elementHole(name: string, prefix: string | undefined, key: string): Template {
  if (ofShell.test(name)) return unknown;
  if (/^[@*]$/.test(key)) return prefix === undefined ? hole(`${name}[@]`) : prefix === '!' ? hole(`${name}[!]`) : unknown;
  if (prefix !== undefined) return unknown;
  if (/[$`\u0000-\u0003]|^-|[-+*]\d/.test(key)) return hole(`${name}[?]`);
  const plain = key.replace(/^(["'])(.*)\1$/s, '$2');
  return hole(`${name}[${plain}]`, /^[A-Za-z_]\w*$/.test(key) ? hole(`${name}[?]`) : undefined);
}

/** A word of which all is known, patterns as they are written. */
function knownText(word: Word): string | undefined {
  const template = templateOf(word);
  return isKnown(template) ? template : undefined;
}

function changedHole(parameter: string, operation: ParameterExpansionPart['operation']): Template {
  const change = operation && /^\w+$/.test(parameter) ? changeOf(operation, knownText) : undefined;
  return change === undefined ? unknown : hole(`${parameter}${change}`);
}

/** `"${@:2}"`: the arguments from the second on; `"${@:2:1}"` is the second. */
function argumentsFrom(all: string, offset: string, length: string | undefined): Template {
  const from = /^\s*([1-9])\s*$/.exec(offset)?.[1];
  if (from === undefined) return unknown;
  if (length !== undefined) return length.trim() === '1' ? hole(from) : unknown;
  return from === '1' ? hole(all) : hole(argumentsBehind(Number(from) - 1));
}

function templateOfExpansion({ parameter, prefix, index, operation, text }: ParameterExpansionPart): Template {
  if (index) return operation ? unknown : elementHole(parameter, prefix, index.text);
  if (prefix) return unknown;
  switch (operation?.type) {
    case undefined:
      return hole(parameter);
    case 'Default':
      if (/^:?[-=]$/.test(operation.operator)) return hole(parameter, templateOf(operation.operand));
      return /\?$/.test(operation.operator) ? hole(parameter) : unknown;
    case 'Remove':
      // `${0%/*}` is where the script lies; `${dir%/}` is the folder all the same.
      if (dirname.test(text)) return hole(hereName);
      return operation.operand.text === '/' && operation.operator.startsWith('%') ? hole(parameter) : changedHole(parameter, operation);
    case 'Slice':
      return /^[@*]$/.test(parameter) ? argumentsFrom(parameter, operation.offset.text, operation.length?.text) : unknown;
    default:
      return changedHole(parameter, operation);
  }
}
