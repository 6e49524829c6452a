import type { SyntaxNode, Word } from 'unbash';
import type { ShellScript, ShellWord } from './shell-script';
import { entryOf } from '../text/groups';
import { eachChild, type PlaceOf } from './shell-nodes';
import { templateOf } from './shell-template';

export function shellWord(at: Word, constants: ReadonlyMap<string, ShellWord>, placeOf: PlaceOf): ShellWord {
  const value = literalValue(at, constants);
  const word = { text: at.text, value, span: placeOf(at) };
  return at.parts && /[$`*?{<>]/.test(at.text) ? { ...word, template: templateOf(at) } : word;
}

/** What runs only sometimes, more than once, or elsewhere. */
const branching: ReadonlySet<string> = new Set([
  'If',
  'Case',
  'While',
  'AndOr',
  'Function',
  'For',
  'CommandExpansion',
  'Subshell',
  'Pipeline',
]);
const declaring: ReadonlySet<string> = new Set(['readonly', 'export', 'declare', 'typeset']);
/** Commands that give values to the variables that they name. */
const reading: ReadonlySet<string> = new Set(['read', 'getopts', 'mapfile', 'readarray', 'printf']);

/** Variables whose value is certain wherever they are used. */
export function collectConstants(root: SyntaxNode, placeOf: PlaceOf): Pick<ShellScript, 'constants' | 'arrays' | 'assigned'> {
  // An assigned value is one word or, of an array, a list.
  const seen = new Map<string, ShellWord | readonly ShellWord[] | undefined>();
  const none = new Map<string, ShellWord>();
  const assigned = new Map<string, string[]>();
  const give = (name: string, texts: readonly string[]) => {
    const known = entryOf(assigned, name, () => []);
    for (const text of texts) known.push(text);
  };
  const note = (name: string, value: ShellWord | readonly ShellWord[] | undefined) => seen.set(name, seen.has(name) ? undefined : value);
  const visit = (node: SyntaxNode, certain: boolean): void => {
    if (node.type === 'Assignment') {
      const { value } = node;
      const whole = certain && !node.append && !node.index;
      give(node.name, value.type === 'ArrayValue' ? value.elements.map(({ text }) => text) : [value.text]);
      if (value.type === 'ArrayValue') note(node.name, whole ? value.elements.map((at) => shellWord(at, none, placeOf)) : undefined);
      else note(node.name, whole && literalValue(value, none) !== undefined ? shellWord(value, none, placeOf) : undefined);
    }
    if (node.type === 'For' || node.type === 'Select') {
      note(node.name.value, undefined);
      give(node.name.value, node.wordlist?.map(({ text }) => text) ?? []);
    }
    if (node.type === 'Command' && reading.has(node.name?.value ?? '')) {
      for (const argument of node.args)
        if (argument.type === 'Word' && /^[A-Za-z_]\w*$/.test(argument.value)) note(argument.value, undefined);
    }
    const branches = branching.has(node.type);
    // `local x=…` and a prefix `X=1 cmd` are not script-wide, but a second assignment makes the name uncertain all the same.
    const prefixed = node.type === 'Command' && node.name !== undefined && !declaring.has(node.name.value);
    eachChild(node, (child) => visit(child, certain && !branches && !prefixed));
  };
  visit(root, true);
  const constants = new Map<string, ShellWord>();
  const arrays = new Map<string, readonly ShellWord[]>();
  for (const [name, value] of seen) {
    if (value && 'text' in value) constants.set(name, value);
    else if (value) arrays.set(name, value);
  }
  return { constants, arrays, assigned };
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
