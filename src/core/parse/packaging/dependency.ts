import type { Dependency } from '../../package/manifest-dependencies';
import { span } from '../../text/span';

/** A bound with a variable in it is filled in when somebody builds. */
const isOpen = (range: string): boolean => /[$%@{}]/.test(range);

/** A package of a kind, with what it may be and where both stand. `rangeAt`: where its range begins. */
export function dependency(
  type: string,
  { name, at }: { name: string; at: number },
  range: string | undefined,
  rangeAt: number,
): Dependency {
  const nameSpan = span(at, at + name.length);
  const known = range !== undefined && !isOpen(range);
  const whole = span(at, range === undefined ? nameSpan.end : rangeAt + range.length);
  return {
    name,
    nameSpan,
    type,
    optional: false,
    ...(known && { range: { value: range, span: span(rangeAt, rangeAt + range.length) } }),
    span: whole,
  };
}
