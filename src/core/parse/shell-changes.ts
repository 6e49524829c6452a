import type { ParameterOperation, Word } from 'unbash';
import { isPattern, matches } from '../text/glob';

/**
 * What an expansion makes of a variable: `${unit%.service}`, `${name//_/-}`, `${name,,}`. The change is kept behind the name, as the
 * shell writes it, until the value is known.
 */
interface Change {
  readonly name: string;
  readonly change: string;
}

/** The variable and the change that the name of a hole stands for; `undefined`: it is the variable itself. */
export function changeIn(hole: string): Change | undefined {
  const [, name, change] = /^(\w+(?:\[[^\]]*\])?)([%#/^,].*)$/s.exec(hole) ?? [];
  return name === undefined || change === undefined ? undefined : { name, change };
}

/** What the shell writes behind the name, where the change says it all itself. `textOf`: what is known of a word. */
export function changeOf(operation: ParameterOperation, textOf: (word: Word) => string | undefined): string | undefined {
  switch (operation.type) {
    case 'Remove': {
      const pattern = textOf(operation.operand);
      return pattern === undefined ? undefined : `${operation.operator}${pattern}`;
    }
    case 'Replace': {
      const [pattern, put] = [textOf(operation.pattern), textOf(operation.replacement)];
      // Of a pattern or an anchor nobody here says how much it takes.
      const isPlain =
        pattern !== undefined && pattern !== '' && !isPattern(pattern) && !pattern.includes('/') && operation.operator.length < 3;
      return isPlain && put !== undefined && /^\/\/?$/.test(operation.operator) ? `${operation.operator}${pattern}/${put}` : undefined;
    }
    case 'CaseModification':
      return operation.operand === undefined ? operation.operator : undefined;
    default:
      return undefined;
  }
}

/** Longer values are no names, and trying a pattern at each of their characters is work. */
const maxValue = 300;

/** A known value after a change; `undefined`: it is too long to say. */
export function changed(value: string, change: string): string | undefined {
  if (value.length > maxValue) return undefined;
  const [, operator = '', operand = ''] = /^(%%?|##?|\/\/?|\^\^?|,,?)(.*)$/s.exec(change) ?? [];
  switch (operator) {
    case '%':
    case '%%':
      return without(value, operand, operator === '%%', (at) => [value.slice(value.length - at), value.slice(0, value.length - at)]);
    case '#':
    case '##':
      return without(value, operand, operator === '##', (at) => [value.slice(0, at), value.slice(at)]);
    case '/':
    case '//': {
      const slash = operand.indexOf('/');
      const [pattern, put] = [operand.slice(0, slash), operand.slice(slash + 1)];
      return operator === '/' ? value.replace(pattern, () => put) : value.split(pattern).join(put);
    }
    case '^':
    case ',': {
      const first = value.slice(0, 1);
      return `${operator === '^' ? first.toUpperCase() : first.toLowerCase()}${value.slice(1)}`;
    }
    default:
      return operator === '^^' ? value.toUpperCase() : value.toLowerCase();
  }
}

/** The value without the shortest or longest end that a pattern matches. `cut`: the end of so many characters, and the rest. */
function without(value: string, pattern: string, isLongest: boolean, cut: (length: number) => readonly [string, string]): string {
  for (let step = 0; step <= value.length; step++) {
    const [end, rest] = cut(isLongest ? value.length - step : step);
    if (matches(pattern, end)) return rest;
  }
  return value;
}
