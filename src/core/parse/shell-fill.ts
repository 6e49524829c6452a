import type { ShellScript } from './shell-script';

/** Variables may stand for others. */
const maxSteps = 4;

/** Longer values are texts, not parts of a line. */
const maxValue = 400;

/** Puts what a script's variables hold into a text that the script expands, as far as they have one value in all of it. */
export type Filler = (text: string) => string;

/** Of a script: what is assigned once, by itself or out of such variables. What is escaped stays as it is written. */
export function fillerOf({ constants, assigned }: Pick<ShellScript, 'constants' | 'assigned'>): Filler {
  const valueOf = (name: string, steps: number): string | undefined => {
    const known = constants.get(name)?.value;
    if (known !== undefined) return short(known);
    const [text, ...others] = assigned.get(name) ?? [];
    if (text === undefined || others.length > 0 || steps === 0 || text.startsWith("'")) return undefined;
    const inside = text.replace(/^"(.*)"$/s, '$1');
    const value = filled(inside, steps - 1);
    return /[$`"'\\\n]/.test(value) ? undefined : short(value);
  };
  const filled = (text: string, steps: number): string =>
    text.includes('$')
      ? text.replace(
          /\\.|\$(?:\{(\w+)\}|(\w+))/gs,
          (whole, braced?: string, bare?: string) => valueOf(braced ?? bare ?? '', steps) ?? whole,
        )
      : text;
  return (text) => filled(text, maxSteps);
}

const short = (value: string): string | undefined => (value.length > maxValue ? undefined : value);
