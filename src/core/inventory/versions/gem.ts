import { compareDigits } from './debian';
import type { VersionScheme } from './scheme';
import { compareText } from '../../text/order';

const shape = /^\d{1,30}(\.[0-9a-z]{1,30}){0,20}(-[0-9a-z]{1,30}([.-][0-9a-z]{1,30}){0,20})?$/i;

/** Ruby's versions as Gem::Version orders them: letters make a pre-release, a dash begins one. */
export const gem: VersionScheme = {
  id: 'gem',
  isValid: (version) => shape.test(version),
  compare(a, b) {
    const [left, right] = [segments(a), segments(b)];
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
      const order = compareSegments(left[i] ?? '0', right[i] ?? '0');
      if (order !== 0) return order;
    }
    return 0;
  },
  // Capitals come first.
  floor: (version) => (/[a-z-]/i.test(version) ? version : `${version}.A`),
};

/** Zeros before letters and at the end say nothing. */
function segments(version: string): string[] {
  const all = version.replaceAll('-', '.pre.').match(/\d+|[a-z]+/gi) ?? [];
  const start = all.findIndex((segment) => /\D/.test(segment));
  const [numbers, rest] = start < 0 ? [all, []] : [all.slice(0, start), all.slice(start)];
  return [...withoutZeros(numbers), ...withoutZeros(rest)];
}

const withoutZeros = (list: readonly string[]): readonly string[] =>
  list.slice(0, list.findLastIndex((segment) => !/^0+$/.test(segment)) + 1);

function compareSegments(a: string, b: string): number {
  const [isNumber, otherIs] = [/^\d/.test(a), /^\d/.test(b)];
  if (isNumber !== otherIs) return isNumber ? 1 : -1;
  return isNumber ? compareDigits(a, b) : compareText(a, b);
}
