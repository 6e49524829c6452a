import { fillEach, oneValue, type Values, type Variables } from '../effects/values';
import { closed, fill, hasHole, unknown, type Template } from '../parse/shell-template';

/** Of one of several values those that begin with something known: what an option may put in the place of a default is anything. */
export function likeliest({ values, isEach }: Values): Values {
  if (isEach || values.length < 2) return { values, isEach };
  const known = values.filter((value) => !closed(value).startsWith(unknown));
  return known.length > 0 && known.length < values.length ? { values: known, isEach: known.length === 1 } : { values, isEach };
}

/** Variables may stand for others. */
const maxSteps = 4;

export function filled(template: Template, variables: Variables): Values {
  if (!hasHole(template)) return oneValue(template);
  let now = fillEach(template, variables);
  for (let step = 1; step < maxSteps && now.values.some(hasHole); step++) {
    const next = now.values.map((value) => fillEach(value, variables));
    now = { values: [...new Set(next.flatMap(({ values }) => values))], isEach: now.isEach && next.every(({ isEach }) => isEach) };
  }
  return now;
}

/** Of several values what they have in common: `/v2/sites/*`. */
export function single(template: Template, variables: Variables): Template {
  const { values } = likeliest(filled(template, variables));
  if (values.length === 1) return values[0] ?? unknown;
  return fill(template, (name) => ((variables.get(name)?.values.length ?? 0) > 1 ? unknown : undefined));
}

/** For people: `*` for what is not known. */
export const shown = (value: Template): string =>
  resolved(
    closed(value)
      .replace(/\0+/g, '*')
      .replace(/\*{2,}/g, '*'),
  );

/** Without `.` and `..`. */
function resolved(path: string): string {
  if (!/(^|\/)\.{1,2}(\/|$)/.test(path) || path.includes('://')) return path;
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..' && names.length > 0 && !/^(\.\.|\*?)$/.test(names.at(-1) ?? '')) names.pop();
    else if (name !== '.') names.push(name);
  }
  return names.join('/');
}
