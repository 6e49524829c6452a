import { span } from '../../text/span';
import type { LogInclude } from './changelog-includes';
import type { SqlScript } from './session';

/** By its name alone: nothing else is called so. */
export const isSqitchPlan = (path: string): boolean => /(^|\/)sqitch\.plan$/.test(path);

/** A change: its name, and its time or what it needs; a revert (`-name`) and a tag begin otherwise. */
const change = /^[ \t]*\+?([^\s@#%+[-][^\s@#[]*)[ \t]+(?:\[|\d{4}-\d\d-\d\d)/;
const tag = /^[ \t]*(@[^\s@#[]+)/;

/** `x [x@v1.2]`: of several tags since the change was made, that one names its script. */
const namedTag = (line: string, name: string): string | undefined =>
  line
    .split(/[\s[\]]+/)
    .find((needed) => needed.startsWith(`${name}@`))
    ?.slice(name.length);

/**
 * What a plan of Sqitch has run, in its order, whatever the scripts are called. A change that comes again after a tag was reworked: what it was
 * before stands in a script with the tag in its name.
 */
export function parseSqitchPlan(text: string): SqlScript {
  const changes: { readonly name: string; readonly at: LogInclude['span']; before: string }[] = [];
  const last = new Map<string, number>();
  let tagged = '';
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    tagged = tag.exec(line)?.[1] ?? tagged;
    const [, name] = change.exec(line) ?? [];
    if (name === undefined) continue;
    const start = index + line.indexOf(name);
    const earlier = changes[last.get(name) ?? -1];
    if (earlier) earlier.before = namedTag(line, name) ?? tagged;
    last.set(name, changes.push({ name, at: span(start, start + name.length), before: '' }) - 1);
  }
  return {
    span: span(0, text.length),
    faults: [],
    dialect: 'other',
    items: [],
    runs: changes.map(({ name, at, before }) => ({
      path: `deploy/${name}${before}.sql`,
      span: at,
      isFolder: false,
      isRelative: true,
      isChosen: false,
    })),
  };
}
