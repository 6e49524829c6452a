import type { Origin } from '../inventory/inventory';

/** What somebody says of a rule: its severity, or that it shall not run. */
export const ruleSettings = ['blocker', 'error', 'warning', 'info', 'off'] as const;

export type RuleSetting = (typeof ruleSettings)[number];

/** What somebody says of rules, for all files or for some; of several layers that speak of a rule and a file the last one counts. */
export interface RuleLayer {
  /** Globs of paths inside the package; absent: all files. */
  readonly files?: readonly string[];
  /** By rule id, or `group/*`; of both in one layer the id counts. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Of a layer from a file. */
  readonly origin?: Origin;
}

/**
 * The layers of settings as users write them: `rules` by id, and `overrides`, which count after them, each with `files` and
 * `rules`. What has another form is left out: editors mark it.
 */
export function layersOf(rules: unknown, overrides: unknown): readonly RuleLayer[] {
  const some = Array.isArray(overrides) ? overrides.filter(isObject) : [];
  return [
    { rules: known(rules) },
    ...some.flatMap(({ files, rules: own }) => {
      const globs = [files].flat().filter((glob) => typeof glob === 'string');
      return globs.length > 0 ? [{ files: globs, rules: known(own) }] : [];
    }),
  ];
}

const known = (rules: unknown): RuleLayer['rules'] =>
  Object.fromEntries(
    Object.entries(isObject(rules) ? rules : {}).flatMap(([id, value]) => {
      const setting = ruleSettings.find((one) => one === value);
      return setting ? [[id, setting] as const] : [];
    }),
  );

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
